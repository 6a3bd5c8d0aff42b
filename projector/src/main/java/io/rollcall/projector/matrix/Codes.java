package io.rollcall.projector.matrix;

import io.rollcall.projector.query.finding.SlotBasis.Finding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Small numbers for findings, from 1 on; 0 stands for: there is no such slot. Numbers never change. Safe for threads. */
final class Codes {

    /** One byte a cell. */
    private static final int MOST = 255;

    private final Map<Finding, Integer> numbers = new HashMap<>();
    private final List<Finding> findings = new CopyOnWriteArrayList<>();

    synchronized int number(Finding finding) {
        Integer known = numbers.get(finding);
        if (known != null) {
            return known;
        }
        if (findings.size() == MOST) {
            throw new IllegalStateException("more than " + MOST + " findings");
        }
        findings.add(finding);
        numbers.put(finding, findings.size());
        return findings.size();
    }

    /** In the order of their numbers. */
    List<Finding> findings() {
        return List.copyOf(findings);
    }
}
