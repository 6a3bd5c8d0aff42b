package io.rollcall.cluster.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.cluster.objects.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A client that watches DaemonSets and keeps what the watch says; it trusts nothing else. */
final class WatchClient implements AutoCloseable {

    private final Map<String, String> versions = new ConcurrentSkipListMap<>();
    private final Map<String, String> wrong = new TreeMap<>();
    private final AtomicLong events = new AtomicLong();
    private final Stream<String> lines;
    private final Thread reader;

    /** Watches what changes after this version. */
    WatchClient(HttpClient http, String server, String path, String version) throws IOException, InterruptedException {
        URI uri = URI.create(server + path + "?watch=true&allowWatchBookmarks=true&resourceVersion=" + version);
        HttpResponse<Stream<String>> response =
                http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofLines());
        if (response.statusCode() != 200) {
            throw new IOException("the watch was answered with " + response.statusCode());
        }
        lines = response.body();
        reader = Thread.ofVirtual().start(this::read);
    }

    /** The versions of the objects that there are, by name. */
    Map<String, String> versions() {
        return new TreeMap<>(versions);
    }

    /** How many changes came. */
    long events() {
        return events.get();
    }

    /** Changes that do not go with those before. */
    synchronized Map<String, String> wrong() {
        return new TreeMap<>(wrong);
    }

    private void read() {
        try {
            for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
                take(Json.readObject(each.next()));
            }
        } catch (RuntimeException ended) {
            // The test has closed it, or the count will show what is missing.
            events.get();
        }
    }

    private void take(JsonNode event) {
        String type = event.path("type").asText();
        if (type.equals("BOOKMARK")) {
            return;
        }
        String name = event.at("/object/metadata/name").asText();
        String version = event.at("/object/metadata/resourceVersion").asText();
        String before = versions.get(name);
        boolean fits = switch (type) {
            case "ADDED" -> before == null;
            case "MODIFIED", "DELETED" -> before != null && Long.parseLong(before) < Long.parseLong(version);
            default -> false;
        };
        if (!fits) {
            synchronized (this) {
                wrong.put(name + "@" + version, type + " after " + before);
            }
        }
        if (type.equals("DELETED")) {
            versions.remove(name);
        } else {
            versions.put(name, version);
        }
        events.incrementAndGet();
    }

    @Override
    public void close() {
        lines.close();
        reader.interrupt();
    }
}
