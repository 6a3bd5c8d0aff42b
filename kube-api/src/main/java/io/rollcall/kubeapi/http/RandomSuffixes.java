package io.rollcall.kubeapi.http;

import java.security.SecureRandom;
import java.util.function.Supplier;

/** Endings of names for objects that are created with a generateName. For any number of threads. */
final class RandomSuffixes implements Supplier<String> {

    /** No vowels and nothing that reads like another, so that no words come out. */
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

    private static final int LENGTH = 5;

    private final SecureRandom random = new SecureRandom();

    @Override
    public String get() {
        StringBuilder suffix = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            suffix.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return suffix.toString();
    }
}
