package io.rollcall.controller.reference;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.rules.model.Taint;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What people and the node lifecycle controller do to the cluster, at random. */
final class Persons {

    private static final long GRACE_SECONDS = 30;
    private static final String[] KEYS = {
        "dedicated", "maint", "node.kubernetes.io/disk-pressure", "node.kubernetes.io/not-ready"
    };
    private static final String[] EFFECTS = {"NoSchedule", "NoSchedule", "NoExecute", "PreferNoSchedule"};

    private final Agenda agenda;
    private final SimApi api;
    private final Kubelets kubelets;
    private final Collectors collectors;
    private int version = 1;
    private int nodes;
    private int apps;

    Persons(Agenda agenda, SimApi api, Kubelets kubelets, Collectors collectors) {
        this.agenda = agenda;
        this.api = api;
        this.kubelets = kubelets;
        this.collectors = collectors;
    }

    void addNode() {
        String name = String.format("node-%03d", ++nodes);
        createNode(name);
    }

    private void createNode(String name) {
        SimNode node = new SimNode(name, api.fresh("uid-" + name));
        node.labels.put("zone", draw("a", "b", "c"));
        if (agenda.chance(0.4)) {
            node.labels.put("gpu", draw("true", "false"));
        }
        if (agenda.chance(0.15)) {
            node.taints.add(new Taint("dedicated", "", "NoSchedule"));
        }
        api.create(node, Actor.PERSON);
    }

    void addDaemonSet(boolean surge) {
        String app = "app-" + ++apps;
        create("ds-" + apps, app, Templates.draw(agenda, app, version), surge);
    }

    private void create(String name, String app, ObjectNode template, boolean surge) {
        SimDaemonSet daemonSet = new SimDaemonSet(name, api.fresh("uid-" + name), app, template);
        strategy(daemonSet, surge);
        daemonSet.minReadySeconds = agenda.chance(0.25) ? agenda.random.nextInt(1, 4) : 0;
        api.create(daemonSet, Actor.PERSON);
    }

    private void strategy(SimDaemonSet daemonSet, boolean surge) {
        daemonSet.onDelete = !surge && agenda.chance(0.15);
        daemonSet.maxSurge = surge ? draw("1", "2", "30%") : "0";
        daemonSet.maxUnavailable = surge ? "0" : draw("1", "1", "2", "3", "30%");
    }

    /** One action of many. */
    void act() {
        switch (agenda.random.nextInt(26)) {
            case 0, 1, 2 -> pod(pod -> pod.owner != null, pod -> api.delete(pod, GRACE_SECONDS, Actor.PERSON));
            case 3 -> pod(pod -> pod.owner != null, pod -> api.delete(pod, 0, Actor.PERSON));
            case 4 -> pod(SimPod::failed, pod -> api.delete(pod, GRACE_SECONDS, Actor.PERSON));
            case 5 -> pod(pod -> pod.owner != null, this::relabel);
            case 6 -> bare();
            case 7, 8, 9 -> node(this::taint);
            case 10, 11 -> node(this::untaint);
            case 12, 13 -> node(this::label);
            case 14 -> node(this::cordon);
            case 15, 16 -> node(this::deleteNode);
            case 17 -> addNode();
            case 18, 19, 20 -> daemonSet(this::edit);
            case 21, 22 -> daemonSet(this::image);
            case 23 -> node(this::fail);
            case 24 -> recreateNode();
            default -> daemonSet(this::replace);
        }
    }

    /** A new image for one of the DaemonSets, one that works. */
    void rollOut() {
        daemonSet(daemonSet -> {
            ObjectNode template = daemonSet.template().deepCopy();
            Templates.image(template, "v" + ++version);
            daemonSet.template(template);
            write(daemonSet);
        });
    }

    private void relabel(SimPod pod) {
        pod.labels.put("app", "debug");
        api.changed(pod, Actor.PERSON);
    }

    /** A pod by hand that a DaemonSet will adopt. */
    private void bare() {
        List<SimDaemonSet> daemonSets = api.daemonSets();
        List<SimNode> there = api.nodes();
        if (!daemonSets.isEmpty() && !there.isEmpty()) {
            SimDaemonSet daemonSet = any(daemonSets);
            String name = api.fresh("bare");
            SimPod pod = new SimPod(name, "uid-" + name, "v0", daemonSet.eligibility());
            pod.labels.put("app", daemonSet.app);
            pod.node = any(there).name;
            api.create(pod, Actor.PERSON);
        }
    }

    private void taint(SimNode node) {
        node.taints.add(new Taint(draw(KEYS), "", draw(EFFECTS)));
        api.changed(node, Actor.PERSON);
    }

    private void untaint(SimNode node) {
        if (!node.taints.isEmpty()) {
            node.taints.clear();
            api.changed(node, Actor.PERSON);
        }
    }

    private void label(SimNode node) {
        if (agenda.chance(0.5)) {
            node.labels.put(draw("gpu", "zone"), draw("true", "false", "a", "c"));
        } else {
            node.labels.remove(draw("gpu", "zone"));
        }
        api.changed(node, Actor.PERSON);
    }

