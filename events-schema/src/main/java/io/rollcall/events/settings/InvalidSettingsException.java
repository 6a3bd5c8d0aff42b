package io.rollcall.events.settings;

import java.util.List;

/** Settings that cannot be used. All of them at once, one line each: place, setting, what is wrong and the mend. */
public final class InvalidSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    /** With one line for each setting that is wrong. */
    public InvalidSettingsException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** One line for each setting that is wrong. */
    public List<String> problems() {
        return problems;
    }
}
