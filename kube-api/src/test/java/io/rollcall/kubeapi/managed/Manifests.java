package io.rollcall.kubeapi.managed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.types.ApiType;
import io.rollcall.kubeapi.types.ApiType.ListOf;
import io.rollcall.kubeapi.types.ApiTypes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random manifests of DaemonSets with every kind of structure in them. */
final class Manifests {

    private static final String IDENTITY =
            "{\"apiVersion\":\"apps/v1\",\"kind\":\"DaemonSet\",\"metadata\":{\"name\":\"d\",\"namespace\":\"default\"}}";

    private final Random random;

    Manifests(Random random) {
        this.random = random;
    }

    /** Two that together say what one says. */
    record Split(ObjectNode one, ObjectNode other) {}

    ObjectNode any() {
        ObjectNode object = (ObjectNode) Json.parse(IDENTITY);
        ObjectNode metadata = (ObjectNode) object.path("metadata");
        words("a", "b", "c")
                .forEach(name -> metadata.withObjectProperty("labels").put(name, word()));
        words("fin.io/x", "fin.io/y", "fin.io/z").forEach(metadata.withArray("finalizers")::add);
        ObjectNode spec = object.putObject("spec");
        maybe(() -> spec.put("minReadySeconds", random.nextInt(3)));
        maybe(() -> spec.putObject("updateStrategy")
                .putObject("rollingUpdate")
                .put("maxUnavailable", random.nextInt(1, 4)));
        ObjectNode pod = spec.putObject("template").putObject("spec");
        maybe(() -> pod.putObject("nodeSelector").put(word(), word()));
        maybe(() -> pod.putArray("tolerations").addObject().put("key", word()).put("operator", "Exists"));
        maybe(() -> pod.putObject("securityContext")
                .put("runAsUser", random.nextInt(3))
                .put("fsGroup", random.nextInt(3)));
        words("v", "w", "x")
                .forEach(name -> volume(pod.withArray("volumes").addObject().put("name", name)));
        for (String list : List.of("initContainers", "containers")) {
            words("c", "d", "e", "f")
                    .forEach(name -> container(pod.withArray(list).addObject().put("name", name)));
        }
        return object;
    }

    private void volume(ObjectNode volume) {
        if (random.nextBoolean()) {
            volume.putObject("emptyDir");
        } else {
            volume.putObject("hostPath").put("path", "/" + word());
        }
    }

    private void container(ObjectNode container) {
        maybe(() -> container.put("image", word()));
        maybe(() -> container.putArray("args").add(word()).add(word()));
        words("P", "Q", "R").forEach(name -> {
            ObjectNode variable = container.withArray("env").addObject().put("name", name);
            if (random.nextBoolean()) {
                variable.put("value", word());
            } else {
                variable.putObject("valueFrom").putObject("fieldRef").put("fieldPath", "metadata." + word());
            }
        });
        words("53 TCP", "53 UDP", "80 TCP", "80").forEach(text -> {
            String[] parts = text.split(" ");
            boolean twice = text.startsWith("80") && container.toString().contains("\"containerPort\":80");
            if (!twice) {
                ObjectNode port =
                        container.withArray("ports").addObject().put("containerPort", Integer.parseInt(parts[0]));
                if (parts.length > 1) {
                    port.put("protocol", parts[1]);
                }
                maybe(() -> port.put("name", word()));
            }
        });
        maybe(() -> container.putObject("resources").putObject("limits").put("cpu", random.nextInt(1, 4) + "00m"));
        maybe(() -> container
                .putObject("livenessProbe")
                .putObject("httpGet")
                .put("path", "/" + word())
                .put("port", 80));
    }

    /** The same without some of its fields and entries. */
    ObjectNode less(ObjectNode manifest) {
        ObjectNode copy = manifest.deepCopy();
        thin(ApiTypes.struct("DaemonSet"), copy);
        return copy;
    }

    private void thin(ApiType type, JsonNode value) {
        if (value instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> entry : List.copyOf(object.properties())) {
                boolean identity = List.of("apiVersion", "kind", "name", "namespace", "containerPort", "protocol")
                        .contains(entry.getKey());
                if (!identity && random.nextInt(6) == 0) {
                    object.remove(entry.getKey());
                } else if (granular(type.field(entry.getKey()))
                        || entry.getValue().isArray()) {
                    boolean empty = entry.getValue().isEmpty();
                    thin(type.field(entry.getKey()), entry.getValue());
                    if (!empty && entry.getValue().isEmpty()) {
                        object.remove(entry.getKey());
                    }
                }
            }
        } else if (value instanceof ArrayNode array && type instanceof ListOf list && !list.atomic()) {
            for (int i = array.size() - 1; i >= 0; i--) {
                if (random.nextInt(6) == 0) {
                    array.remove(i);
                } else {
                    thin(list.element(), array.get(i));
                }
            }
        }
    }

    /** Each field goes to one of two; entries whose fields are divided are in both. */
    Split split(ObjectNode manifest) {
        return object(ApiTypes.struct("DaemonSet"), manifest, List.of("apiVersion", "kind", "metadata", "spec"));
    }

    private Split object(ApiType type, ObjectNode object, List<String> both) {
        Split split = new Split(Json.object(), Json.object());
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            String name = entry.getKey();
            JsonNode value = entry.getValue();
            boolean identity = both.contains(name) || name.equals("name") || name.equals("namespace");
            if (value instanceof ObjectNode inner
                    && !inner.isEmpty()
                    && granular(type.field(name))
                    && (identity || random.nextInt(3) > 0)) {
                Split parts = object(type.field(name), inner, List.of());
                put(split.one(), name, parts.one());
                put(split.other(), name, parts.other());
            } else if (identity) {
                split.one().set(name, value.deepCopy());
                split.other().set(name, value.deepCopy());
            } else if (value instanceof ArrayNode array && type.field(name) instanceof ListOf list && !list.atomic()) {
                list(list, array, split, name);
            } else {
                (random.nextBoolean() ? split.one() : split.other()).set(name, value.deepCopy());
            }
        }
        return split;
    }

    private void list(ListOf list, ArrayNode array, Split split, String name) {
        for (JsonNode entry : array) {
            if (entry instanceof ObjectNode inner && random.nextBoolean()) {
                Split parts = object(list.element(), inner, list.keys());
                split.one().withArray(name).add(parts.one());
                split.other().withArray(name).add(parts.other());
            } else {
                (random.nextBoolean() ? split.one() : split.other())
                        .withArray(name)
                        .add(entry.deepCopy());
            }
        }
    }

    private static void put(ObjectNode holder, String name, ObjectNode value) {
        if (!value.isEmpty()) {
            holder.set(name, value);
        }
    }

    private static boolean granular(ApiType type) {
        return switch (type) {
            case ApiType.Struct struct -> !struct.atomic();
            case ApiType.MapOf map -> !map.atomic();
            case ApiType.Anything anything -> true;
            case ApiType.Scalar scalar -> false;
            case ListOf list -> false;
        };
    }

    private void maybe(Runnable some) {
        if (random.nextBoolean()) {
            some.run();
        }
    }

    private String word() {
        return List.of("ant", "bee", "cat").get(random.nextInt(3));
    }

    /** Some of them, in any order. */
    private List<String> words(String... all) {
        List<String> some = new ArrayList<>(List.of(all));
        Collections.shuffle(some, random);
        return some.subList(0, random.nextInt(all.length + 1));
    }
}
