package io.rollcall.projector.matrix;

import io.rollcall.projector.matrix.MatrixPast.End;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prepares the past and moves it on, behind those who ask; these wait a little at most. Safe for threads. */
final class Refresher {

    private static final Logger LOG = LoggerFactory.getLogger(Refresher.class);
    private static final Duration LONG = Duration.ofSeconds(1);

    private final MatrixPast past;
    private final MatrixReading reading;
    private @Nullable CompletableFuture<Void> running;
    private volatile long restUntilNanos = System.nanoTime();

    Refresher(MatrixPast past, MatrixReading reading) {
        this.past = past;
        this.reading = reading;
    }

    /**
     * How far the past goes, moved on to what the view has now; empty while it is being prepared, and when moving on takes longer
     * than this. What took long is not done again before as much time has passed: a view that is being built changes all the time.
     */
    Optional<End> end(Duration patience) {
        if (System.nanoTime() - restUntilNanos < 0) {
            return Optional.empty();
        }
        CompletableFuture<Void> refresh = refresh();
        try {
            if (!past.prepared() && !refresh.isDone()) {
                return Optional.empty();
            }
            refresh.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException later) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        }
        return past.prepared() ? Optional.of(past.end()) : Optional.empty();
    }

    /** Begins to move on. Whoever asks next is told what fails, or tries again. */
    void begin() {
        refresh();
    }

    /** Waits until the past is as far as the view is when this is called, or further. */
    void await() {
        // One that is under way may have begun before.
        refresh().join();
        refresh().join();
    }

    private synchronized CompletableFuture<Void> refresh() {
        if (running == null || running.isDone()) {
            CompletableFuture<Void> fresh = new CompletableFuture<>();
            running = fresh;
            Thread.ofPlatform().daemon().name("matrix").start(() -> {
                try {
                    move();
                    fresh.complete(null);
                } catch (SQLException | RuntimeException e) {
                    LOG.warn("The past of the matrix could not be read; it is tried again when somebody asks", e);
                    fresh.completeExceptionally(e);
                }
            });
        }
        return running;
    }

    /** The present comes first: that is what people wait for. */
    private void move() throws SQLException {
        if (!past.prepared()) {
            reading.now(null);
        }
        boolean moves = past.prepared();
        long began = System.nanoTime();
        past.refresh();
        long now = System.nanoTime();
        if (moves && now - began > LONG.toNanos()) {
            restUntilNanos = now + (now - began);
        }
        reading.forget();
    }
}
