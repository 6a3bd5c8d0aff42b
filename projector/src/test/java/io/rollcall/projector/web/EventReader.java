package io.rollcall.projector.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A client of a stream of events; closing it cuts the connection. */
final class EventReader implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final HttpResponse<Stream<String>> answer;
    private final Iterator<String> lines;

    EventReader(Served served, String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(served.web.url() + path)).header("Accept", "text/event-stream");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofLines());
        lines = answer.body().iterator();
    }

    HttpResponse<Stream<String>> answer() {
        return answer;
    }

    /** The next event's fields; comments and what belongs to no event are passed over. */
    TreeMap<String, String> next() {
        TreeMap<String, String> fields = new TreeMap<>();
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.isEmpty() && fields.containsKey("data")) {
                return fields;
            }
            int colon = line.indexOf(": ");
            if (colon > 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 2));
            }
        }
        throw new AssertionError("the stream ended");
    }

    @Override
    public void close() {
        answer.body().close();
    }
}
