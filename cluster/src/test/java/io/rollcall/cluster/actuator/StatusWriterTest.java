package io.rollcall.cluster.actuator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.Json;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.store.ApiException;
import io.rollcall.events.DaemonSetRef;
import io.rollcall.events.SourcePosition;
import io.rollcall.events.Status;
import io.rollcall.rules.admission.field.ErrorType;
import io.rollcall.rules.admission.field.FieldError;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusWriterTest {

    @ParameterizedTest(name = "{0} updates and {1} reads refused: {2} updates, {3} reads, {4}")
    @CsvSource({"0, 0, 1, 0, ok", "1, 0, 2, 1, ok", "2, 0, 2, 1, update refused", "1, 1, 1, 1, read refused"})
    @DisplayName("C250 a refused status write is tried once more on the object read again")
    void c250(int refusedUpdates, int refusedReads, int updates, int reads, String result) {
        Refusing target = new Refusing(refusedUpdates, refusedReads);

        Throwable thrown = catchThrowable(() -> StatusWriter.write(target, daemonSet(), status()));

        assertThat(thrown == null ? "ok" : thrown.getMessage()).endsWith(result);
        assertThat(target.updates).isEqualTo(updates);
        assertThat(target.reads).isEqualTo(reads);
    }

    private static ObjectNode daemonSet() {
        return Json.readObject(
                "{\"metadata\":{\"name\":\"web\",\"namespace\":\"default\",\"uid\":\"u\"},\"status\":{}}");
    }

    private static Status status() {
        return Status.newBuilder()
                .setDaemonSet(new DaemonSetRef("default", "web", "u"))
                .setAt(Instant.EPOCH)
                .setJournal(new SourcePosition("journal", 0, 0L))
                .setObservedGeneration(1)
                .setDesiredNumberScheduled(2)
                .setCurrentNumberScheduled(2)
                .setNumberMisscheduled(0)
                .setNumberReady(1)
                .setUpdatedNumberScheduled(2)
                .setNumberAvailable(1)
                .setNumberUnavailable(1)
                .setReasons(new TreeMap<>())
                .build();
    }

    private static final class Refusing implements StatusWriter.Target {
        private final int refusedUpdates;
        private final int refusedReads;
        private int updates;
        private int reads;

        Refusing(int refusedUpdates, int refusedReads) {
            this.refusedUpdates = refusedUpdates;
            this.refusedReads = refusedReads;
        }

        @Override
        public Optional<ObjectNode> read() {
            if (reads++ < refusedReads) {
                throw refused("read refused");
            }
            return Optional.of(daemonSet());
        }

        @Override
        public void updateStatus(ObjectNode object) {
            if (updates++ < refusedUpdates) {
                throw refused("update refused");
            }
        }
    }

    private static ApiException refused(String why) {
        FieldError error = new FieldError(ErrorType.FORBIDDEN, "status", "", why);
        return ApiException.invalid(ObjectKind.DAEMON_SET, "web", List.of(error));
    }
}