    private void cordon(SimNode node) {
        node.unschedulable = !node.unschedulable;
        Taint taint = new Taint("node.kubernetes.io/unschedulable", "", "NoSchedule");
        node.taints.remove(taint);
        if (node.unschedulable) {
            node.taints.add(taint);
        }
        api.changed(node, Actor.PERSON);
    }

    private void deleteNode(SimNode node) {
        api.remove(node, Actor.PERSON);
        if (agenda.chance(0.4)) {
            agenda.after(agenda.between(50, 15_000), () -> createNode(node.name));
        }
    }

    private void recreateNode() {
        if (nodes > 0) {
            createNode(String.format("node-%03d", agenda.random.nextInt(1, nodes + 1)));
        }
    }

    /** The node's kubelet falls silent: the node and its pods are marked, and later it may come back. */
    private void fail(SimNode node) {
        if (!node.ready) {
            return;
        }
        kubelets.stop(node.name);
        node.ready = false;
        node.taints.add(new Taint("node.kubernetes.io/unreachable", "", "NoSchedule"));
        api.changed(node, Actor.NODE_LIFECYCLE);
        for (SimPod pod : api.pods()) {
            if (node.name.equals(pod.node) && pod.ready) {
                agenda.after(agenda.between(5, 40), () -> kubelets.readiness(pod, false, Actor.NODE_LIFECYCLE));
            }
        }
        agenda.after(agenda.between(5, 100), () -> {
            node.taints.add(new Taint("node.kubernetes.io/unreachable", "", "NoExecute"));
            api.changed(node, Actor.NODE_LIFECYCLE);
        });
        agenda.after(agenda.between(1000, 20_000), () -> {
            node.ready = true;
            node.taints.removeIf(taint -> taint.key().equals("node.kubernetes.io/unreachable"));
            api.changed(node, Actor.NODE_LIFECYCLE);
            kubelets.recover(node.name);
        });
    }

    private void edit(SimDaemonSet daemonSet) {
        switch (agenda.random.nextInt(5)) {
            case 0 -> daemonSet.minReadySeconds = agenda.random.nextInt(3);
            case 1 -> strategy(daemonSet, daemonSet.surges() != agenda.chance(0.3));
            case 2 -> {
                ObjectNode template = daemonSet.template().deepCopy();
                Templates.place(agenda, template);
                daemonSet.template(template);
            }
            case 3 -> {
                if (!daemonSet.surges()) {
                    daemonSet.maxUnavailable = draw("1", "2", "5", "50%");
                }
            }
            default -> backTo(daemonSet);
        }
        write(daemonSet);
    }

    /** A rollback to the template of some revision. */
    private void backTo(SimDaemonSet daemonSet) {
        List<SimRevision> own = api.revisions().stream()
                .filter(one -> one.owner != null && one.owner.uid().equals(daemonSet.uid))
                .toList();
        if (!own.isEmpty()) {
            daemonSet.template(any(own).template);
        }
    }

    private void image(SimDaemonSet daemonSet) {
        ObjectNode template = daemonSet.template().deepCopy();
        Templates.image(template, Templates.image(agenda, ++version));
        daemonSet.template(template);
        write(daemonSet);
    }

    private void write(SimDaemonSet daemonSet) {
        if (!daemonSet.terminating()) {
            daemonSet.generation++;
            api.changed(daemonSet, Actor.PERSON);
        }
    }

    /** Deletes the DaemonSet, and now and then makes it again. */
    private void replace(SimDaemonSet daemonSet) {
        if (daemonSet.terminating()) {
            return;
        }
        Collectors.Propagation[] ways = Collectors.Propagation.values();
        collectors.delete(daemonSet, ways[agenda.random.nextInt(ways.length)]);
        if (agenda.chance(0.8)) {
            agenda.after(agenda.between(5, 4000), () -> {
                if (api.daemonSet(daemonSet.name) == null) {
                    ObjectNode template = agenda.chance(0.5)
                            ? daemonSet.template()
                            : Templates.draw(agenda, daemonSet.app, ++version);
                    create(daemonSet.name, daemonSet.app, template, daemonSet.surges());
                }
            });
        }
    }

    private void pod(Predicate<SimPod> which, Consumer<SimPod> what) {
        List<SimPod> pods = api.pods().stream().filter(which).toList();
        if (!pods.isEmpty()) {
            what.accept(any(pods));
        }
    }

    private void node(Consumer<SimNode> what) {
        if (!api.nodes().isEmpty()) {
            what.accept(any(api.nodes()));
        }
    }

    private void daemonSet(Consumer<SimDaemonSet> what) {
        if (!api.daemonSets().isEmpty()) {
            what.accept(any(api.daemonSets()));
        }
    }

    private <T> T any(List<T> list) {
        return list.get(agenda.random.nextInt(list.size()));
    }

    private String draw(String... choices) {
        return choices[agenda.random.nextInt(choices.length)];
    }
}
