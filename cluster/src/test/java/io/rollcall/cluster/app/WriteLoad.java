package io.rollcall.cluster.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Writers that create, change and delete DaemonSets at a steady rate: of the eight writes in which each object lives, one creates it, six
 * change it and one deletes it; every third object stays.
 */
final class WriteLoad {

    private static final int WRITERS = 25;
    private static final int LIFE = 8;

    private final HttpClient http;
    private final String collection;
    private final double perSecond;

    WriteLoad(HttpClient http, String collection, double perSecond) {
        this.http = http;
        this.collection = collection;
        this.perSecond = perSecond;
    }

    /** Writes for so long; returns how many writes were made. All of them must be accepted. */
    long run(Duration time) throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        long end = start + time.toNanos();
        long pause = (long) (WRITERS * 1e9 / perSecond);
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> running = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int number = writer;
                long first = start + pause * writer / WRITERS;
                running.add(writers.submit(() -> write(number, first, pause, end)));
            }
            long made = 0;
            for (Future<Long> writer : running) {
                made += writer.get();
            }
            return made;
        }
    }

    private long write(int writer, long first, long pause, long end) throws IOException, InterruptedException {
        long made = 0;
        for (long due = first; due < end; due += pause) {
            long wait = due - System.nanoTime();
            if (wait > 0) {
                Thread.sleep(Duration.ofNanos(wait));
            }
            long object = made / LIFE;
            int age = (int) (made % LIFE);
            String name = "load-" + writer + "-" + object;
            if (age == 0) {
                send("POST", collection, "application/json", daemonSet(name), 201);
            } else if (age < LIFE - 1 || object % 3 == 0) {
                String patch = "{\"metadata\":{\"annotations\":{\"age\":\"" + age + "\"}}}";
                send("PATCH", collection + "/" + name, "application/merge-patch+json", patch, 200);
            } else {
                send("DELETE", collection + "/" + name, "application/json", "", 200);
            }
            made++;
        }
        return made;
    }

    private void send(String method, String uri, String contentType, String body, int expected)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(uri))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .header("Content-Type", contentType)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw new AssertionError(
                    method + " " + uri + " was answered with " + answer.statusCode() + ": " + answer.body());
        }
    }

    private static String daemonSet(String name) {
        return """
                {"apiVersion":"apps/v1","kind":"DaemonSet","metadata":{"name":"%1$s"},
                 "spec":{"selector":{"matchLabels":{"app":"%1$s"}},
                  "template":{"metadata":{"labels":{"app":"%1$s"}},
                   "spec":{"containers":[{"name":"main","image":"nginx:1.27"}]}}}}
                """.formatted(name);
    }
}
