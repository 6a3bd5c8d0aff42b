package io.rollcall.controller.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rollcall.events.Decision;
import io.rollcall.rules.profile.RuleProfile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedHistoriesTest {

    private static final RuleProfile KUBERNETES_1_23 = RuleProfile.of("1.23");

    @ParameterizedTest
    @ValueSource(
            strings = {"01-basic", "04-ds-delete-background", "10-taints-live", "15-broken-fix-forward", "17-surge1"})
    @DisplayName(
            "by the rules of 1.23, all that 1.23 did is matched, what others did is not its own, and the status is the same")
    void recordingsOfKubernetes(String name) {
        Path folder = recording(name);
        Audit audit = Audit.of(HistoryJournal.read(folder), KUBERNETES_1_23);
        Expectation expectation = new Expectation(HistoryJournal.expected(folder));

        assertThat(audit.unexplained()).isEmpty();
        assertThat(audit.explained()).isEmpty();
        assertThat(Expectation.decisions(audit)).isEqualTo(expectation.decisions());
        expectation.assertStatus(audit);
    }

    @ParameterizedTest
    @CsvSource({"10-taints-live,INELIGIBLE_NODE_IN_ROLLOUT,1", "15-broken-fix-forward,OLD_UNAVAILABLE_NOT_COUNTED,2"})
    @DisplayName("by the newest rules, what only a defect of 1.23 explains is named")
    void defectsAreNamed(String name, String defect, int times) {
        Audit audit = Audit.of(HistoryJournal.read(recording(name)), RuleProfile.NEWEST);

        assertThat(audit.unexplained()).isEmpty();
        assertThat(audit.explained())
                .hasSize(times)
                .allSatisfy(decision ->
                        assertThat(decision.getShadow().getKnownDefect()).isEqualTo(defect));
    }

    @Test
    @DisplayName("the cause of a decision is the line of its action")
    void causeIsTheLineOfTheAction() {
        Audit audit = Audit.of(HistoryJournal.read(recording("01-basic")), KUBERNETES_1_23);

        assertThat(audit.decisions)
                .allSatisfy(
                        decision -> assertThat(decision.getCause().getTopic()).isEqualTo("pod-events"))
                .extracting(decision -> decision.getCause().getOffset())
                .doesNotHaveDuplicates();
        assertThat(audit.decisions).extracting(Decision::getReason).containsOnly("MISSING_POD");
    }

    @Test
    @DisplayName("the same journal gives the same outputs")
    void deterministic() {
        HistoryJournal journal = HistoryJournal.read(recording("10-taints-live"));

        assertThat(Audit.of(journal, RuleProfile.NEWEST).outputs)
                .isEqualTo(Audit.of(journal, RuleProfile.NEWEST).outputs);
    }

    /** Run with -Drollcall.histories=DIR, a folder with one recording a folder. */
    @Test
    @DisplayName("no recording has an unexplained divergence, and each ends with the recorded status")
    void allRecordings() throws IOException {
        String place = System.getProperty("rollcall.histories", "");
        assumeTrue(
                !place.isEmpty(), "no -Drollcall.histories=DIR: only the recordings in the test resources are audited");
        List<Path> folders;
        try (Stream<Path> all = Files.list(Path.of(place))) {
            folders = all.filter(Files::isDirectory).sorted().toList();
        }
        assertThat(folders).isNotEmpty();
        for (Path folder : folders) {
            Audit audit = Audit.of(HistoryJournal.read(folder), KUBERNETES_1_23);
            assertThat(audit.unexplained()).as(folder.toString()).isEmpty();
            new Expectation(HistoryJournal.expected(folder)).assertStatus(audit);
        }
    }

    private static Path recording(String name) {
        URL found = Objects.requireNonNull(RecordedHistoriesTest.class.getResource(name), name);
        try {
            return Path.of(found.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
