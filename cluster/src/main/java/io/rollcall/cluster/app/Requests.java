package io.rollcall.cluster.app;

import io.rollcall.cluster.simulated.SimulatedCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Requests of other threads to the cluster. A request is answered only after what it changed has been committed. */
final class Requests {

    private final ConcurrentLinkedQueue<Request<?>> waiting = new ConcurrentLinkedQueue<>();

    /** Asks; the future ends when the change is committed, or with why it was not. */
    <T> CompletableFuture<T> ask(Function<SimulatedCluster, T> question) {
        Request<T> request = new Request<>(question);
        waiting.add(request);
        return request.answer;
    }

    /** Lets the requests that wait act on the cluster; they are answered by {@link Taken#done} or {@link Taken#failed}. */
    Taken actOn(SimulatedCluster cluster) {
        List<Request<?>> taken = new ArrayList<>();
        for (Request<?> next = waiting.poll(); next != null; next = waiting.poll()) {
            next.actOn(cluster);
            taken.add(next);
        }
        return new Taken(taken);
    }

    /** Nobody will answer any more. */
    void refuseAll(RuntimeException why) {
        for (Request<?> next = waiting.poll(); next != null; next = waiting.poll()) {
            next.answer.completeExceptionally(why);
        }
    }

    /** Requests that have acted and wait for their answer. */
    record Taken(List<Request<?>> requests) {

        void done() {
            requests.forEach(Request::complete);
        }

        void failed(RuntimeException why) {
            requests.forEach(request -> request.answer.completeExceptionally(why));
        }
    }

    /** One request. */
    private static final class Request<T> {
        private final Function<SimulatedCluster, T> question;
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private @Nullable T result;
        private @Nullable RuntimeException refusal;

        Request(Function<SimulatedCluster, T> question) {
            this.question = question;
        }

        void actOn(SimulatedCluster cluster) {
            try {
                result = question.apply(cluster);
            } catch (RuntimeException e) {
                refusal = e;
            }
        }

        void complete() {
            if (refusal != null) {
                answer.completeExceptionally(refusal);
            } else {
                answer.complete(result);
            }
        }
    }
}
