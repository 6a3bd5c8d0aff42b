package io.rollcall.cli.console;

/** How results are written to standard output. */
public enum Output {
    /** For people. */
    text,
    /** One JSON object a line, and nothing else. */
    json
}
