package io.rollcall.projector.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.resource.ResourceKey;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.selector.FieldQuery;
import io.rollcall.kubeapi.selector.LabelQuery;
import io.rollcall.kubeapi.status.Failures;
import io.rollcall.kubeapi.store.Change;
import io.rollcall.kubeapi.store.ChangeFeed;
import io.rollcall.kubeapi.store.Choice;
import io.rollcall.kubeapi.store.Chosen;
import io.rollcall.kubeapi.store.DeleteOptions;
import io.rollcall.kubeapi.store.Deleted;
import io.rollcall.kubeapi.store.Listing;
import io.rollcall.kubeapi.store.Part;
import io.rollcall.kubeapi.store.ResourceStore;
import io.rollcall.kubeapi.store.WriteMode;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * The objects as they were at a moment. Nothing happens any more: a feed of changes stays empty (over HTTP watches are refused before they get
 * here), and every write is refused. Nodes, pods, DaemonSets and ControllerRevisions are as of the last version that was decided upon; namespaces
 * are those that they are in; events are not kept.
 */
final class PastResources implements ResourceStore {

    private final PastReading reading;
    private final String moment;

    PastResources(PastReading reading, String moment) {
        this.reading = reading;
        this.moment = moment;
    }

    @Override
    public ObjectNode get(ResourceKey key) {
        Choice one = new Choice(
                key.namespace(), OptionalLong.empty(), LabelQuery.EVERYTHING, FieldQuery.named(key.name()), "", 1);
        List<ObjectNode> found = reading.objects(key.type(), one);
        if (found.isEmpty()) {
            throw Failures.notFound(key);
        }
        return found.getFirst();
    }

    @Override
    public Listing list(ResourceType type, String namespace, OptionalLong at) {
        Chosen all = choose(type, Choice.all(namespace, at));
        return new Listing(all.items(), all.version());
    }

    @Override
    public Chosen choose(ResourceType type, Choice choice) {
        long present = version();
        long wanted = choice.at().orElse(present);
        if (wanted > present) {
            throw Failures.versionAhead(wanted, present);
        }
        if (wanted < present) {
            throw Failures.listExpired();
        }
        List<ObjectNode> found = reading.objects(type, choice);
        boolean more = choice.most() > 0 && found.size() > choice.most();
        return new Chosen(more ? found.subList(0, (int) choice.most()) : found, present, more, OptionalLong.empty());
    }

    @Override
    public ChangeFeed changes(ResourceType type, String namespace, long after) {
        long present = version();
        if (after < present) {
            throw Failures.watchExpired(after, present);
        }
        return new Silence(present);
    }

    /** The highest version of an object that was there; 0 when there was none. */
    @Override
    public long version() {
        return reading.version();
    }

    @Override
    public boolean await(long wanted, Duration wait) {
        return version() >= wanted;
    }

    @Override
    public ObjectNode create(ResourceType type, ObjectNode wanted, WriteMode mode) {
        throw Failures.readOnly(moment);
    }

    @Override
    public ObjectNode update(ResourceKey key, Part part, UnaryOperator<ObjectNode> change, WriteMode mode) {
        throw Failures.readOnly(moment);
    }

    @Override
    public Deleted delete(ResourceKey key, DeleteOptions options) {
        throw Failures.readOnly(moment);
    }

    /** A feed in which nothing comes. */
    private record Silence(long version) implements ChangeFeed {

        @Override
        public List<Change> next(Duration wait) throws InterruptedException {
            Thread.sleep(wait);
            return List.of();
        }

        @Override
        public boolean ended() {
            return false;
        }
    }
}
