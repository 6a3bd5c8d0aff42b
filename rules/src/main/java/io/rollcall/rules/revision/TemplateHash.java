package io.rollcall.rules.revision;

import io.rollcall.rules.model.Fnv;
import io.rollcall.rules.model.PodTemplate;
import io.rollcall.rules.model.SafeAlphabet;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The hash of a template (semantics 3.4). It has upstream's properties but not its bits, which hang on Go's memory layout; a
 * hash that another controller wrote is an opaque name.
 */
public final class TemplateHash {

    private TemplateHash() {}

    /**
     * A label-safe text: FNV-1a, 32 bits, over {@link PodTemplate#identity} and the count, written with the safe alphabet. Equal
     * templates give equal hashes in every release.
     *
     * @param collisionCount how many times a name was taken by another template; null before the first
     */
    public static String of(PodTemplate template, @Nullable Integer collisionCount) {
        byte[] text = template.identity().getBytes(StandardCharsets.UTF_8);
        int countBytes = collisionCount == null ? 0 : Long.BYTES;
        ByteBuffer input = ByteBuffer.allocate(text.length + countBytes).order(ByteOrder.LITTLE_ENDIAN);
        input.put(text);
        if (collisionCount != null) {
            input.putInt(collisionCount).putInt(0);
        }
        return SafeAlphabet.encode(Long.toString(Fnv.sum32(input.array())));
    }
}
