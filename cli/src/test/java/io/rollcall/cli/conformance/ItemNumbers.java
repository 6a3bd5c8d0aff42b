package io.rollcall.cli.conformance;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the items that a name begins with: {@code C7 …}, {@code C7 C9 …}, {@code C7, C9 …}, {@code C7–C9 …}. */
final class ItemNumbers {

    /** One item or range, or a number of a section or experiment that may stand among them. */
    private static final Pattern TOKEN = Pattern.compile(
            "\\G[\\s,;]*(?:C(\\d+)(?:\\s?[-–…]\\s?C?(\\d+))?|[ES]\\d+|\\d+(?:\\.\\d+)+)(?=[\\s,;:|]|$)");

    private ItemNumbers() {}

    static SortedSet<Integer> of(String name) {
        SortedSet<Integer> numbers = new TreeSet<>();
        Matcher token = TOKEN.matcher(name);
        while (token.find()) {
            if (token.group(1) == null) {
                continue;
            }
            int first = Integer.parseInt(token.group(1));
            int last = token.group(2) == null ? first : Integer.parseInt(token.group(2));
            for (int number = first; number <= last; number++) {
                numbers.add(number);
            }
        }
        return numbers;
    }
}
