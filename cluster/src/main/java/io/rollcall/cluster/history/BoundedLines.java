package io.rollcall.cluster.history;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Lines of a stream as bytes, without their line feed; of a line above the limit only the fact is kept, never the bytes. */
final class BoundedLines {

    private final InputStream in;
    private final int maxBytes;
    private final byte[] buffer = new byte[64 * 1024];
    private int position;
    private int limit;
    private int number;

    /**
     * A line.
     *
     * @param number from 1
     * @param bytes its bytes; empty when it is too long
     * @param tooLong whether it is above the limit
     */
    record Line(int number, byte[] bytes, boolean tooLong) {}

    BoundedLines(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /** Number of the last line that was begun. */
    int number() {
        return number;
    }

    /** The next line; null at the end. */
    @Nullable
    Line next() throws IOException {
        if (!fill()) {
            return null;
        }
        number++;
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        boolean tooLong = false;
        while (fill()) {
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            tooLong |= line.size() + (end - position) > maxBytes;
            if (tooLong) {
                line = new ByteArrayOutputStream(0);
            } else {
                line.write(buffer, position, end - position);
            }
            boolean complete = end < limit;
            position = complete ? end + 1 : end;
            if (complete) {
                break;
            }
        }
        return new Line(number, line.toByteArray(), tooLong);
    }

    private boolean fill() throws IOException {
        while (position == limit) {
            position = 0;
            limit = 0;
            int read = in.read(buffer);
            if (read < 0) {
                return false;
            }
            limit = read;
        }
        return true;
    }
}
