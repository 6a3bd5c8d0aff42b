package io.rollcall.rules.model;

/**
 * Base-10 signed 64-bit integers in text, as Kubernetes reads label values for Gt and Lt: optional sign, ASCII digits, leading
 * zeros allowed, nothing else. Neither method throws away an exception or an object for text that is no number.
 */
public final class Int64Text {

    private Int64Text() {}

    /** Whether the text is such a number and fits. */
    public static boolean isNumber(String text) {
        int start = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
        if (start == text.length()) {
            return false;
        }
        boolean negative = text.charAt(0) == '-';
        // Summed downwards, since the negative range is the larger one.
        long sum = 0;
        for (int i = start; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || sum < (Long.MIN_VALUE + digit) / 10) {
                return false;
            }
            sum = sum * 10 - digit;
        }
        return negative || sum != Long.MIN_VALUE;
    }

    /** The number in a text for which {@link #isNumber} is true. */
    public static long value(String text) {
        return Long.parseLong(text);
    }
}
