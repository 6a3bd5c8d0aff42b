package io.rollcall.controller.verification;

import io.rollcall.events.SourcePosition;

/**
 * A record of an output topic that no decider of this journal can have written.
 *
 * @param place where it stands
 * @param problem what is wrong with it
 */
record Unusable(SourcePosition place, String problem) {}
