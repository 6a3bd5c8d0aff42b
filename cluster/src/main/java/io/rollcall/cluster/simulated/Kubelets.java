package io.rollcall.cluster.simulated;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.store.Change;
import io.rollcall.cluster.store.DeleteOptions;
import io.rollcall.cluster.store.Meta;
import io.rollcall.cluster.store.ObjectKey;
import io.rollcall.cluster.store.ObjectStore;
import io.rollcall.events.ChangeType;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The kubelets of all nodes. What a kubelet does next with a pod follows from the pod and its node alone, so nothing is lost when
 * the cluster is rebuilt from its log.
 */
final class Kubelets implements Change.Listener {

    private static final Duration UNTIL_DONE = Duration.ofSeconds(1);
    private static final Duration UNTIL_FLAP = Duration.ofSeconds(2);

    /** What can be next. */
    private enum Step {
        ADMIT,
        START,
        BECOME_READY,
        FINISH,
        LOSE_READINESS,
        STOP
    }

    private final ObjectStore store;
    private final PodIndex index;
    private final Admission admission;
    private final Agenda agenda;
    private final Jitter jitter;

    Kubelets(ObjectStore store, PodIndex index, Admission admission, Agenda agenda, Jitter jitter) {
        this.store = store;
        this.index = index;
        this.admission = admission;
        this.agenda = agenda;
        this.jitter = jitter;
    }

    @Override
    public void changed(Change change) {
        switch (change.key().kind()) {
            case POD -> {
                if (change.type() == ChangeType.DELETED) {
                    agenda.cancel(subject(change.object()));
                } else {
                    review(change.object(), !change.own());
                }
            }
            case NODE -> {
                if (change.type() != ChangeType.MODIFIED || Nodes.kubeletChanged(change)) {
                    for (ObjectKey pod : index.onNode(change.key().name())) {
                        review(store.get(pod), false);
                    }
                }
            }
            case DAEMON_SET, CONTROLLER_REVISION -> {}
        }
    }

    /** Tries again to admit a pod that did not fit. */
    void retry(ObjectNode pod) {
        if (isWaitingForRoom(pod) && !Meta.terminating(pod) && hasKubelet(pod)) {
            plan(pod, Step.ADMIT, store.now());
        }
    }

    private void review(ObjectNode pod, boolean afterRestart) {
        Optional<Step> step = next(pod);
        if (step.isPresent()) {
            plan(pod, step.get(), afterRestart ? since(step.get(), pod) : store.now());
        } else if (afterRestart) {
            retry(pod);
        } else {
            agenda.cancel(subject(pod));
        }
    }

    private void plan(ObjectNode pod, Step step, Instant since) {
        ObjectKey key = ObjectKey.of(ObjectKind.POD, pod);
        String uid = Meta.uid(pod);
        Agenda.Task task = new Agenda.Task(step.name(), () -> take(key, uid, step));
        agenda.plan(subject(pod), task, since.plus(delay(step, pod)));
    }

    private Optional<Step> next(ObjectNode pod) {
        String phase = pod.path("status").path("phase").asText("Pending");
        if (!hasKubelet(pod)) {
            return Optional.empty();
        }
        if (Meta.terminating(pod)) {
            boolean running =
                    pod.path("metadata").path("deletionGracePeriodSeconds").asLong(0) > 0;
            return running ? Optional.of(Step.STOP) : Optional.empty();
        }
        if (!pod.path("status").hasNonNull("startTime")) {
            return isWaitingForRoom(pod) ? Optional.empty() : Optional.of(Step.ADMIT);
        }
        return switch (phase) {
            case "Pending" -> isBackedOff(pod) ? Optional.empty() : Optional.of(Step.START);
            case "Running" -> nextOfRunning(pod);
            default -> Optional.empty();
        };
    }

    private static Optional<Step> nextOfRunning(ObjectNode pod) {
        boolean ready = Conditions.status(pod, "Ready").equals("True");
        return switch (ImageBehaviour.of(pod)) {
            case ImageBehaviour.Plain plain -> ready ? Optional.empty() : Optional.of(Step.BECOME_READY);
            case ImageBehaviour.Slow slow -> ready ? Optional.empty() : Optional.of(Step.BECOME_READY);
            case ImageBehaviour.Done done -> Optional.of(ready ? Step.FINISH : Step.BECOME_READY);
            case ImageBehaviour.Flap flap -> ready ? Optional.of(Step.LOSE_READINESS) : Optional.empty();
            case ImageBehaviour.Broken broken -> Optional.empty();
            case ImageBehaviour.Crash crash -> Optional.empty();
        };
    }

