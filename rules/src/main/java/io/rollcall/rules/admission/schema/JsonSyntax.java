package io.rollcall.rules.admission.schema;

import io.rollcall.rules.admission.field.GoText;
import java.util.Optional;

/** Says what is wrong with a text that is no JSON, in the words of Go's reader. Not thread-safe. */
final class JsonSyntax {

    private static final int MAX_DEPTH = 10_000;
    private static final String VALUE = "looking for beginning of value";

    private final String text;
    private int at;

    private JsonSyntax(String text) {
        this.text = text;
    }

    /** The problem; empty when the text is one JSON value. */
    static Optional<String> problem(String text) {
        JsonSyntax syntax = new JsonSyntax(text);
        try {
            syntax.value(0);
            syntax.space();
            if (syntax.at < text.length()) {
                throw syntax.wrong("after top-level value");
            }
            return Optional.empty();
        } catch (Wrong e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void value(int depth) throws Wrong {
        if (depth > MAX_DEPTH) {
            throw new Wrong("exceeded max depth");
        }
        space();
        int c = peek();
        switch (c) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> {
                if (c != '-' && !digit(c)) {
                    throw wrong(VALUE);
                }
                number();
            }
        }
    }

    private void object(int depth) throws Wrong {
        at++;
        space();
        if (peek() == '}') {
            at++;
            return;
        }
        while (true) {
            space();
            if (peek() != '"') {
                throw wrong("looking for beginning of object key string");
            }
            string();
            space();
            if (peek() != ':') {
                throw wrong("after object key");
            }
            at++;
            value(depth + 1);
            space();
            int c = peek();
            if (c != ',' && c != '}') {
                throw wrong("after object key:value pair");
            }
            at++;
            if (c == '}') {
                return;
            }
        }
    }

    private void array(int depth) throws Wrong {
        at++;
        space();
        if (peek() == ']') {
            at++;
            return;
        }
        while (true) {
            value(depth + 1);
            space();
            int c = peek();
            if (c != ',' && c != ']') {
                throw wrong("after array element");
            }
            at++;
            if (c == ']') {
                return;
            }
        }
    }

    private void string() throws Wrong {
        at++;
        while (peek() != '"') {
            if (peek() < ' ') {
                throw wrong("in string literal");
            }
            if (text.charAt(at++) == '\\') {
                escape();
            }
        }
        at++;
    }

    private void escape() throws Wrong {
        if (peek() != 'u') {
            if ("\"\\/bfnrt".indexOf(peek()) < 0) {
                throw wrong("in string escape code");
            }
            at++;
            return;
        }
        at++;
        for (int i = 0; i < 4; i++) {
            if (Character.digit(peek(), 16) < 0) {
                throw wrong("in \\u hexadecimal character escape");
            }
            at++;
        }
    }

    private void literal(String word) throws Wrong {
        for (int i = 0; i < word.length(); i++) {
            if (peek() != word.charAt(i)) {
                throw wrong("in literal " + word + " (expecting " + quoted(word.charAt(i)) + ")");
            }
            at++;
        }
    }

    private void number() throws Wrong {
        if (peek() == '-') {
            at++;
            if (!digit(peek())) {
                throw wrong("in numeric literal");
            }
        }
        boolean zero = peek() == '0';
        at++;
        while (!zero && more()) {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            digits("after decimal point in numeric literal");
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
                at++;
            }
            digits("in exponent of numeric literal");
        }
    }

    private void digits(String where) throws Wrong {
        if (!digit(peek())) {
            throw wrong(where);
        }
        while (more()) {
            at++;
        }
    }

    private boolean more() {
        return at < text.length() && digit(text.charAt(at));
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private int peek() throws Wrong {
        if (at >= text.length()) {
            throw new Wrong("unexpected end of JSON input");
        }
        return text.charAt(at);
    }

    private Wrong wrong(String where) throws Wrong {
        return new Wrong("invalid character " + quoted(peek()) + " " + where);
    }

    private static boolean digit(int c) {
        return c >= '0' && c <= '9';
    }

    private static String quoted(int c) {
        return switch (c) {
            case '\'' -> "'\\''";
            case '"' -> "'\"'";
            default -> {
                String inQuotes = GoText.quote(Character.toString(c));
                yield "'" + inQuotes.substring(1, inQuotes.length() - 1) + "'";
            }
        };
    }

    private static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message);
        }
    }
}
