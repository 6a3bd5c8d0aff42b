package io.rollcall.rules.model;

/**
 * maxUnavailable or maxSurge: a number or a percentage.
 *
 * @param value the number, or the percentage; not negative
 * @param percent whether it is a percentage
 */
public record IntOrPercent(int value, boolean percent) {

    /** The number 0. */
    public static final IntOrPercent ZERO = new IntOrPercent(0, false);

    /** The number 1. */
    public static final IntOrPercent ONE = new IntOrPercent(1, false);

    /** Refuses what is negative. */
    public IntOrPercent {
        if (value < 0) {
            throw new IllegalArgumentException("must not be negative: " + value);
        }
    }

    /**
     * Reads {@code 1} or {@code 10%}. A percentage above 100 is read too: refusing it is admission's work.
     *
     * @throws IllegalArgumentException when the text is neither
     */
    public static IntOrPercent parse(String text) {
        boolean percent = text.endsWith("%");
        String digits = percent ? text.substring(0, text.length() - 1) : text;
        if (digits.isEmpty() || digits.length() > 10 || digits.chars().anyMatch(c -> c < '0' || c > '9')) {
            throw new IllegalArgumentException("neither a number nor a percentage such as 10%: \"" + text + "\"");
        }
        long value = Long.parseLong(digits);
        if (value > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("too large: \"" + text + "\"");
        }
        return new IntOrPercent((int) value, percent);
    }

    /** The number itself, or the percentage of the base rounded up (both budgets of a DaemonSet round up, semantics 5.2). */
    public int resolveUp(int base) {
        return percent ? Math.toIntExact(Math.ceilDiv((long) value * base, 100L)) : value;
    }

    /** As it is written in a manifest. */
    @Override
    public String toString() {
        return percent ? value + "%" : Integer.toString(value);
    }
}
