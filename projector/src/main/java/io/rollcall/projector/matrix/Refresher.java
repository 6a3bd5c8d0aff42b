package io.rollcall.projector.matrix;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Moves the past on while those who ask wait a little; the first waits until there is something. Safe for threads. */
final class Refresher {

    private final MatrixPast past;
    private @Nullable CompletableFuture<Void> running;

    Refresher(MatrixPast past) {
        this.past = past;
    }

    /** How far it goes, moved on if that takes no longer than this. */
    MatrixPast.End end(Duration patience) {
        CompletableFuture<Void> refresh = refresh();
        try {
            if (past.end() == MatrixPast.End.BEFORE_ALL) {
                refresh.join();
            } else {
                refresh.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (TimeoutException later) {
            return past.end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        }
        return past.end();
    }

    /** Begins to move on. Whoever asks next is told what fails, or tries again. */
    void begin() {
        refresh();
    }

    private synchronized CompletableFuture<Void> refresh() {
        if (running == null || running.isDone()) {
            CompletableFuture<Void> fresh = new CompletableFuture<>();
            running = fresh;
            Thread.ofPlatform().daemon().name("matrix").start(() -> {
                try {
                    past.refresh();
                    fresh.complete(null);
                } catch (SQLException | RuntimeException e) {
                    fresh.completeExceptionally(e);
                }
            });
        }
        return running;
    }
}
