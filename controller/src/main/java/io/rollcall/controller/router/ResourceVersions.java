package io.rollcall.controller.router;

/** Order of the resourceVersions of one UID: decimal numbers of any length, without leading zeros. */
final class ResourceVersions {

    private ResourceVersions() {}

    /** Whether it is a decimal number. */
    static boolean isNumber(String version) {
        return !version.isEmpty() && version.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Negative, zero or positive as the first is the older, the same or the newer. Both are numbers. */
    static int compare(String first, String second) {
        String a = withoutLeadingZeros(first);
        String b = withoutLeadingZeros(second);
        return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
    }

    /** The newer one; one that is empty, because the source knew none, gives way. */
    static String newest(String first, String second) {
        if (first.isEmpty() || second.isEmpty()) {
            return first.isEmpty() ? second : first;
        }
        return compare(first, second) >= 0 ? first : second;
    }

    private static String withoutLeadingZeros(String version) {
        int start = 0;
        while (start < version.length() - 1 && version.charAt(start) == '0') {
            start++;
        }
        return version.substring(start);
    }
}
