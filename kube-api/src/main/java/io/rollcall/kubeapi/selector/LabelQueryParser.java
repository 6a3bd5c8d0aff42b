package io.rollcall.kubeapi.selector;

import io.rollcall.kubeapi.selector.LabelQuery.Operator;
import io.rollcall.kubeapi.selector.LabelQuery.Requirement;
import io.rollcall.kubeapi.status.Failures;
import io.rollcall.kubeapi.status.StatusException;
import java.util.ArrayList;
import java.util.List;

/** Reads label selectors: {@code a=b,c!=d,e in (f,g),h notin (i),j,!k,l>3}. For one text. */
public final class LabelQueryParser {

    private static final String OPERATORS = "in, notin, =, ==, !=, gt, lt";

    private final List<String> tokens;
    private int at;

    private LabelQueryParser(List<String> tokens) {
        this.tokens = tokens;
    }

    /**
     * The selector that a text means; everything for the empty text.
     *
     * @throws StatusException 400, naming what was found and what is expected
     */
    public static LabelQuery parse(String text) {
        LabelQueryParser parser = new LabelQueryParser(tokens(text));
        return new LabelQuery(parser.all());
    }

    private List<Requirement> all() {
        List<Requirement> found = new ArrayList<>();
        if (at == tokens.size()) {
            return found;
        }
        while (true) {
            found.add(requirement());
            if (at == tokens.size()) {
                return found;
            }
            expect(",");
            if (at == tokens.size()) {
                throw problem("", "identifier after ','");
            }
        }
    }

    private Requirement requirement() {
        if (peek().equals("!")) {
            at++;
            return new Requirement(identifier("identifier"), Operator.NOT_EXISTS, List.of());
        }
        String key = identifier("!, identifier, or 'end of string'");
        String operator = peek();
        switch (operator) {
            case "", "," -> {
                return new Requirement(key, Operator.EXISTS, List.of());
            }
            case "in", "notin" -> {
                at++;
                return new Requirement(key, operator.equals("in") ? Operator.IN : Operator.NOT_IN, values());
            }
            case "=", "==" -> {
                at++;
                return new Requirement(key, Operator.IN, List.of(value()));
            }
            case "!=" -> {
                at++;
                return new Requirement(key, Operator.NOT_IN, List.of(value()));
            }
            case ">", "<" -> {
                at++;
                return new Requirement(
                        key, operator.equals(">") ? Operator.GREATER : Operator.LESS, List.of(number(value())));
            }
            default -> throw problem(operator, OPERATORS);
        }
    }

    private List<String> values() {
        expect("(");
        List<String> values = new ArrayList<>();
        values.add(value());
        while (peek().equals(",")) {
            at++;
            values.add(value());
        }
        expect(")");
        return values;
    }

    /** A value may be empty: then the next token is what follows it. */
    private String value() {
        String token = peek();
        if (token.isEmpty() || token.equals(",") || token.equals(")")) {
            return "";
        }
        return identifier("identifier");
    }

    private String identifier(String expected) {
        String token = peek();
        if (token.isEmpty() || isSymbol(token.charAt(0))) {
            throw problem(token, expected);
        }
        at++;
        return token;
    }

    private void expect(String symbol) {
        if (!peek().equals(symbol)) {
            throw problem(peek(), "'" + symbol + "'");
        }
        at++;
    }

    private String peek() {
        return at < tokens.size() ? tokens.get(at) : "";
    }

    private static String number(String value) {
        try {
            return Long.toString(Long.parseLong(value));
        } catch (NumberFormatException e) {
            throw Failures.badRequest("unable to parse requirement: values[0]: Invalid value: \"" + value
                    + "\": for 'Gt', 'Lt' operators, the value must be an integer");
        }
    }

    private static StatusException problem(String found, String expected) {
        return Failures.badRequest("unable to parse requirement: found '" + found + "', expected: " + expected);
    }

    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            int start = i;
            if (Character.isWhitespace(c)) {
                i++;
                continue;
            }
            if (isSymbol(c)) {
                boolean two = i + 1 < text.length() && text.charAt(i + 1) == '=' && (c == '=' || c == '!');
                i += two ? 2 : 1;
            } else {
                while (i < text.length() && !isSymbol(text.charAt(i)) && !Character.isWhitespace(text.charAt(i))) {
                    i++;
                }
            }
            tokens.add(text.substring(start, i));
        }
        return tokens;
    }

    private static boolean isSymbol(char c) {
        return "!=<>(),".indexOf(c) >= 0;
    }
}
