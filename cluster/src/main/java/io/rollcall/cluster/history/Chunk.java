package io.rollcall.cluster.history;

/** A piece of a history file: what looks like one complete JSON object, or what cannot be one. */
sealed interface Chunk {

    /** Line on which it begins, from 1. */
    int line();

    /** The bytes of one object, braces balanced; not checked any further. */
    record Document(int line, byte[] bytes) implements Chunk {}

    /** What is wrong and how to mend it, without the place. */
    record Broken(int line, String problem) implements Chunk {}
}
