package io.rollcall.kubeapi.managed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.types.ApiTypes;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How what is applied is put into what there is. */
class MergeTest {

    @ParameterizedTest(name = "{0}: {2} into {1}")
    @DisplayName("applied entries come in the order in which they are applied, all others stay among their neighbours")
    @CsvSource(textBlock = """
            new one first,          i1,      i0 i1,   i0 i1
            new one last,           a,       a b,     a b
            turned round,           a b,     b a,     b a
            between two,            a c,     a b c,   a b c
            others stay in front,   x a b,   b a,     x b a
            others stay between,    a x b,   a b,     a x b
            others go first,        a x b,   b a,     x b a
            others before new ones, a x y,   a b,     a x y b
            others before a shared, x a,     n a,     x n a
            nothing in common,      x y,     a b,     x y a b
            only some of them,      a b c d, d b,     a c d b
            all anew,               a b c,   c a b,   c a b
            two of one identity,    a a b,   a b,     a b
            untouched twins,        x x a,   a,       x x a
            """)
    void order(String what, String live, String applied, String merged) {
        JsonNode result = Merge.of(ApiTypes.struct("PodSpec"), containers(live), containers(applied));
        assertThat(result).isEqualTo(containers(merged));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("structures merge as their type says: by field, by key, by value, or not at all")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            structure by field    | PodSpec    | {"securityContext":{"runAsUser":1}} | {"securityContext":{"fsGroup":2}} | {"securityContext":{"runAsUser":1,"fsGroup":2}}
            map by key            | ObjectMeta | {"labels":{"a":"1","b":"1"}} | {"labels":{"b":"2"}} | {"labels":{"a":"1","b":"2"}}
            map as a whole        | PodSpec    | {"nodeSelector":{"zone":"a"}} | {"nodeSelector":{"region":"b"}} | {"nodeSelector":{"region":"b"}}
            structure as a whole  | EnvVarSource | {"secretKeyRef":{"name":"a","key":"k","optional":true}} | {"secretKeyRef":{"name":"b","key":"k"}} | {"secretKeyRef":{"name":"b","key":"k"}}
            list as a whole       | PodSpec    | {"tolerations":[{"key":"a"}]} | {"tolerations":[{"key":"b"}]} | {"tolerations":[{"key":"b"}]}
            set by value          | ObjectMeta | {"finalizers":["a","b"]} | {"finalizers":["c","b"]} | {"finalizers":["a","c","b"]}
            ports by two keys     | Container  | {"ports":[{"containerPort":53,"protocol":"UDP"},{"containerPort":53,"protocol":"TCP"}]} | {"ports":[{"containerPort":53,"name":"t"},{"containerPort":53,"protocol":"UDP","name":"u"}]} | {"ports":[{"containerPort":53,"protocol":"TCP","name":"t"},{"containerPort":53,"protocol":"UDP","name":"u"}]}
            completed by defaults | EnvVarSource | {"fieldRef":{"apiVersion":"v1","fieldPath":"spec.nodeName"}} | {"fieldRef":{"fieldPath":"spec.nodeName"}} | {"fieldRef":{"apiVersion":"v1","fieldPath":"spec.nodeName"}}
            same amount           | ResourceRequirements | {"limits":{"cpu":"500m"}} | {"limits":{"cpu":"0.5"}} | {"limits":{"cpu":"500m"}}
            empty structure       | Volume     | {"name":"v","emptyDir":{"medium":"Memory"}} | {"name":"v","emptyDir":{}} | {"name":"v","emptyDir":{"medium":"Memory"}}
            """)
    void structure(String what, String type, String live, String applied, String merged) {
        ObjectNode before = object(live);
        assertThat(Merge.of(ApiTypes.struct(type), before, object(applied))).isEqualTo(object(merged));
        assertThat(before).as("what there is stays as it was").isEqualTo(object(live));
    }

    @Test
    @DisplayName("of an entry that is there twice the applied one takes the place of both")
    void twins() {
        ObjectNode live = object("{\"containers\":[{\"name\":\"a\",\"tty\":true},{\"name\":\"a\",\"stdin\":true}]}");
        ObjectNode applied = object("{\"containers\":[{\"name\":\"a\",\"image\":\"i\"}]}");
        assertThat(Merge.of(ApiTypes.struct("PodSpec"), live, applied)).isEqualTo(applied);
    }

    private static ObjectNode containers(String names) {
        ObjectNode pod = Json.object();
        for (String name : names.split(" ")) {
            pod.withArray("containers").addObject().put("name", name);
        }
        return pod;
    }

    private static ObjectNode object(String text) {
        return (ObjectNode) Json.parse(text);
    }
}
