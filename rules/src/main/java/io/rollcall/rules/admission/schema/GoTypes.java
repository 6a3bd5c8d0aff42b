package io.rollcall.rules.admission.schema;

import io.rollcall.rules.admission.schema.GoType.FieldOf;
import io.rollcall.rules.admission.schema.GoType.ListOf;
import io.rollcall.rules.admission.schema.GoType.MapOf;
import io.rollcall.rules.admission.schema.GoType.Plain;
import io.rollcall.rules.admission.schema.GoType.Struct;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** All types, read from the tables once. */
public final class GoTypes {

    private static final SortedMap<String, Struct> STRUCTS = read();

    private GoTypes() {}

    /** The type of that name, which stands in a table. */
    public static Struct struct(String name) {
        Struct struct = STRUCTS.get(name);
        if (struct == null) {
            throw new IllegalArgumentException("no such type: " + name);
        }
        return struct;
    }

    private static SortedMap<String, Struct> read() {
        SortedMap<String, Struct> structs = new TreeMap<>();
        List<String> lines =
                (MetaTypes.TABLE + PodTypes.TABLE + VolumeTypes.TABLE).lines().toList();
        for (String line : lines) {
            String name = line.substring(0, line.indexOf(' '));
            structs.put(name, new Struct(name, new TreeMap<>()));
        }
        for (String line : lines) {
            String[] words = line.split(" +");
            Struct struct = structs.get(words[0]);
            if (struct == null) {
                continue;
            }
            for (int i = 1; i < words.length; i++) {
                int colon = words[i].indexOf(':');
                String type = words[i].substring(colon + 1);
                boolean keepsZero = type.startsWith("*");
                struct.fields()
                        .put(
                                words[i].substring(0, colon),
                                new FieldOf(type(structs, keepsZero ? type.substring(1) : type), keepsZero));
            }
        }
        return structs;
    }

    private static GoType type(SortedMap<String, Struct> structs, String word) {
        if (word.startsWith("[]")) {
            return new ListOf(type(structs, word.substring(2)));
        }
        if (word.startsWith("{}")) {
            GoType element = type(structs, word.substring(2));
            return new MapOf("map[string]" + element.name(), element);
        }
        if (word.startsWith("~")) {
            String own = word.substring(1);
            return new Plain(GoType.Kind.TEXT, own.contains(".") ? own : "v1." + own);
        }
        if (word.equals("ResourceList")) {
            return new MapOf("v1.ResourceList", new Plain(GoType.Kind.QUANTITY, "resource.Quantity"));
        }
        Plain plain = GoType.plain(word);
        if (plain != null) {
            return plain;
        }
        Struct struct = structs.get(word);
        if (struct == null) {
            throw new IllegalStateException("no such type in the tables: " + word);
        }
        return struct;
    }
}
