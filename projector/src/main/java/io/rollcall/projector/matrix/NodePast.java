package io.rollcall.projector.matrix;

import io.rollcall.projector.query.read.NodeRow;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one name of a node stood for, as one partition of the journal has it. Immutable.
 *
 * @param versions by offset
 */
record NodePast(List<Version> versions) {

    static final NodePast NONE = new NodePast(List.of());

    /**
     * A version.
     *
     * @param offset journal offset from which on it holds
     * @param row the node; with deletedAt from when it is gone
     * @param hash the hash of what is known of the node
     */
    record Version(long offset, NodeRow row, int hash) {
        Version(long offset, NodeRow row) {
            this(offset, row, row.facts().hashCode());
        }
    }

    /** The node of this name at an offset, or the last one that had it; null before the first. */
    @Nullable
    NodeRow at(long offset) {
        Version version = versionAt(offset);
        return version == null ? null : version.row();
    }

    /** The version that {@link #at} has it from. */
    @Nullable
    Version versionAt(long offset) {
        Version last = null;
        for (Version version : versions) {
            if (version.offset() > offset) {
                break;
            }
            // The end of one node is no end of another that took its name meanwhile.
            boolean endOfOther = last != null
                    && last.row().deletedAt() == null
                    && version.row().deletedAt() != null
                    && !Objects.equals(
                            last.row().facts().uid(), version.row().facts().uid());
            if (!endOfOther) {
                last = version;
            }
        }
        return last;
    }

    /** The same, with newer versions put in for old ones. */
    static NodePast of(@Nullable List<Version> versions) {
        return versions == null ? NONE : new NodePast(Collections.unmodifiableList(versions));
    }
}