    private Duration delay(Step step, ObjectNode pod) {
        String uid = Meta.uid(pod);
        return switch (step) {
            case ADMIT -> isWaitingForRoom(pod) ? Duration.ofMillis(5) : jitter.between(5, 40, uid, step.name());
            case START -> jitter.between(40, 160, uid, step.name());
            case BECOME_READY ->
                ImageBehaviour.of(pod) instanceof ImageBehaviour.Slow slow
                        ? Duration.ofSeconds(slow.seconds())
                        : jitter.between(20, 80, uid, step.name());
            case FINISH -> UNTIL_DONE;
            case LOSE_READINESS -> UNTIL_FLAP;
            case STOP -> jitter.between(60, 220, uid, step.name());
        };
    }

    /** From when a delay counts that began before this process did. */
    private Instant since(Step step, ObjectNode pod) {
        Instant begun = switch (step) {
            case BECOME_READY -> {
                String start = pod.path("status").path("startTime").asText("");
                yield start.isEmpty() ? null : Instant.parse(start);
            }
            case FINISH, LOSE_READINESS -> Conditions.transition(pod, "Ready");
            case ADMIT, START, STOP -> null;
        };
        return begun == null || begun.isAfter(store.now()) ? store.now() : begun;
    }

    private void take(ObjectKey key, String uid, Step step) {
        Optional<ObjectNode> found = store.find(key).filter(pod -> Meta.uid(pod).equals(uid));
        if (found.isEmpty()) {
            return;
        }
        ObjectNode pod = found.get();
        Instant now = store.now();
        switch (step) {
            case ADMIT -> admit(key, pod, now);
            case START -> start(key, pod, now);
            case BECOME_READY -> store.change(key, changed -> PodStatus.ready(changed, true, now));
            case LOSE_READINESS -> store.change(key, changed -> PodStatus.ready(changed, false, now));
            case FINISH -> store.change(key, changed -> PodStatus.succeeded(changed, now));
            case STOP -> store.delete(key, DeleteOptions.FORCE.onlyUid(uid));
        }
    }

    private void admit(ObjectKey key, ObjectNode pod, Instant now) {
        ObjectNode node = store.get(ObjectKey.node(nodeName(pod)));
        Optional<Resources.Shortage> shortage = admission.shortage(pod, node);
        if (shortage.isPresent()) {
            Resources.Shortage s = shortage.get();
            String message = s.text() + ": the pod requests " + s.requested().toPlainString() + ", "
                    + s.free().toPlainString() + " is free on node " + nodeName(pod);
            store.change(key, changed -> PodStatus.unschedulable(changed, message, now));
        } else {
            store.change(key, changed -> PodStatus.accepted(changed, Nodes.internalIp(node), now));
        }
    }

    private void start(ObjectKey key, ObjectNode pod, Instant now) {
        store.change(key, changed -> {
            switch (ImageBehaviour.of(pod)) {
                case ImageBehaviour.Broken broken -> PodStatus.pullFails(changed, broken.container(), broken.image());
                case ImageBehaviour.Crash crash -> PodStatus.failed(changed, now);
                case ImageBehaviour.Slow slow -> PodStatus.runs(changed, podIp(pod), false, now);
                case ImageBehaviour.Plain plain -> PodStatus.runs(changed, podIp(pod), true, now);
                case ImageBehaviour.Done done -> PodStatus.runs(changed, podIp(pod), true, now);
                case ImageBehaviour.Flap flap -> PodStatus.runs(changed, podIp(pod), true, now);
            }
        });
    }

    /** The first address of the node's range that no pod there has; the node's own for a pod in the host's network. */
    private String podIp(ObjectNode pod) {
        if (pod.path("spec").path("hostNetwork").asBoolean(false)) {
            return pod.path("status").path("hostIP").asText("");
        }
        String node = nodeName(pod);
        java.util.Set<String> taken = new java.util.HashSet<>();
        for (ObjectKey other : index.onNode(node)) {
            taken.add(store.get(other).path("status").path("podIP").asText(""));
        }
        String range = Nodes.podRange(store.get(ObjectKey.node(node)));
        int host = 2;
        while (taken.contains(range + host)) {
            host++;
        }
        return range + host;
    }

    private boolean hasKubelet(ObjectNode pod) {
        String node = nodeName(pod);
        return !node.isEmpty()
                && store.find(ObjectKey.node(node)).filter(Nodes::hasKubelet).isPresent();
    }

    private static boolean isWaitingForRoom(ObjectNode pod) {
        return !pod.path("status").hasNonNull("startTime")
                && Conditions.status(pod, "PodScheduled").equals("False");
    }

    private static boolean isBackedOff(ObjectNode pod) {
        for (var container : pod.path("status").path("containerStatuses")) {
            if (container
                    .path("state")
                    .path("waiting")
                    .path("reason")
                    .asText("")
                    .equals("ImagePullBackOff")) {
                return true;
            }
        }
        return false;
    }

    private static String nodeName(ObjectNode pod) {
        return pod.path("spec").path("nodeName").asText("");
    }

    private static String subject(ObjectNode pod) {
        return "kubelet/" + Meta.uid(pod);
    }
}
