package io.rollcall.cluster.app;

import io.rollcall.cluster.simulated.ManifestException;
import io.rollcall.cluster.simulated.SimulatedCluster;
import io.rollcall.cluster.store.ApiException;
import io.rollcall.kubeapi.status.StatusException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Requests of other threads to the cluster. A request is answered only after what it changed has been committed. Whoever asks waits
 * so long and no longer: a request that was given up before the cluster began with it is never begun.
 */
final class Requests {

    private final ConcurrentLinkedQueue<Request<?>> waiting = new ConcurrentLinkedQueue<>();

    /** Those that have acted and are not committed; the cluster's thread's alone. */
    private final List<Request<?>> begun = new ArrayList<>();

    /** Asks; to be waited for with {@link Request#await}. */
    <T> Request<T> ask(Function<SimulatedCluster, T> question) {
        Request<T> request = new Request<>(question);
        waiting.add(request);
        return request;
    }

    /**
     * Lets the requests that wait act on the cluster; they are answered by {@link #done} or {@link #failed}.
     *
     * @throws RuntimeException a fault of this program in the middle of a change: some of it is in the cluster's objects and not all of them
     *     know, so that nothing of it may be committed
     */
    void actOn(SimulatedCluster cluster) {
        for (Request<?> next = waiting.poll(); next != null; next = waiting.poll()) {
            if (next.begin()) {
                begun.add(next);
                next.actOn(cluster);
            }
        }
    }

    /** What the requests changed is committed. */
    void done() {
        begun.forEach(Request::complete);
        begun.clear();
    }

    /** Whether what the requests changed is committed is not known. */
    void failed(RuntimeException why) {
        begun.forEach(request -> request.answer.completeExceptionally(why));
        begun.clear();
    }

    /** Nobody will answer any more those that wait. From any thread. */
    void refuseAll(RuntimeException why) {
        for (Request<?> next = waiting.poll(); next != null; next = waiting.poll()) {
            next.answer.completeExceptionally(why);
        }
    }

    private enum Stage {
        WAITING,
        BEGUN,
        GIVEN_UP
    }

    /** One request. */
    final class Request<T> {
        private final Function<SimulatedCluster, T> question;
        private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private @Nullable T result;
        private @Nullable RuntimeException refusal;

        private Request(Function<SimulatedCluster, T> question) {
            this.question = question;
        }

        /**
         * The answer.
         *
         * @throws UnconfirmedException when there is none in time; says whether the change may still come true
         */
        T await(Duration patience) {
            try {
                return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new IllegalStateException(e.getCause());
            } catch (TimeoutException e) {
                throw giveUp("in " + patience.toSeconds() + " s");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw giveUp("before the wait for it was broken off");
            }
        }

        private UnconfirmedException giveUp(String when) {
            if (stage.compareAndSet(Stage.WAITING, Stage.GIVEN_UP)) {
                waiting.remove(this);
                return UnconfirmedException.neverBegun(when);
            }
            return UnconfirmedException.begun(when);
        }

        private boolean begin() {
            return stage.compareAndSet(Stage.WAITING, Stage.BEGUN);
        }

        private void actOn(SimulatedCluster cluster) {
            long before = cluster.api().version();
            try {
                result = question.apply(cluster);
            } catch (ApiException | StatusException | ManifestException e) {
                refusal = e;
            } catch (RuntimeException fault) {
                if (cluster.api().version() != before) {
                    answer.completeExceptionally(fault);
                    throw fault;
                }
                refusal = fault;
            }
        }

        private void complete() {
            if (refusal != null) {
                answer.completeExceptionally(refusal);
            } else {
                answer.complete(result);
            }
        }
    }
}
