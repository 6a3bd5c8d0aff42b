package io.rollcall.projector.web.resource;

import io.rollcall.projector.tail.Tail;
import io.rollcall.projector.web.http.Feed;
import io.rollcall.projector.web.http.Parameter;
import io.rollcall.projector.web.http.Request;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tail of the view as a stream of events. The first event only tells where it begins, so that nothing is missed behind it. */
final class TailFeed implements Feed {

    /** For clients that cannot send a header. */
    static final Parameter AFTER = Parameter.text(
            "after",
            "The last id that was received, where the header Last-Event-ID cannot be sent: the stream goes on behind it."
                    + " Without either it begins with what comes next.",
            "journal-0@31");

    private final Tail<?> tail;
    private final String name;
    private boolean begun;

    /** @param name what events are called */
    TailFeed(Tail<?> tail, String name) {
        this.tail = tail;
        this.name = name;
    }

    /** Where a stream is to go on; null for the present end. */
    static @Nullable String after(Request request) {
        String last = request.header("Last-Event-ID");
        return last == null ? request.text(AFTER) : last;
    }

    private record Position(String position) {}

    @Override
    public List<Event> next() throws SQLException {
        if (!begun) {
            begun = true;
            return List.of(new Event(tail.position(), "position", new Position(tail.position())));
        }
        return tail.next().stream()
                .map(entry -> new Event(entry.position(), name, entry.shown()))
                .toList();
    }
}
