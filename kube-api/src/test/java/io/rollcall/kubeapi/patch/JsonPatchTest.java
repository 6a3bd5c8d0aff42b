package io.rollcall.kubeapi.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.status.StatusException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPatchTest {

    @ParameterizedTest
    @DisplayName("each operation of a JSON patch changes the document")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":1}         | [{"op":"add","path":"/b","value":2}]                       | {"a":1,"b":2}
            {"a":[1,3]}     | [{"op":"add","path":"/a/1","value":2}]                     | {"a":[1,2,3]}
            {"a":[1]}       | [{"op":"add","path":"/a/-","value":2}]                     | {"a":[1,2]}
            {"a":1,"b":2}   | [{"op":"remove","path":"/a"}]                              | {"b":2}
            {"a":[1,2]}     | [{"op":"remove","path":"/a/0"}]                            | {"a":[2]}
            {"a":[1,2]}     | [{"op":"replace","path":"/a/0","value":7}]                 | {"a":[7,2]}
            {"a":{"x/y":1}} | [{"op":"replace","path":"/a/x~1y","value":2}]              | {"a":{"x/y":2}}
            {"a":1}         | [{"op":"move","from":"/a","path":"/b"}]                    | {"b":1}
            {"a":{"c":1}}   | [{"op":"copy","from":"/a","path":"/b"}]                    | {"a":{"c":1},"b":{"c":1}}
            {"a":1}         | [{"op":"test","path":"/a","value":1},{"op":"remove","path":"/a"}] | {}
            """)
    void operations(String before, String patch, String after) {
        assertThat(JsonPatch.apply(object(before), Json.parse(patch))).isEqualTo(object(after));
    }

    @ParameterizedTest
    @DisplayName("an operation that cannot be done refuses the whole patch")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [{"op":"test","path":"/a","value":2}]
            [{"op":"remove","path":"/x"}]
            [{"op":"replace","path":"/x","value":1}]
            [{"op":"add","path":"/x/y","value":1}]
            [{"op":"add","path":"/l/9","value":1}]
            [{"op":"remove","path":""}]
            [{"op":"turn","path":"/a"}]
            [{"op":"add","path":"/b"}]
            {"op":"add"}
            """)
    void refusals(String patch) {
        assertThatThrownBy(() -> JsonPatch.apply(object("{\"a\":1,\"l\":[]}"), Json.parse(patch)))
                .isInstanceOf(StatusException.class);
    }

    @Test
    @DisplayName("a document never gets deeper than a parser reads, however it is put together")
    void deeper() {
        ArrayNode patch = Json.array();
        StringBuilder path = new StringBuilder();
        for (int level = 0; level < 999; level++) {
            path.append("/a");
            ObjectNode operation = patch.addObject().put("op", "add").put("path", path.toString());
            operation.putObject("value");
        }
        assertThat(JsonPatch.apply(Json.object(), patch)).isNotNull();
        String deepest = path.toString();
        patch.addObject().put("op", "copy").put("from", "/a").put("path", deepest + "/a");
        assertThatThrownBy(() -> JsonPatch.apply(Json.object(), patch)).isInstanceOf(StatusException.class);
        patch.remove(patch.size() - 1);
        patch.addObject().put("op", "test").put("path", "/a".repeat(1_000_000)).put("value", 1);
        assertThatThrownBy(() -> JsonPatch.apply(Json.object(), patch)).isInstanceOf(StatusException.class);
    }

    @Test
    @DisplayName("copies of copies end at the size that a request may have")
    void bomb() {
        StringBuilder patch = new StringBuilder("[");
        for (int i = 0; i < 40; i++) {
            patch.append(i == 0 ? "" : ",")
                    .append("{\"op\":\"copy\",\"from\":\"/a\",\"path\":\"/a/x")
                    .append(i)
                    .append("\"}");
        }
        ObjectNode target = object("{\"a\":{\"b\":\"" + "b".repeat(100) + "\"}}");
        assertThatThrownBy(() -> JsonPatch.apply(target, Json.parse(patch + "]")))
                .isInstanceOfSatisfying(StatusException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(413);
                    assertThat(refusal.reason()).isEqualTo("RequestEntityTooLarge");
                });
    }

    @Test
    @DisplayName("nothing becomes deeper than a body may be")
    void depth() {
        String deep = "{\"d\":".repeat(600) + "{}" + "}".repeat(600);
        String patch = "[{\"op\":\"copy\",\"from\":\"/d\",\"path\":\"" + "/d".repeat(601) + "\"}]";
        assertThatThrownBy(() -> JsonPatch.apply(object(deep), Json.parse(patch)))
                .isInstanceOfSatisfying(
                        StatusException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(422));
    }

    private static ObjectNode object(String text) {
        return (ObjectNode) Json.parse(text);
    }
}
