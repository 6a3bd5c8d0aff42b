package io.rollcall.controller.reference;

import java.util.Set;
import java.util.TreeSet;

/** The scheduler and one kubelet a node; the name of a pod's image says what becomes of it. */
final class Kubelets {

    private final Agenda agenda;
    private final SimApi api;
    private final Set<String> stopped = new TreeSet<>();

    Kubelets(Agenda agenda, SimApi api) {
        this.agenda = agenda;
        this.api = api;
        api.watch(this::watch);
    }

    /** The kubelet of that node does nothing until it is started. */
    void stop(String node) {
        stopped.add(node);
    }

    /** It looks at its pods again. */
    void start(String node) {
        stopped.remove(node);
        for (SimPod pod : api.pods()) {
            if (node.equals(pod.node)) {
                look(pod);
            }
        }
    }

    private void watch(SimApi.Event event) {
        switch (event.object()) {
            case SimPod pod -> {
                if (event.type().equals("ADDED") && pod.node == null) {
                    agenda.after(agenda.between(2, 8), () -> schedule(pod.name));
                } else if (!event.type().equals("DELETED") && pod.node != null) {
                    SimPod live = api.pod(pod.name);
                    if (live != null) {
                        look(live);
                    }
                }
            }
            case SimNode node -> {
                if (event.type().equals("ADDED")) {
                    agenda.after(agenda.between(20, 200), () -> start(node.name));
                }
            }
            case SimDaemonSet ignored -> {}
            case SimRevision ignored -> {}
        }
    }

    private void schedule(String name) {
        SimPod pod = api.pod(name);
        if (pod == null || pod.terminating() || pod.node != null || pod.target == null) {
            return;
        }
        SimNode node = api.node(pod.target);
        if (node != null && pod.eligibility.judge(node.facts()).shouldRun()) {
            pod.node = node.name;
            api.changed(pod, Actor.SCHEDULER);
        } else {
            agenda.after(agenda.between(300, 900), () -> schedule(name));
        }
    }

    private void look(SimPod pod) {
        if (pod.terminating()) {
            if (pod.graceSeconds > 0) {
                agenda.after(agenda.between(240, 270), () -> end(pod));
            }
        } else if (pod.phase.equals("Pending") && !pod.started) {
            agenda.after(agenda.between(80, 130), () -> begin(pod));
        }
    }

    private boolean acts(SimPod pod) {
        return api.pod(pod.name) == pod
                && pod.node != null
                && api.node(pod.node) != null
                && !stopped.contains(pod.node);
    }

    private void begin(SimPod pod) {
        if (!acts(pod) || pod.started || pod.terminating()) {
            return;
        }
        pod.started = true;
        pod.readySince = agenda.now();
        if (pod.image.contains("crash")) {
            pod.phase = "Failed";
            api.changed(pod, Actor.KUBELET);
            return;
        }
        api.changed(pod, Actor.KUBELET);
        if (pod.image.contains("slow")) {
            agenda.after(agenda.between(2000, 2100), () -> ready(pod));
        } else if (!pod.image.contains("broken")) {
            agenda.after(agenda.between(80, 180), () -> ready(pod));
        }
    }

    private void ready(SimPod pod) {
        if (!acts(pod) || pod.ready || pod.terminating() || pod.terminal()) {
            return;
        }
        pod.phase = "Running";
        readiness(pod, true, Actor.KUBELET);
        if (pod.image.contains("flap")) {
            agenda.after(agenda.between(2000, 2100), () -> {
                if (acts(pod) && pod.ready && !pod.terminating()) {
                    readiness(pod, false, Actor.KUBELET);
                }
            });
        } else if (pod.image.contains("done")) {
            agenda.after(agenda.between(1000, 1100), () -> succeed(pod));
        }
    }

    private void succeed(SimPod pod) {
        if (acts(pod) && !pod.terminating()) {
            pod.phase = "Succeeded";
            readiness(pod, false, Actor.KUBELET);
        }
    }

    private void end(SimPod pod) {
        if (!acts(pod)) {
            return;
        }
        if (pod.ready) {
            readiness(pod, false, Actor.KUBELET);
        }
        agenda.after(agenda.between(4, 14), () -> api.delete(pod, 0, Actor.KUBELET));
    }

    /** Sets the pod's Ready condition. */
    void readiness(SimPod pod, boolean ready, Actor actor) {
        pod.ready = ready;
        pod.readySince = agenda.now();
        api.changed(pod, actor);
    }

    /** What a kubelet that comes back does first: its running pods are Ready again. */
    void recover(String node) {
        stopped.remove(node);
        for (SimPod pod : api.pods()) {
            if (node.equals(pod.node)) {
                if (pod.phase.equals("Running") && !pod.ready && !pod.terminating() && !pod.image.contains("flap")) {
                    readiness(pod, true, Actor.KUBELET);
                }
                look(pod);
            }
        }
    }
}
