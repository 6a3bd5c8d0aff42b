package io.rollcall.kubeapi.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.status.StatusException;
import io.rollcall.kubeapi.types.ApiType;
import io.rollcall.kubeapi.types.ApiTypes;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrategicMergePatchTest {

    @ParameterizedTest(name = "{0}")
    @DisplayName("a strategic merge patch does to an object what its directives say")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            entry is merged       | PodSpec    | {"containers":[{"name":"a","image":"1","tty":true}]} | {"containers":[{"name":"a","image":"2"}]} | {"containers":[{"name":"a","image":"2","tty":true}]}
            entry is added        | PodSpec    | {"containers":[{"name":"a"}]} | {"containers":[{"name":"b"}]} | {"containers":[{"name":"a"},{"name":"b"}]}
            order is set          | PodSpec    | {"containers":[{"name":"a"}]} | {"$setElementOrder/containers":[{"name":"b"},{"name":"a"}],"containers":[{"name":"b"}]} | {"containers":[{"name":"b"},{"name":"a"}]}
            others keep places    | PodSpec    | {"containers":[{"name":"x"},{"name":"a"},{"name":"b"}]} | {"$setElementOrder/containers":[{"name":"b"},{"name":"a"}]} | {"containers":[{"name":"x"},{"name":"b"},{"name":"a"}]}
            entry is deleted      | PodSpec    | {"containers":[{"name":"a"},{"name":"b"}]} | {"containers":[{"$patch":"delete","name":"a"}]} | {"containers":[{"name":"b"}]}
            list is replaced      | PodSpec    | {"containers":[{"name":"a"},{"name":"b"}]} | {"containers":[{"$patch":"replace"},{"name":"c"}]} | {"containers":[{"name":"c"}]}
            atomic list           | PodSpec    | {"tolerations":[{"key":"a"},{"key":"b"}]} | {"tolerations":[{"key":"c"}]} | {"tolerations":[{"key":"c"}]}
            object is replaced    | PodSpec    | {"securityContext":{"runAsUser":1}} | {"securityContext":{"$patch":"replace","fsGroup":2}} | {"securityContext":{"fsGroup":2}}
            field is removed      | PodSpec    | {"hostNetwork":true,"nodeName":"n"} | {"hostNetwork":null} | {"nodeName":"n"}
            keys are retained     | PodSpec    | {"volumes":[{"name":"v","hostPath":{"path":"/"}}]} | {"volumes":[{"$retainKeys":["name","emptyDir"],"name":"v","emptyDir":{}}]} | {"volumes":[{"name":"v","emptyDir":{}}]}
            values are deleted    | ObjectMeta | {"finalizers":["a","b"]} | {"$deleteFromPrimitiveList/finalizers":["a"]} | {"finalizers":["b"]}
            values are added once | ObjectMeta | {"finalizers":["a"]} | {"finalizers":["a","b"]} | {"finalizers":["a","b"]}
            ports by number       | Container  | {"ports":[{"containerPort":80,"protocol":"TCP"}]} | {"ports":[{"containerPort":80,"name":"web"}]} | {"ports":[{"containerPort":80,"protocol":"TCP","name":"web"}]}
            """)
    void merges(String what, String type, String before, String patch, String after) {
        ObjectNode target = object(before);
        assertThat(StrategicMergePatch.apply(ApiTypes.struct(type), target, Json.parse(patch)))
                .isEqualTo(object(after));
        assertThat(target).as("the target stays as it was").isEqualTo(object(before));
    }

    @Test
    @DisplayName("an entry without its key and an unknown directive are refused")
    void refusals() {
        ApiType.Struct pod = ApiTypes.struct("PodSpec");
        assertThatThrownBy(() -> StrategicMergePatch.apply(
                        pod, object("{}"), Json.parse("{\"containers\":[{\"image\":\"x\"}]}")))
                .isInstanceOf(StatusException.class);
        assertThatThrownBy(() -> StrategicMergePatch.apply(pod, object("{}"), Json.parse("{\"$patch\":\"turn\"}")))
                .isInstanceOf(StatusException.class)
                .hasMessage("Unknown patch type: turn");
    }

    private static ObjectNode object(String text) {
        return (ObjectNode) Json.parse(text);
    }
}
