package io.rollcall.kubeapi.http;

import io.rollcall.kubeapi.discovery.Review;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.status.Failures;
import io.rollcall.kubeapi.status.StatusException;
import io.rollcall.kubeapi.store.Part;
import io.rollcall.kubeapi.store.ResourceStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Which handler answers a request: by path, then by method. For any number of threads. */
final class ApiRouter {

    private static final String NOTHING_HERE = "404 page not found\n";

    private final Documents documents;
    private final Reads reads;
    private final Watches watches;
    private final Writes writes;
    private final Patches patches;
    private final Deletions deletions;
    private final Evictions evictions;
    private final InstantSource clock;

    ApiRouter(ResourceStore store, Documents documents, InstantSource clock, Supplier<String> suffixes) {
        Renderer renderer = new Renderer(clock);
        this.documents = documents;
        this.clock = clock;
        this.reads = new Reads(store, renderer);
        this.watches = new Watches(store, renderer);
        this.writes = new Writes(store, renderer, suffixes, clock);
        this.patches = new Patches(store, renderer, clock);
        this.deletions = new Deletions(store, renderer);
        this.evictions = new Evictions(store);
    }

    /** The outcome of a request; refusals are answers too. */
    Outcome route(Request request) throws InterruptedException {
        try {
            List<String> steps = request.steps();
            Optional<Reply> document = documents.answer(steps, request);
            if (document.isPresent()) {
                if (!request.method().equals("GET")) {
                    throw Failures.methodNotAllowed();
                }
                return new Outcome.Answer(document.get());
            }
            Optional<ResourcePath> path = ResourcePath.at(steps);
            return path.isPresent() ? resource(path.get(), request) : answer(Reply.text(404, NOTHING_HERE));
        } catch (StatusException refusal) {
            return answer(Reply.of(refusal));
        }
    }

    private Outcome resource(ResourcePath path, Request request) throws InterruptedException {
        Optional<Review> review = Review.of(path.group(), path.resource());
        if (review.isPresent()) {
            return review(review.get(), path, request);
        }
        ResourceType type = path.type().orElseThrow(Failures::noSuchResource);
        if (path.name().isEmpty()) {
            return collection(type, path, request);
        }
        return switch (path.subresource()) {
            case "" -> object(type, path, Part.MAIN, request);
            case "status" -> {
                if (!type.hasStatus()) {
                    throw Failures.noSuchResource();
                }
                yield object(type, path, Part.STATUS, request);
            }
            case Evictions.NAME -> {
                if (type != ResourceType.PODS) {
                    throw Failures.noSuchResource();
                }
                if (!request.method().equals("POST")) {
                    throw Failures.methodNotAllowed();
                }
                yield answer(evictions.evict(path, request));
            }
            default -> throw Failures.noSuchResource();
        };
    }

    private Outcome review(Review review, ResourcePath path, Request request) {
        if (!path.namespace().isEmpty() || !path.name().isEmpty()) {
            throw Failures.noSuchResource();
        }
        if (!request.method().equals("POST")) {
            throw Failures.methodNotAllowed();
        }
        return answer(SelfReviews.answer(review, request, clock.instant()));
    }

    private Outcome collection(ResourceType type, ResourcePath path, Request request) throws InterruptedException {
        return switch (request.method()) {
            case "GET" ->
                request.query().flag("watch")
                        ? new Outcome.Streaming(watches.open(type, path, request))
                        : answer(reads.list(type, path, request));
            case "POST" -> {
                if (type.namespaced() && path.namespace().isEmpty()) {
                    throw Failures.methodNotAllowed();
                }
                yield answer(writes.create(type, path, request));
            }
            case "DELETE" -> {
                // Of all namespaces at once nobody deletes by one request: a path with a namespace forgotten would.
                if (type == ResourceType.NAMESPACES
                        || type.namespaced() && path.namespace().isEmpty()) {
                    throw Failures.methodNotAllowed();
                }
                yield answer(deletions.all(type, path, request));
            }
            default -> throw Failures.methodNotAllowed();
        };
    }

    private Outcome object(ResourceType type, ResourcePath path, Part part, Request request)
            throws InterruptedException {
        String method = request.method();
        if (method.equals("GET")) {
            return part == Part.MAIN && request.query().flag("watch")
                    ? new Outcome.Streaming(watches.open(type, path, request))
                    : answer(reads.get(type, path, request));
        }
        if (method.equals("POST")) {
            throw Failures.methodNotAllowed();
        }
        return switch (method) {
            case "PUT" -> answer(writes.replace(type, path, part, request));
            case "PATCH" -> answer(patches.patch(type, path, part, request));
            case "DELETE" -> {
                if (part == Part.STATUS) {
                    throw Failures.methodNotAllowed();
                }
                yield answer(deletions.one(type, path, request));
            }
            default -> throw Failures.methodNotAllowed();
        };
    }

    private static Outcome answer(Reply reply) {
        return new Outcome.Answer(reply);
    }
}
