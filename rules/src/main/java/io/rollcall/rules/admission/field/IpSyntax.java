package io.rollcall.rules.admission.field;

import java.util.List;

/** The spelling of IP addresses. No name is ever looked up. */
public final class IpSyntax {

    private static final int GROUPS = 8;
    private static final int MAX_OCTET = 255;

    private IpSyntax() {}

    /** What is wrong with an address; nothing when it is one. */
    public static List<String> problems(String text) {
        return isV4(text) || isV6(text)
                ? List.of()
                : List.of("must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
    }

    private static boolean isV4(String text) {
        String[] octets = text.split("\\.", -1);
        if (octets.length != 4) {
            return false;
        }
        for (String octet : octets) {
            boolean number = octet.matches("[0-9]{1,3}") && (octet.length() == 1 || octet.charAt(0) != '0');
            if (!number || Integer.parseInt(octet) > MAX_OCTET) {
                return false;
            }
        }
        return true;
    }

    private static boolean isV6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text) == GROUPS;
        }
        String before = text.substring(0, gap);
        String after = text.substring(gap + 2);
        if (after.startsWith(":")) {
            return false;
        }
        int left = before.isEmpty() ? 0 : groups(before);
        int right = after.isEmpty() ? 0 : groups(after);
        return left >= 0 && right >= 0 && left + right < GROUPS;
    }

    /** How many groups of 16 bits stand there; -1 when something else does. */
    private static int groups(String text) {
        String[] parts = text.split(":", -1);
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            if (last && parts[i].contains(".")) {
                return isV4(parts[i]) ? count + 2 : -1;
            }
            if (!parts[i].matches("[0-9a-fA-F]{1,4}")) {
                return -1;
            }
            count++;
        }
        return count;
    }
}
