package io.rollcall.controller.shadow;

import io.rollcall.rules.model.NodeFacts;

/**
 * A node as last observed.
 *
 * @param seen the record that brought this state
 *
 * @param remade whether an earlier node of this name had been there
 */
record ObservedNode(NodeFacts facts, Seen seen, boolean remade) {}
