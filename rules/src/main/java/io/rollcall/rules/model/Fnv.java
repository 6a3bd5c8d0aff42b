package io.rollcall.rules.model;

import java.nio.charset.StandardCharsets;

/** FNV-1a, the hash behind names and revision labels. Stable for ever: its results stand in logs and clusters. */
public final class Fnv {

    private static final int OFFSET_32 = 0x811c9dc5;
    private static final int PRIME_32 = 0x01000193;
    private static final long OFFSET_64 = 0xcbf29ce484222325L;
    private static final long PRIME_64 = 0x100000001b3L;

    private Fnv() {}

    /** The 32-bit sum of the bytes, taken as unsigned. */
    public static long sum32(byte[] bytes) {
        int sum = OFFSET_32;
        for (byte b : bytes) {
            sum = (sum ^ (b & 0xff)) * PRIME_32;
        }
        return Integer.toUnsignedLong(sum);
    }

    /** A 64-bit sum over several texts, each with its length, so that shifting a border changes it. */
    public static final class Sum64 {

        private long sum = OFFSET_64;

        /** Adds a text. */
        public Sum64 add(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
                add(bytes.length >>> shift);
            }
            for (byte b : bytes) {
                add(b);
            }
            return this;
        }

        /** The sum with its bits mixed well: FNV alone leaves those of the last bytes in the low ones. */
        public long mixed() {
            long z = sum;
            z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
            z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
            return z ^ (z >>> 31);
        }

        private void add(int oneByte) {
            sum = (sum ^ (oneByte & 0xff)) * PRIME_64;
        }
    }
}
