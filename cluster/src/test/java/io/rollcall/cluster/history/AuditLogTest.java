package io.rollcall.cluster.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cluster.history.HistoryEntry.Event;
import io.rollcall.events.ChangeType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("audit logs of level RequestResponse")
class AuditLogTest {

    private static final String POD = """
            {"kind":"Pod","apiVersion":"v1","metadata":{"name":"p","namespace":"default","uid":"u","resourceVersion":"5"%s}}""";

    @TempDir
    Path folder;

    @Test
    void writesBecomeWatchEvents() throws IOException {
        List<HistoryEntry> entries = read(
                audit("create", "pods", 201, POD.formatted("")),
                audit("patch", "pods", 200, POD.formatted("")),
                audit(
                        "delete",
                        "pods",
                        200,
                        POD.formatted(
                                ",\"deletionTimestamp\":\"2026-01-01T00:00:30Z\",\"deletionGracePeriodSeconds\":30")),
                audit(
                        "delete",
                        "pods",
                        200,
                        POD.formatted(
                                ",\"deletionTimestamp\":\"2026-01-01T00:00:01Z\",\"deletionGracePeriodSeconds\":0")));

        assertThat(entries)
                .extracting(entry -> ((Event) entry).type())
                .containsExactly(ChangeType.ADDED, ChangeType.MODIFIED, ChangeType.MODIFIED, ChangeType.DELETED);
    }

    @Test
    void aDeletionAnsweredWithoutTheObjectTakesTheLastOneKnown() throws IOException {
        List<HistoryEntry> entries = read(
                audit("create", "pods", 201, POD.formatted("")),
                audit("delete", "pods", 200, "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Success\"}"));

        assertThat(entries).hasSize(2);
        Event last = (Event) entries.get(1);
        assertThat(last.type()).isEqualTo(ChangeType.DELETED);
        assertThat(last.object().at("/metadata/uid").asText()).isEqualTo("u");
    }

    @Test
    void readsRefusalsAndOtherResourcesSayNothing() throws IOException {
        assertThat(read(
                        audit("get", "pods", 200, POD.formatted("")),
                        audit("create", "pods", 409, POD.formatted("")),
                        audit("create", "secrets", 201, "{\"kind\":\"Secret\"}"),
                        audit("create", "pods", 201, POD.formatted("")).replace("ResponseComplete", "RequestReceived")))
                .isEmpty();
    }

    @Test
    void aWriteWithoutItsObjectNamesTheLevelThatIsNeeded() throws IOException {
        String metadataOnly = audit("create", "pods", 201, "{}")
                .replace(",\"responseObject\":{}", "")
                .replace("RequestResponse", "Metadata");

        assertThat(read(metadataOnly))
                .singleElement()
                .satisfies(entry -> assertThat(((HistoryEntry.Bad) entry).message())
                        .contains(":1: responseObject: is missing at audit level Metadata; record nodes, pods"));
    }

    private static String audit(String verb, String resource, int code, String response) {
        return ("{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",\"level\":\"RequestResponse\","
                        + "\"stage\":\"ResponseComplete\",\"verb\":\"%s\",\"objectRef\":{\"resource\":\"%s\","
                        + "\"namespace\":\"default\",\"name\":\"p\"},\"responseStatus\":{\"code\":%d},"
                        + "\"stageTimestamp\":\"2026-01-01T00:00:00.123456Z\",\"responseObject\":%s}")
                .formatted(verb, resource, code, response);
    }

    private List<HistoryEntry> read(String... lines) throws IOException {
        Path file = Files.writeString(folder.resolve("audit.log"), String.join("\n", lines));
        try (HistoryReader reader = HistoryReader.open(file)) {
            return reader.stream().toList();
        }
    }
}
