package io.rollcall.kubeapi.types;

import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.types.ApiType.Struct;
import java.util.SortedMap;

/** All types, read from the tables once. */
public final class ApiTypes {

    private static final SortedMap<String, Struct> STRUCTS = TypeTable.read();

    private ApiTypes() {}

    /** The type of a kind. */
    public static Struct of(ResourceType type) {
        return struct(type.kind());
    }

    /** The type of that name, which stands in a table. */
    public static Struct struct(String name) {
        Struct struct = STRUCTS.get(name);
        if (struct == null) {
            throw new IllegalArgumentException("no such type: " + name);
        }
        return struct;
    }
}
