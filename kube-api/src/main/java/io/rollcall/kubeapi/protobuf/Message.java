package io.rollcall.kubeapi.protobuf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A message of Protocol Buffers without its description: values by field number, in order.
 *
 * @param numbers numbers by field
 * @param bytes texts, bytes and messages by field
 */
record Message(SortedMap<Integer, List<Long>> numbers, SortedMap<Integer, List<byte[]>> bytes) {

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;
    private static final int LONGEST_VARINT = 10;

    /**
     * Reads a message.
     *
     * @throws IllegalArgumentException when it is none
     */
    static Message read(byte[] content) {
        Message message = new Message(new TreeMap<>(), new TreeMap<>());
        Reader reader = new Reader(content);
        while (reader.at < content.length) {
            long tag = reader.varint();
            int field = (int) (tag >>> 3);
            switch ((int) (tag & 7)) {
                case VARINT ->
                    message.numbers
                            .computeIfAbsent(field, first -> new ArrayList<>())
                            .add(reader.varint());
                case LENGTH ->
                    message.bytes
                            .computeIfAbsent(field, first -> new ArrayList<>())
                            .add(reader.take((int) reader.varint()));
                case FIXED64 -> reader.take(Long.BYTES);
                case FIXED32 -> reader.take(Integer.BYTES);
                default -> throw new IllegalArgumentException("unknown wire type in field " + field);
            }
        }
        return message;
    }

    /** A text; empty when it is not there. */
    String text(int field) {
        return new String(bytesOf(field), StandardCharsets.UTF_8);
    }

    /** A message; an empty one when it is not there. */
    Message message(int field) {
        return read(bytesOf(field));
    }

    /** Bytes; none when they are not there. */
    byte[] bytesOf(int field) {
        List<byte[]> found = bytes.getOrDefault(field, List.of());
        return found.isEmpty() ? new byte[0] : found.getLast();
    }

    /** All texts of a list. */
    List<String> texts(int field) {
        return bytes.getOrDefault(field, List.of()).stream()
                .map(value -> new String(value, StandardCharsets.UTF_8))
                .toList();
    }

    boolean has(int field) {
        return numbers.containsKey(field) || bytes.containsKey(field);
    }

    long number(int field) {
        return numbers.getOrDefault(field, List.of(0L)).getLast();
    }

    /** A place in the bytes. */
    private static final class Reader {
        private final byte[] content;
        private int at;

        Reader(byte[] content) {
            this.content = content;
        }

        long varint() {
            long value = 0;
            for (int i = 0; i < LONGEST_VARINT; i++) {
                if (at >= content.length) {
                    throw new IllegalArgumentException("the message ends within a number");
                }
                byte next = content[at++];
                value |= (long) (next & 0x7f) << (7 * i);
                if (next >= 0) {
                    return value;
                }
            }
            throw new IllegalArgumentException("a number is longer than ten bytes");
        }

        byte[] take(int length) {
            if (length < 0 || length > content.length - at) {
                throw new IllegalArgumentException("the message ends within a field");
            }
            byte[] part = java.util.Arrays.copyOfRange(content, at, at + length);
            at += length;
            return part;
        }
    }
}
