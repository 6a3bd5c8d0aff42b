package io.rollcall.cluster.history;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into JSON objects: one a line, several on a line, or one over many lines as kubectl prints them. Only the
 * balance of braces and quotes is looked at. After a broken object reading goes on at the next line that begins an object:
 * a brace in the first column, which neither form has inside an object. At most one object is in memory.
 */
final class DocumentSplitter {

    private static final String MEND = "write each event as one complete JSON object, on a line of its own";

    private final BoundedLines lines;
    private final int maxBytes;
    private final Deque<Chunk> ready = new ArrayDeque<>();
    private final BraceBalance balance = new BraceBalance();

    private @Nullable ByteArrayOutputStream open;
    private int openLine;
    // After something broken: lines that are indented or close a brace belong to it.
    private boolean skipping;

    DocumentSplitter(InputStream in, int maxBytes) {
        this.lines = new BoundedLines(in, maxBytes);
        this.maxBytes = maxBytes;
    }

    /** Number of the last line that was begun. */
    int lineNumber() {
        return lines.number();
    }

    /** The next piece; null at the end. */
    @Nullable
    Chunk next() throws IOException {
        while (ready.isEmpty()) {
            BoundedLines.Line line = lines.next();
            if (line == null) {
                if (open == null) {
                    return null;
                }
                breakOpen("the file ends inside this object; " + MEND);
                skipping = false;
            } else {
                take(line);
            }
        }
        return ready.poll();
    }

    private void take(BoundedLines.Line line) {
        byte[] bytes = line.bytes();
        if (line.tooLong()) {
            if (open != null) {
                breakOpen("a line inside this object is longer than " + maxBytes + " bytes; " + MEND);
            } else {
                broken(line.number(), "is longer than " + maxBytes + " bytes; shorten this object or leave it out");
            }
            return;
        }
        int start = firstVisible(bytes, 0);
        if (start == bytes.length) {
            return;
        }
        if (open != null && bytes[0] == '{') {
            breakOpen("ends before its last brace is closed; " + MEND);
        }
        if (open != null) {
            scan(line, 0);
        } else if (!skipping || !continues(bytes, start)) {
            skipping = false;
            scan(line, start);
        }
    }

    /** Whether a line belongs to the broken object before it rather than beginning something new. */
    private static boolean continues(byte[] bytes, int start) {
        boolean indentedEvent = startsWith(bytes, start, "{\"type\"") || startsWith(bytes, start, "{\"kind\"");
        return (start > 0 && !indentedEvent) || bytes[start] == '}' || bytes[start] == ']';
    }

    private void scan(BoundedLines.Line line, int from) {
        byte[] bytes = line.bytes();
        Deque<Chunk> complete = new ArrayDeque<>();
        int at = from;
        while (at < bytes.length) {
            ByteArrayOutputStream document = open;
            if (document == null) {
                at = firstVisible(bytes, at);
                if (at == bytes.length) {
                    break;
                }
                if (bytes[at] != '{') {
                    // An object that shares its line with something else is as doubtful as the rest of the line.
                    complete.removeIf(chunk -> chunk.line() == line.number());
                    ready.addAll(complete);
                    broken(line.number(), "expected a JSON object, found " + excerpt(bytes, at) + "; " + MEND);
                    return;
                }
                document = new ByteArrayOutputStream(bytes.length - at);
                open = document;
                openLine = line.number();
                balance.reset();
            }
            int end = balance.closes(bytes, at);
            document.write(bytes, at, end - at);
            at = end;
            if (balance.closed()) {
                complete.add(new Chunk.Document(openLine, document.toByteArray()));
                open = null;
            }
        }
        ready.addAll(complete);
        finishLine();
    }

    private void finishLine() {
        ByteArrayOutputStream document = open;
        if (document == null) {
            return;
        }
        if (balance.inText()) {
            breakOpen("a text in it is not closed at the end of line " + lines.number() + "; " + MEND);
        } else if (document.size() >= maxBytes) {
            breakOpen("is larger than " + maxBytes + " bytes; shorten this object or leave it out");
        } else {
            document.write('\n');
        }
    }

    private void breakOpen(String problem) {
        open = null;
        broken(openLine, problem);
    }

    private void broken(int line, String problem) {
        ready.add(new Chunk.Broken(line, problem));
        skipping = true;
    }

    private static int firstVisible(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r')) {
            at++;
        }
        return at;
    }

    private static boolean startsWith(byte[] bytes, int from, String text) {
        if (bytes.length - from < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static String excerpt(byte[] bytes, int from) {
        String text = new String(bytes, from, Math.min(24, bytes.length - from), StandardCharsets.US_ASCII);
        String shown = text.strip().replaceAll("[^ -~]", "?");
        return shown.startsWith("\"") ? shown : "\"" + shown + "\"";
    }
}
