package io.rollcall.kubeapi.http;

import java.util.List;
import java.util.Map;

/**
 * A request, free of the HTTP library.
 *
 * @param method GET, POST, …
 * @param path the path with its leading slash
 * @param query the query
 * @param accept what the client accepts, in its order
 * @param contentType media type of the body without parameters, in lower case; empty for none
 * @param headers the other headers by name in lower case
 * @param body the body
 * @param mayWrite whether who asks may change things
 */
record Request(
        String method,
        String path,
        Query query,
        List<MediaType> accept,
        String contentType,
        Map<String, String> headers,
        byte[] body,
        boolean mayWrite) {

    /** The same with another path. */
    Request below(String other) {
        return new Request(method, other, query, accept, contentType, headers, body, mayWrite);
    }

    /** The same of one who may only read. */
    Request reading() {
        return new Request(method, path, query, accept, contentType, headers, body, false);
    }

    /** The steps of the path. */
    List<String> steps() {
        return List.of(path.split("/")).stream().filter(step -> !step.isEmpty()).toList();
    }
}
