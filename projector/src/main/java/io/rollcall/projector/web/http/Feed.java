package io.rollcall.projector.web.http;

import java.util.List;

/** Events for one client, from where it left off. For one thread. */
public interface Feed {

    /**
     * What came since the last call, in order and bounded in number; nothing when nothing did.
     *
     * @throws Exception when the view cannot be read, which ends the stream: the client comes back with the last id
     */
    List<Event> next() throws Exception;

    /**
     * An event.
     *
     * @param id position behind it, from which a stream goes on
     * @param name its kind
     * @param data what is said, written as JSON
     */
    record Event(String id, String name, Object data) {}
}
