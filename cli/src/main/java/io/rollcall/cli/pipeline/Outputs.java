package io.rollcall.cli.pipeline;

import io.rollcall.events.Command;
import io.rollcall.events.Decision;
import io.rollcall.events.Revision;
import io.rollcall.events.Status;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a pipeline wrote: each topic in its order. */
public final class Outputs {

    /**
     * A record of the topic status.
     *
     * @param daemonSetUid its key
     * @param status its value; null for a tombstone
     */
    public record StatusEntry(String daemonSetUid, @Nullable Status status) {}

    /**
     * A record of the topic revisions.
     *
     * @param key DaemonSet UID and hash
     * @param revision its value; null for a tombstone
     */
    public record RevisionEntry(String key, @Nullable Revision revision) {}

    private final List<Command> commands = new ArrayList<>();
    private final List<Decision> decisions = new ArrayList<>();
    private final List<StatusEntry> statuses = new ArrayList<>();
    private final List<RevisionEntry> revisions = new ArrayList<>();
    private final List<String> rejections = new ArrayList<>();

    /** Wishes. */
    public List<Command> commands() {
        return commands;
    }

    /** Decisions. */
    public List<Decision> decisions() {
        return decisions;
    }

    /** Changes of status. */
    public List<StatusEntry> statuses() {
        return statuses;
    }

    /** Revisions made and cleaned up. */
    public List<RevisionEntry> revisions() {
        return revisions;
    }

    /** One line for each input event that was refused. */
    public List<String> rejections() {
        return rejections;
    }

    /** Whether nothing was written. */
    public boolean isEmpty() {
        return commands.isEmpty()
                && decisions.isEmpty()
                && statuses.isEmpty()
                && revisions.isEmpty()
                && rejections.isEmpty();
    }
}
