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
 */
record Request(
        String method,
        String path,
        Query query,
        List<MediaType> accept,
        String contentType,
        Map<String, String> headers,
        byte[] body) {

    /** The same with another path. */
    Request below(String other) {
        return new Request(method, other, query, accept, contentType, headers, body);
    }

    /** The steps of the path. */
    List<String> steps() {
        return List.of(path.split("/")).stream().filter(step -> !step.isEmpty()).toList();
    }
}
