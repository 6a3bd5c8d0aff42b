package io.rollcall.events.settings;

import io.rollcall.events.topics.TopicNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;

/** Checks of single settings. */
public final class Validators {

    /** A prefix of topics. */
    public static final Validator TOPIC_PREFIX =
            of("letters, digits, '.', '_' and '-'", value -> new TopicNames((String) value));

    /** A file that can be read; empty for none. */
    public static final Validator READABLE_FILE = of("a file that can be read, or empty", value -> {
        String file = (String) value;
        if (!file.isEmpty() && !Files.isReadable(Path.of(file))) {
            throw new IllegalArgumentException(
                    Files.exists(Path.of(file)) ? "the file " + file + " may not be read" : "there is no file " + file);
        }
    });

    private static final int HIGHEST_PORT = 65_535;

    private Validators() {}

    /** A port; 0 for a free one. */
    public static Validator port() {
        return Range.between(0, HIGHEST_PORT);
    }

    /** A port; 0 for a free one, -1 for none. */
    public static Validator portOrNone() {
        return Range.between(-1, HIGHEST_PORT);
    }

    /**
     * A check that knows how to say what it wants.
     *
     * @param wanted what is legal, for the reference
     * @param check throws {@link IllegalArgumentException} with one line when the value is not
     */
    public static Validator of(String wanted, Consumer<Object> check) {
        return new Validator() {
            @Override
            public void ensureValid(String name, Object value) {
                if (value == null) {
                    throw new ConfigException("has no value");
                }
                try {
                    check.accept(value);
                } catch (IllegalArgumentException e) {
                    throw new ConfigException(e.getMessage());
                }
            }

            @Override
            public String toString() {
                return wanted;
            }
        };
    }
}
