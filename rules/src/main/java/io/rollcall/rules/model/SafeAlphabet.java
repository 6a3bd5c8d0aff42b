package io.rollcall.rules.model;

/** The 27 characters of generated names and hashes: no vowels and nothing that looks alike, so that no words come out. */
public final class SafeAlphabet {

    private static final String CHARACTERS = "bcdfghjklmnpqrstvwxz2456789";

    private SafeAlphabet() {}

    /** So many characters from a number, taken as unsigned. */
    public static String characters(long number, int count) {
        StringBuilder text = new StringBuilder(count);
        long rest = number;
        for (int i = 0; i < count; i++) {
            text.append(CHARACTERS.charAt((int) Long.remainderUnsigned(rest, CHARACTERS.length())));
            rest = Long.divideUnsigned(rest, CHARACTERS.length());
        }
        return text.toString();
    }

    /** Each character of a text mapped to a safe one. */
    public static String encode(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            safe.append(CHARACTERS.charAt(text.charAt(i) % CHARACTERS.length()));
        }
        return safe.toString();
    }
}
