package io.rollcall.cli.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the page: each item, what it demands, the versions it holds for, and the tests that prove it. */
final class ConformancePage {

    private final Repository repository;
    private final List<Proof> proofs;
    private final StringBuilder out = new StringBuilder();

    private ConformancePage(Repository repository, List<Proof> proofs) {
        this.repository = repository;
        this.proofs = proofs;
    }

    static String of(Repository repository, List<Item> items, List<Proof> proofs) {
        ConformancePage page = new ConformancePage(repository, proofs);
        page.head(items);
        String section = "";
        for (Item item : items) {
            if (!item.section().equals(section)) {
                section = item.section();
                page.section(section);
            }
            page.row(item);
        }
        return page.out.toString();
    }

    private void head(List<Item> items) {
        long apart = items.stream().filter(item -> !item.applies()).count();
        long proven = items.stream().filter(item -> !proofsOf(item).isEmpty()).count();
        long methods = proofs.stream().filter(proof -> !proof.items().isEmpty()).count();
        line("# Conformance");
        line("");
        line(
                "What a Kubernetes DaemonSet controller and its surroundings do, item by item, and the tests that prove that Rollcall");
        line(
                "does it. A test writes this page (`ConformanceTest` in `cli`), and the build fails when it is out of date, when an item");
        line(
                "has neither test nor reason, and when a test that is named here is switched off. After a change of tests:");
        line("");
        line("    mvn -pl cli test -Dtest=ConformanceTest -Drollcall.conformance.write=true");
        line("");
        line(items.size() + " items: " + proven + " proven by " + methods + " test methods, " + apart
                + " not applicable.");
        long open = items.size() - proven - apart;
        if (open > 0) {
            line("");
            line(open + " items have no test yet.");
        }
        line("");
        line(
                "**Versions** says which versions of Kubernetes behave like this: `all`, or a range. Rollcall's profile `newest` follows");
        line(
                "the newest, `1.28` and `1.23` those versions; where Rollcall does better than all of them by default, see");
        line("[differences](differences.md).");
    }

    private void section(String section) {
        line("");
        line("## " + section);
        line("");
        line("| item | demands | versions | proven by |");
        line("| --- | --- | --- | --- |");
    }

    private void row(Item item) {
        String proven = item.applies() ? links(item) : "not applicable: " + item.notApplicable();
        line("| " + item.id() + " | " + item.demand() + " | " + item.versions() + " | " + proven + " |");
    }

    private String links(Item item) {
        Map<String, List<String>> byModule = new LinkedHashMap<>();
        for (Proof proof : proofsOf(item)) {
            byModule.computeIfAbsent(proof.module(), module -> new ArrayList<>())
                    .add("[" + proof.simpleName() + "](../" + repository.relative(proof.source()) + ")");
        }
        List<String> modules = new ArrayList<>();
        byModule.forEach((module, links) -> modules.add(module + ": " + String.join(", ", links)));
        return modules.isEmpty() ? "no test yet" : String.join("; ", modules);
    }

    private List<Proof> proofsOf(Item item) {
        return proofs.stream()
                .filter(proof -> proof.items().contains(item.number()))
                .toList();
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
