package io.rollcall.projector.query.finding;

import io.rollcall.projector.query.finding.SlotPast.Change;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds since when what holds of a slot has held, by going back from change to change and asking at each whether it held then. Costs a
 * few queries for each change that did not matter; so it ends after {@link #MOST_CHANGES}.
 */
final class Onsets {

    static final int MOST_CHANGES = 200;

    private final SlotPast past;
    private final long end;
    private final List<Change> changes;
    private final SortedMap<String, Onset> found = new TreeMap<>();

    /**
     * When something began to hold.
     *
     * @param change the record of the journal with which it did, or after which time alone brought it about
     * @param byTime whether time alone did
     * @param orBefore whether it may have held before
     * @param before the last state before; null when not known
     */
    record Onset(
            Change change,
            boolean byTime,
            boolean orBefore,
            @Nullable State before) {}

    /** @param offset of the journal, after which the state was so */
    record State(long offset, String verdict) {}

    private Onsets(SlotPast past, long end, List<Change> changes) {
        this.past = past;
        this.end = end;
        this.changes = changes;
    }

    /**
     * The onset of each thing that holds; without those that do not hold by the journal, which may be behind what is known now.
     *
     * @param end offset of the last record of the journal that counts
     */
    static SortedMap<String, Onset> find(SlotPast past, long end, SortedSet<String> holds) throws SQLException {
        Onsets onsets = new Onsets(past, end, past.changes(end, MOST_CHANGES + 1));
        onsets.find(new TreeSet<>(holds));
        return onsets.found;
    }

    private void find(SortedSet<String> open) throws SQLException {
        int most = Math.min(changes.size(), MOST_CHANGES);
        for (int i = 0; i < most && !open.isEmpty(); i++) {
            SortedSet<String> held = past.after(changes.get(i).offset()).holds();
            for (String key : new ArrayList<>(open)) {
                if (!held.contains(key)) {
                    began(key, i);
                    open.remove(key);
                }
            }
        }
        if (most > 0) {
            Change first = changes.get(most - 1);
            open.forEach(key -> found.put(key, new Onset(first, false, changes.size() > most, null)));
        }
    }

    /** It did not hold after change i, and does at the next one, if there is a next one, or now. */
    private void began(String key, int i) throws SQLException {
        long last = i == 0 ? end : changes.get(i - 1).offset() - 1;
        SlotState before = past.after(last);
        if (before.holds().contains(key)) {
            Change change = changes.get(i);
            SlotState start = past.after(change.offset());
            found.put(key, new Onset(change, true, false, new State(change.offset(), start.verdict())));
        } else if (i > 0) {
            found.put(key, new Onset(changes.get(i - 1), false, false, new State(last, before.verdict())));
        }
    }
}
