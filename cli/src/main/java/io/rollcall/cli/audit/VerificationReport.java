package io.rollcall.cli.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cli.console.JsonLines;
import io.rollcall.controller.verification.Difference;
import io.rollcall.controller.verification.VerifiedPartition;
import io.rollcall.events.SourcePosition;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what verifying came to. */
sealed interface VerificationReport {

    /** The log of a replayed history follows. */
    void begin(String history);

    /** A partition of the journal is done. */
    void partition(String journal, VerifiedPartition verified);

    /** All partitions of a log are done. */
    void log(double seconds);

    /** That was all. */
    void end();

    /** For people. */
    final class Text implements VerificationReport {

        private final PrintWriter out;
        private String subject = "";
        private long records;
        private boolean same = true;

        Text(PrintWriter out) {
            this.out = out;
        }

        @Override
        public void begin(String history) {
            subject = history + ": ";
        }

        @Override
        public void partition(String journal, VerifiedPartition verified) {
            String counts = verified.compared().entrySet().stream()
                    .filter(entry -> entry.getValue() > 0)
                    .map(entry -> entry.getValue() + " " + plural(entry.getKey(), entry.getValue()))
                    .collect(Collectors.joining(", "));
            out.println(subject + journal + "-" + verified.partition() + ": " + verified.journalRecords()
                    + " records decided upon again; as recorded: " + (counts.isEmpty() ? "nothing was written" : counts)
                    + compacted(verified) + behind(verified));
            verified.difference().ifPresent(difference -> out.println("  DIFFERS " + difference.sentence()));
            records += verified.journalRecords();
            same &= verified.difference().isEmpty();
            out.flush();
        }

        private static String compacted(VerifiedPartition verified) {
            return verified.compacted() == 0
                    ? ""
                    : "; " + verified.compacted() + " values that compaction has removed were not compared";
        }

        private static String behind(VerifiedPartition verified) {
            return verified.decidedUpTo().isPresent()
                    ? ""
                    : "; how far the decider is is not known, so it was verified as far as there are decisions";
        }

        private static String plural(String name, long count) {
            return count == 1 || name.equals("status") ? name : name + "s";
        }

        @Override
        public void log(double seconds) {
            out.println(String.format(
                    Locale.ROOT,
                    "%s%s: %d journal records in %.1f s",
                    subject,
                    same ? "verified" : "NOT VERIFIED",
                    records,
                    seconds));
            records = 0;
            same = true;
        }

        @Override
        public void end() {
            out.flush();
        }
    }

    /** For programs. */
    final class Json implements VerificationReport {

        private final JsonLines lines;
        private @Nullable String history;
        private long records;
        private boolean same = true;

        Json(JsonLines lines) {
            this.lines = lines;
        }

        @Override
        public void begin(String name) {
            history = name;
        }

        private ObjectNode line(String kind) {
            ObjectNode line = JsonLines.of(kind);
            return history == null ? line : line.put("history", history);
        }

        @Override
        public void partition(String journal, VerifiedPartition verified) {
            ObjectNode line = line("partition")
                    .put("journal", journal)
                    .put("partition", verified.partition())
                    .put("journalRecords", verified.journalRecords());
            ObjectNode compared = line.putObject("compared");
            SortedMap<String, Long> counts = new TreeMap<>(verified.compared());
            for (Map.Entry<String, Long> count : counts.entrySet()) {
                compared.put(count.getKey(), count.getValue());
            }
            line.put("compacted", verified.compacted());
            if (verified.decidedUpTo().isPresent()) {
                line.put("decidedUpTo", verified.decidedUpTo().getAsLong());
            } else {
                line.putNull("decidedUpTo");
            }
            lines.write(line.put("same", verified.difference().isEmpty()));
            verified.difference().ifPresent(this::difference);
            records += verified.journalRecords();
            same &= verified.difference().isEmpty();
        }

        private void difference(Difference difference) {
            ObjectNode line = line("difference").put("what", difference.what()).put("subject", difference.subject());
            place(line, "journal", difference.journal());
            place(line, "record", difference.record());
            lines.write(line.put("field", difference.field())
                    .put("recorded", difference.recorded())
                    .put("recomputed", difference.recomputed()));
        }

        private static void place(ObjectNode line, String field, @Nullable SourcePosition place) {
            if (place == null) {
                line.putNull(field);
            } else {
                line.putObject(field)
                        .put("topic", place.getTopic())
                        .put("partition", place.getPartition())
                        .put("offset", place.getOffset());
            }
        }

        @Override
        public void log(double seconds) {
            lines.write(line("summary")
                    .put("journalRecords", records)
                    .put("same", same)
                    .put("seconds", Math.round(seconds * 1000) / 1000.0));
            records = 0;
            same = true;
        }

        @Override
        public void end() {}
    }
}
