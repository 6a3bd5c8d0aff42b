package io.rollcall.projector.projection;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** What decisions read of an object, as a short text to compare: equal when nothing but the version has changed. */
final class Facts {

    private static final int BYTES = 12;

    private Facts() {}

    /** Digest of all fields of a projection but what happened and resourceVersion. */
    static String digest(SpecificRecord projection) {
        MessageDigest digest = sha256();
        for (Schema.Field field : projection.getSchema().getFields()) {
            if (!field.name().equals("change") && !field.name().equals("resourceVersion")) {
                Object value = projection.get(field.pos());
                Object ordered = value instanceof Map<?, ?> map ? new TreeMap<>(map) : value;
                digest.update(String.valueOf(ordered).getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
        }
        return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), BYTES));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
