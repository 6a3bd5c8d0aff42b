package io.rollcall.controller.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rollcall.events.Revision;
import io.rollcall.events.RevisionObserved;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Taking over a cluster that another controller has run: where nothing has to change, nothing is done. */
class TakeOverTest {

    /** Recordings that end where the newest rules have to act, with what they have to do. */
    private static final Map<String, List<String>> MUST_ACT = Map.of(
            // Cut while pods crash: failed ones are there (SURGE_IGNORES_BACK_OFF keeps making them), and a failed pod
            // has to go.
            "60-surge-crash",
            List.of("DELETE FAILED_POD default/nginx node-1", "DELETE FAILED_POD default/nginx node-2"));

    @ParameterizedTest
    @ValueSource(
            strings = {"01-basic", "04-ds-delete-background", "10-taints-live", "15-broken-fix-forward", "17-surge1"})
    @DisplayName("the end of a recording is taken over without a command or a new revision, with the recorded status")
    void recordings(String name) throws URISyntaxException {
        URL found = Objects.requireNonNull(TakeOverTest.class.getResource(name), name);
        SoftAssertions softly = new SoftAssertions();
        check(softly, Path.of(found.toURI()));
        softly.assertAll();
    }

    /** Run with -Drollcall.histories=DIR, a folder with one recording a folder. */
    @Test
    @DisplayName("so is the end of every recording")
    void allRecordings() throws IOException {
        String place = System.getProperty("rollcall.histories", "");
        assumeTrue(
                !place.isEmpty(),
                "no -Drollcall.histories=DIR: only the recordings in the test resources are taken over");
        List<Path> folders;
        try (Stream<Path> all = Files.list(Path.of(place))) {
            folders = all.filter(Files::isDirectory).sorted().toList();
        }
        assertThat(folders).isNotEmpty();
        SoftAssertions softly = new SoftAssertions();
        folders.forEach(folder -> check(softly, folder));
        softly.assertAll();
    }

    private static void check(SoftAssertions softly, Path folder) {
        String name = String.valueOf(folder.getFileName());
        TakeOver takeOver = TakeOver.of(HistoryJournal.read(folder));
        softly.assertThat(takeOver.decided()).as(name).isEqualTo(MUST_ACT.getOrDefault(name, List.of()));
        softly.assertThat(takeOver.withdrawn).as(name).isEmpty();
        for (Revision revision : takeOver.revisions) {
            RevisionObserved recorded =
                    takeOver.recordedRevisions.get(revision.getDaemonSet().getNamespace() + "/" + revision.getName());
            softly.assertThat(recorded).as(name + ": " + revision.getName()).isNotNull();
            if (recorded != null) {
                softly.assertThat(revision.getRevision()).as(name).isEqualTo(recorded.getRevision());
                softly.assertThat(revision.getHash()).as(name).isEqualTo(recorded.getHash());
            }
        }
        Expectation expectation = new Expectation(HistoryJournal.expected(folder));
        softly.assertThat(Expectation.told(takeOver.statusByName)).as(name).isEqualTo(expectation.statuses());
    }
}
