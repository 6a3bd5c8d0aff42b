package io.rollcall.cli.conformance;

/**
 * An item of the checklist.
 *
 * @param number its number, from 1
 * @param section section that it belongs to
 * @param versions versions of Kubernetes it holds for: {@code all}, or a range
 * @param demand what it demands
 * @param notApplicable why it does not apply to Rollcall; empty when it does
 */
record Item(int number, String section, String versions, String demand, String notApplicable) {

    boolean applies() {
        return notApplicable.isEmpty();
    }

    String id() {
        return "C" + number;
    }
}
