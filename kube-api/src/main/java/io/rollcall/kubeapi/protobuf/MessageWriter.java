package io.rollcall.kubeapi.protobuf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a message of Protocol Buffers, field by field; for texts and messages, which is all that is needed. Not thread-safe. */
public final class MessageWriter {

    private static final int LENGTH_DELIMITED = 2;
    private static final int SEVEN_BITS = 0x7f;
    private static final int MORE = 0x80;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** A text; an empty one is left out. */
    public MessageWriter text(int field, String value) {
        return value.isEmpty() ? this : bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    /** A message within this one, an empty one too. */
    public MessageWriter message(int field, MessageWriter value) {
        return bytes(field, value.toBytes());
    }

    /** All that was written. */
    public byte[] toBytes() {
        return out.toByteArray();
    }

    private MessageWriter bytes(int field, byte[] value) {
        number(field << 3 | LENGTH_DELIMITED);
        number(value.length);
        out.writeBytes(value);
        return this;
    }

    private void number(int value) {
        int rest = value;
        while (rest > SEVEN_BITS) {
            out.write(rest & SEVEN_BITS | MORE);
            rest >>>= 7;
        }
        out.write(rest);
    }
}
