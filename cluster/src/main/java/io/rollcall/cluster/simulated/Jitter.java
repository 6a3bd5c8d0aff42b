package io.rollcall.cluster.simulated;

import java.time.Duration;

/** Delays that look irregular and are a function of seed, subject and step alone. */
final class Jitter {

    private final long seed;

    Jitter(long seed) {
        this.seed = seed;
    }

    /** A delay from low (included) to high (excluded), in milliseconds. */
    Duration between(int lowMillis, int highMillis, String subject, String step) {
        long mixed = mix(seed ^ mix(((long) subject.hashCode() << 32) ^ step.hashCode()));
        return Duration.ofMillis(lowMillis + Math.floorMod(mixed, highMillis - lowMillis));
    }

    /** The finalizer of SplitMix64: every bit of the input moves every bit of the output. */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
