package io.rollcall.projector.query.answer;

import org.jspecify.annotations.Nullable;

/**
 * A node that uses up the budget of a rollout.
 *
 * @param node name of the node
 * @param because ROLLOUT: its pod is on its way; NODE: the node is not ready, or has no room; POD: the pod does not come up
 * @param code code of the slot's answer
 * @param text why, for people
 * @param pod name of the pod; null without one
 */
public record BlockerEntry(
        String node,
        String because,
        String code,
        String text,
        @Nullable String pod) {}
