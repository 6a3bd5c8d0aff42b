package io.rollcall.cli.console;

import java.util.Locale;

/** How a line of the log looks. */
public enum LogFormat {
    /** For people. */
    TEXT,
    /** A JSON object. */
    JSON;

    /** As it is written in settings. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
