package io.rollcall.rules.given;

import static io.rollcall.rules.given.Given.at;

import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.model.PodPhase;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A pod of a test: bound to node-0, running, not Ready, without hash, made at 0, unless said otherwise. */
public final class GivenPod {

    private final String name;
    private final SortedMap<String, String> labels = new TreeMap<>(Given.labels("app", "agent"));
    private @Nullable String controller = "ds-uid";
    private @Nullable String node = "node-0";
    private @Nullable String target = "node-0";
    private PodPhase phase = PodPhase.RUNNING;
    private boolean ready;
    private @Nullable Instant readySince;
    private @Nullable Instant createdAt = at(0);
    private boolean terminating;

    private GivenPod(String name) {
        this.name = name;
    }

    public static GivenPod pod(String name) {
        return new GivenPod(name);
    }

    /** A pod of the current revision. */
    public static GivenPod newPod(String name) {
        return pod(name).hash(Given.CURRENT);
    }

    /** A pod of a former revision. */
    public static GivenPod oldPod(String name) {
        return pod(name).hash("former");
    }

    public GivenPod hash(String hash) {
        return label("controller-revision-hash", hash);
    }

    public GivenPod label(String key, String value) {
        labels.put(key, value);
        return this;
    }

    public GivenPod boundTo(String bound) {
        node = bound;
        target = bound;
        return this;
    }

    public GivenPod waitingFor(String pinned) {
        node = null;
        target = pinned;
        return this;
    }

    public GivenPod orphan() {
        controller = null;
        return this;
    }

    public GivenPod phase(PodPhase now) {
        phase = now;
        return this;
    }

    public GivenPod failed() {
        return phase(PodPhase.FAILED);
    }

    public GivenPod succeeded() {
        return phase(PodPhase.SUCCEEDED);
    }

    /** Ready since the start of the test. */
    public GivenPod ready() {
        return readySince(at(0));
    }

    public GivenPod readySince(@Nullable Instant since) {
        ready = true;
        readySince = since;
        return this;
    }

    public GivenPod created(long second) {
        createdAt = at(second);
        return this;
    }

    public GivenPod terminating() {
        terminating = true;
        return this;
    }

    public PodFacts facts() {
        return new PodFacts(
                "default",
                name,
                "uid-" + name,
                labels,
                controller,
                node,
                target,
                phase,
                ready,
                readySince,
                createdAt,
                terminating);
    }
}
