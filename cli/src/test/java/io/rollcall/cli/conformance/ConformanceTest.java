package io.rollcall.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every item of the checklist has a test, or a reason why it does not apply; docs/conformance.md says which. */
class ConformanceTest {

    private static final String WRITE = "rollcall.conformance.write";

    private static Repository repository;
    private static List<Item> items;
    private static List<Proof> proofs;

    @BeforeAll
    static void read() throws IOException {
        repository = Repository.here();
        items = Checklist.read();
        proofs = TestSources.proofs(repository);
    }

    @Test
    @DisplayName("every item has a test or a reason")
    void complete() {
        assertThat(items).hasSize(281);
        SortedSet<Integer> missing = new TreeSet<>();
        for (Item item : items) {
            if (item.applies() && !isNamed(item)) {
                missing.add(item.number());
            }
        }
        assertThat(missing)
                .as("items without a test; name them in a test, or say in checklist.tsv why they do not apply")
                .isEmpty();
    }

    @Test
    @DisplayName("no test names an item that does not exist, or that is said not to apply")
    void noStrangers() {
        List<String> strangers = new ArrayList<>();
        for (Proof proof : proofs) {
            for (int number : proof.items()) {
                if (number < 1
                        || number > items.size()
                        || !items.get(number - 1).applies()) {
                    strangers.add(proof.simpleName() + " names C" + number);
                }
            }
        }
        assertThat(strangers).isEmpty();
    }

    @Test
    @DisplayName("every test that names an item runs, and to its end")
    void noneIsSwitchedOff() {
        assertThat(proofs.stream()
                        .filter(proof -> !proof.doubt().isEmpty())
                        .map(proof -> proof.simpleName() + ": " + proof.doubt()))
                .isEmpty();
    }

    @Test
    @DisplayName("no test that names an item failed or was skipped when it last ran")
    void reportsAgree() throws IOException {
        TestReports reports = new TestReports(repository);
        List<String> against = new ArrayList<>();
        for (Proof proof : proofs) {
            against.addAll(reports.against(proof));
        }
        assertThat(against).as("mend them, or run them again").isEmpty();
    }

    @Test
    @DisplayName("the page is what the tests say")
    void page() throws IOException {
        Path file = repository.root().resolve("docs").resolve("conformance.md");
        String page = ConformancePage.of(repository, items, proofs);
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(file, page);
        }
        String written = Files.exists(file) ? Files.readString(file).replace("\r\n", "\n") : "";
        assertThat(written)
                .as("docs/conformance.md; write it: mvn -pl cli test -Dtest=ConformanceTest -D" + WRITE + "=true")
                .isEqualTo(page);
    }

    private static boolean isNamed(Item item) {
        return proofs.stream().anyMatch(proof -> proof.items().contains(item.number()));
    }
}
