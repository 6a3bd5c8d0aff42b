package io.rollcall.rules.admission.field;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The spelling of names, keys and values. Each method gives the problems of a text, none when it is right. */
public final class Syntax {

    private static final int MAX_LABEL = 63;
    private static final int MAX_SUBDOMAIN = 253;
    private static final int MAX_PORT_NAME = 15;
    private static final int MAX_PORT = 65535;

    private static final Form DNS_LABEL = new Form(
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an"
                    + " alphanumeric character",
            "[a-z0-9]([-a-z0-9]*[a-z0-9])?",
            "my-name",
            "123-abc");
    private static final Form SUBDOMAIN = new Form(
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end"
                    + " with an alphanumeric character",
            "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*",
            "example.com");
    private static final Form NAME = new Form(
            "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
            "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]",
            "MyName",
            "my.name",
            "123-abc");
    private static final Form LABEL_VALUE = new Form(
            "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end"
                    + " with an alphanumeric character",
            "(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?",
            "MyValue",
            "my_value",
            "12345");
    private static final Form VARIABLE = new Form(
            "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start"
                    + " with a digit",
            "[-._a-zA-Z][-._a-zA-Z0-9]*",
            "my.env-name",
            "MY_ENV.NAME",
            "MyEnvName1");
    private static final Form CONFIG_KEY = new Form(
            "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
            "[-._a-zA-Z0-9]+",
            "key.name",
            "KEY_NAME",
            "key-name");
    private static final Form HEADER = new Form(
            "a valid HTTP header must consist of alphanumeric characters or '-'", "[-A-Za-z0-9]+", "X-Header-Name");
    private static final Form PERCENT = new Form(
            "a valid percent string must be a numeric string followed by an ending '%'", "[0-9]+%", "1%", "93%");

    private static final Pattern PORT_NAME = Pattern.compile("[-a-z0-9]+");
    private static final Pattern LETTER = Pattern.compile("[a-z]");

    private Syntax() {}

    /** A DNS-1123 label: containers, volumes, namespaces. */
    public static List<String> dnsLabel(String text) {
        return formed(DNS_LABEL, MAX_LABEL, text);
    }

    /** A DNS-1123 subdomain: most names. */
    public static List<String> subdomain(String text) {
        return formed(SUBDOMAIN, MAX_SUBDOMAIN, text);
    }

    /** A label key, and whatever else has an optional prefix. */
    public static List<String> qualifiedName(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length > 2) {
            return List.of("a qualified name " + NAME.problem()
                    + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
        }
        List<String> problems = new ArrayList<>();
        if (parts.length == 2) {
            if (parts[0].isEmpty()) {
                problems.add("prefix part must be non-empty");
            } else {
                subdomain(parts[0]).forEach(problem -> problems.add("prefix part " + problem));
            }
        }
        String name = parts[parts.length - 1];
        if (name.isEmpty()) {
            problems.add("name part must be non-empty");
        } else if (name.length() > MAX_LABEL) {
            problems.add("name part " + tooLong(MAX_LABEL));
        }
        if (!NAME.fits(name)) {
            problems.add("name part " + NAME.problem());
        }
        return problems;
    }

    /** The value of a label. */
    public static List<String> labelValue(String text) {
        return formed(LABEL_VALUE, MAX_LABEL, text);
    }

    /** The name of an environment variable. */
    public static List<String> variable(String text) {
        return withoutSteps(formed(VARIABLE, Integer.MAX_VALUE, text), text);
    }

    /** A key of a ConfigMap or Secret. */
    public static List<String> configKey(String text) {
        return withoutSteps(formed(CONFIG_KEY, MAX_SUBDOMAIN, text), text);
    }

    /** The name of an HTTP header. */
    public static List<String> header(String text) {
        return formed(HEADER, Integer.MAX_VALUE, text);
    }

    /** A percentage. */
    public static List<String> percent(String text) {
        return formed(PERCENT, Integer.MAX_VALUE, text);
    }

    /** The name of a port. */
    public static List<String> portName(String text) {
        List<String> problems = new ArrayList<>();
        if (text.length() > MAX_PORT_NAME) {
            problems.add(tooLong(MAX_PORT_NAME));
        }
        if (!PORT_NAME.matcher(text).matches()) {
            problems.add("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
        }
        if (!LETTER.matcher(text).find()) {
            problems.add("must contain at least one letter or number (a-z, 0-9)");
        }
        if (text.contains("--")) {
            problems.add("must not contain consecutive hyphens");
        }
        if (text.startsWith("-") || text.endsWith("-")) {
            problems.add("must not begin or end with a hyphen");
        }
        return problems;
    }

    /** The number of a port. */
    public static List<String> port(long number) {
        return number >= 1 && number <= MAX_PORT ? List.of() : List.of(between(1, MAX_PORT));
    }

    /** That a number must lie in a range. */
    public static String between(long least, long greatest) {
        return "must be between " + least + " and " + greatest + ", inclusive";
    }

    private static List<String> withoutSteps(List<String> found, String text) {
        List<String> problems = new ArrayList<>(found);
        if (text.equals(".") || text.equals("..")) {
            problems.add("must not be '" + text + "'");
        } else if (text.startsWith("..")) {
            problems.add("must not start with '..'");
        }
        return problems;
    }

    private static List<String> formed(Form form, int maxLength, String text) {
        List<String> problems = new ArrayList<>();
        if (text.length() > maxLength) {
            problems.add(tooLong(maxLength));
        }
        if (!form.fits(text)) {
            problems.add(form.problem());
        }
        return problems;
    }

    private static String tooLong(int maxLength) {
        return "must be no more than " + maxLength + " characters";
    }

    /** A regular expression, as it is printed and as it is matched, in words and with examples. */
    private record Form(String words, String regex, Pattern pattern, List<String> examples) {

        /**
         * A group that is repeated at the end is matched possessively: the same texts fit, and a text of many parts does not take a
         * stack frame for each.
         */
        Form(String words, String regex, String... examples) {
            this(words, regex, Pattern.compile(regex.endsWith(")*") ? regex + "+" : regex), List.of(examples));
        }

        boolean fits(String text) {
            return pattern.matcher(text).matches();
        }

        String problem() {
            return words + " (e.g. '" + String.join("',  or '", examples) + "', regex used for validation is '" + regex
                    + "')";
        }
    }
}
