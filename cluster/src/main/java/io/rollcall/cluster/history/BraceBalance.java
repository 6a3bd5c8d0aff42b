package io.rollcall.cluster.history;

/** Follows braces, brackets and quotes over the bytes of one JSON object. Bytes above 127 occur inside texts only. */
final class BraceBalance {

    private int depth;
    private boolean inText;
    private boolean escaped;

    void reset() {
        depth = 0;
        inText = false;
        escaped = false;
    }

    /** Goes on from here; returns the place behind the brace that closes the object, or the end of the bytes. */
    int closes(byte[] bytes, int from) {
        for (int at = from; at < bytes.length; at++) {
            byte b = bytes[at];
            if (inText) {
                if (escaped) {
                    escaped = false;
                } else if (b == '\\') {
                    escaped = true;
                } else if (b == '"') {
                    inText = false;
                }
            } else if (b == '"') {
                inText = true;
            } else if (b == '{' || b == '[') {
                depth++;
            } else if (b == '}' || b == ']') {
                depth--;
                if (depth == 0) {
                    return at + 1;
                }
            }
        }
        return bytes.length;
    }

    boolean closed() {
        return depth == 0;
    }

    boolean inText() {
        return inText;
    }
}
