package io.rollcall.events.settings;

/**
 * A setting as somebody gave it.
 *
 * @param value what was given; may name a place where the value itself stands
 * @param place where it was given: {@code FILE:LINE}, or the variable of the environment; empty when it comes from code
 */
record GivenSetting(String value, String place) {

    /** The beginning of a message about it. */
    String before() {
        return place.isEmpty() ? "" : place + ": ";
    }
}
