package io.rollcall.kubeapi.types;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of a type.
 *
 * @param description what it means, in a sentence or two
 * @param required whether an object without it is refused
 * @param defaultValue what it is when nobody says; null when that is nothing
 * @param values the values it may have; empty when there are others
 * @param patchKey the field by which a strategic merge patch finds entries of this list; empty when it replaces the list, or adds to a set
 * @param patchMerges whether a strategic merge patch merges this list
 * @param patchRetainsKeys whether a strategic merge patch of an entry names all fields that are to remain
 */
public record ApiField(
        ApiType type,
        String description,
        boolean required,
        @Nullable JsonNode defaultValue,
        List<String> values,
        String patchKey,
        boolean patchMerges,
        boolean patchRetainsKeys) {}
