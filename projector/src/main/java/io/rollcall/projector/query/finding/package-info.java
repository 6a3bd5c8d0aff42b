/** What is found of a slot, and of a DaemonSet by its slots: the diagnosis, since when, what would mend it, whom a rollout waits for. */
@NullMarked
package io.rollcall.projector.query.finding;

import org.jspecify.annotations.NullMarked;
