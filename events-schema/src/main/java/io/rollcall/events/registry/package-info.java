/**
 * A schema registry with Confluent's REST API whose only store is a compacted topic: for one machine, and for tests.
 *
 * <p>A request goes from {@code RegistryHttp} through {@code Routes} to {@code Registry}; what that decides is appended
 * to the {@code SchemaLog} and comes back from there into {@code Catalogue}, which answers the questions.
 */
@NullMarked
package io.rollcall.events.registry;

import org.jspecify.annotations.NullMarked;
