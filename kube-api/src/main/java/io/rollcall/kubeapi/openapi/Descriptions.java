package io.rollcall.kubeapi.openapi;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/** What types and fields mean, in words. */
final class Descriptions {

    private static final Properties TEXTS = read();

    private Descriptions() {}

    /** Of a type; empty when nothing is said of it. */
    static String of(String type) {
        return TEXTS.getProperty(type, "");
    }

    /** Of a field; empty when nothing is said of it. */
    static String of(String type, String field) {
        return TEXTS.getProperty(type + "." + field, "");
    }

    private static Properties read() {
        Properties texts = new Properties();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(Descriptions.class.getResourceAsStream("descriptions.properties")),
                StandardCharsets.UTF_8)) {
            texts.load(reader);
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
