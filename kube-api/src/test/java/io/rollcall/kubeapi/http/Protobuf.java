package io.rollcall.kubeapi.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes messages of Protocol Buffers as kubectl sends them. */
final class Protobuf {

    private Protobuf() {}

    static byte[] object(String apiVersion, String kind, byte[] content) {
        byte[] type = join(text(1, apiVersion), text(2, kind));
        return join("k8s\0".getBytes(StandardCharsets.US_ASCII), bytes(1, type), bytes(2, content), text(3, ""));
    }

    static byte[] text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] bytes(int field, byte[] value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(field << 3 | 2);
        int length = value.length;
        while (length > 0x7f) {
            out.write(length & 0x7f | 0x80);
            length >>>= 7;
        }
        out.write(length);
        out.writeBytes(value);
        return out.toByteArray();
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
