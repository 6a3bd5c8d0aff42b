package io.rollcall.cluster.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.Json;
import io.rollcall.cluster.store.RecordedApi.Answer;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that a real API server answered: the store gives the same code, reason, message and causes, and the same defaults. */
class RecordedRequestsTest {

    /** Paths, media types, patch documents, list parameters, namespaces and tokens are no matter of an object's content. */
    private static final List<String> OF_THE_API_SERVER = List.of(
            "wrong namespace in body",
            "missing namespace",
            "unsupported media type",
            "PUT name mismatch",
            "PATCH bad content type",
            "PATCH bad JSON",
            "PATCH json-patch test fails",
            "PATCH json-patch missing path",
            "method not allowed",
            "unknown resource",
            "unknown group",
            "list bad labelSelector",
            "list bad fieldSelector",
            "list bad resourceVersion",
            "watch too old",
            "list bad limit",
            "list future resourceVersion",
            "bad token");

    static Stream<Arguments> ofContent() throws IOException {
        return RecordedRequests.all().stream()
                .filter(recorded -> !OF_THE_API_SERVER.contains(RecordedRequests.name(recorded)))
                .map(recorded -> Arguments.of(RecordedRequests.name(recorded), recorded));
    }

    @Test
    void everyRecordedRequestIsTestedOrListed() throws IOException {
        List<String> names =
                RecordedRequests.all().stream().map(RecordedRequests::name).toList();
        assertThat(names).hasSize(108).doesNotHaveDuplicates().containsAll(OF_THE_API_SERVER);
        assertThat(ofContent()).hasSize(90);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ofContent")
    @DisplayName("C263 C266 C269 C270 C272 recorded request")
    void answersAsRecorded(String name, ObjectNode recorded) throws IOException {
        RecordedApi api = new RecordedApi(RecordedRequests.stored());

        Answer answer = api.answer(recorded);

        assertThat(answer.code())
                .as(Json.write(answer.body()))
                .isEqualTo(recorded.path("code").asInt());
        JsonNode expected = recorded.path("response");
        if (expected.path("kind").asText().equals("Status")) {
            assertThat(answer.body()).isEqualTo(expected);
        } else {
            assertThat(RecordedRequests.essence(answer.body())).isEqualTo(RecordedRequests.essence(expected));
        }
    }
}
