package io.rollcall.rules.eligibility;

/**
 * One thing that was looked at to judge a node.
 *
 * @param name which: {@code nodeName}, {@code nodeSelector}, {@code nodeAffinity}, {@code nodeAffinity.term}, {@code
 *     nodeAffinity.requirement}, {@code taint}. Terms are alternatives, so one of them may fail on a node that passes
 *     {@code nodeAffinity}.
 * @param passed whether it holds
 * @param text one sentence for people, without a full stop
 */
public record Check(String name, boolean passed, String text) {}
