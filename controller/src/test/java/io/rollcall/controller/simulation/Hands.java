package io.rollcall.controller.simulation;

import io.rollcall.events.AdoptPod;
import io.rollcall.events.Command;
import io.rollcall.events.CommandOutcome;
import io.rollcall.events.CommandResultObserved;
import io.rollcall.events.CreatePod;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.DeletePods;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.PodObserved;
import io.rollcall.events.PodRef;
import io.rollcall.events.ReleasePod;
import io.rollcall.rules.model.PodTemplate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Carries out wishes, when told to: only the highest of a slot counts, and each is answered unless it is lost. */
final class Hands {

    final List<Command> waiting = new ArrayList<>();
    final Set<String> lost = new HashSet<>();

    private final Map<String, Long> highest = new HashMap<>();
    private final Cluster cluster;

    Hands(Cluster cluster) {
        this.cluster = cluster;
    }

    static String slot(Command command) {
        return command.getSlot().getDaemonSet().getUid() + "/"
                + command.getSlot().getNode();
    }

    void learn(Command command) {
        waiting.add(command);
        highest.merge(slot(command), command.getSlotSeq(), Math::max);
    }

    void lose(int pick) {
        if (!waiting.isEmpty()) {
            lost.add(waiting.remove(pick % waiting.size()).getCommandId());
        }
    }

    void refuse(int pick) {
        if (!waiting.isEmpty()) {
            answer(waiting.remove(pick % waiting.size()), CommandOutcome.FAILED, null);
        }
    }

    void carryOut(int pick, int choice, Instant now) {
        if (waiting.isEmpty()) {
            return;
        }
        Command command = waiting.remove(pick % waiting.size());
        if (command.getSlotSeq() < highest.getOrDefault(slot(command), 0L)) {
            answer(command, CommandOutcome.SUPERSEDED, null);
            return;
        }
        switch (command.getWish()) {
            case CreatePod create -> create(command, create, choice, now);
            case DeletePods delete -> delete(command, delete, choice, now);
            case AdoptPod adopt
            when adopt.getRevisionHash() != null -> relabel(command, adopt.getPod(), adopt.getRevisionHash());
            case AdoptPod adopt -> adopt(command, adopt.getPod());
            case ReleasePod release -> release(command, release.getPod());
            default -> throw new IllegalStateException("unknown wish");
        }
    }

    private void create(Command command, CreatePod create, int choice, Instant now) {
        DaemonSetObserved owner =
                cluster.daemonSets.get(command.getSlot().getDaemonSet().getUid());
        String node = command.getSlot().getNode();
        NodeObserved there = cluster.nodes.get(node);
        PodObserved present = cluster.podNamed("default", create.getPodName());
        if (present != null) {
            boolean same = command.getCommandId().equals(present.getCommandId());
            answer(command, same ? CommandOutcome.DONE : CommandOutcome.FAILED, same ? present.getUid() : null);
        } else if (owner == null
                || owner.getDeletedAt() != null
                || there == null
                || !there.getUid().equals(create.getNodeUid())) {
            answer(command, CommandOutcome.FAILED, null);
        } else {
            TreeMap<String, String> labels =
                    new TreeMap<>(PodTemplate.parse(owner.getTemplate()).labels());
            labels.put(Drafts.HASH, create.getRevisionHash());
            PodObserved pod = Drafts.pod(create.getPodName(), cluster.nextUid("pod"), labels, node)
                    .setNodeName(choice % 4 == 0 ? null : node)
                    .setController(Drafts.owner(owner))
                    .setCreatedAt(now)
                    .setResourceVersion(cluster.nextVersion())
                    .setCommandId(command.getCommandId())
                    .build();
            cluster.put(pod);
            answer(command, CommandOutcome.DONE, pod.getUid());
        }
    }

    private void delete(Command command, DeletePods delete, int choice, Instant now) {
        for (PodRef ref : delete.getPods()) {
            PodObserved pod = cluster.pods.get(ref.getUid());
            if (pod != null && choice % 3 == 0) {
                cluster.remove(pod);
            } else if (pod != null && pod.getDeletedAt() == null) {
                cluster.change(pod, next -> next.setDeletedAt(now));
            }
        }
        answer(command, CommandOutcome.DONE, delete.getPods().get(0).getUid());
    }

    private void adopt(Command command, PodRef ref) {
        PodObserved pod = cluster.pods.get(ref.getUid());
        DaemonSetObserved owner =
                cluster.daemonSets.get(command.getSlot().getDaemonSet().getUid());
        if (pod == null) {
            answer(command, CommandOutcome.DONE, null);
        } else if (owner == null
                || owner.getDeletedAt() != null
                || pod.getController() != null
                || pod.getDeletedAt() != null) {
            answer(command, CommandOutcome.FAILED, null);
        } else {
            cluster.change(pod, next -> next.setController(Drafts.owner(owner)));
            answer(command, CommandOutcome.DONE, pod.getUid());
        }
    }

    private void relabel(Command command, PodRef ref, String hash) {
        PodObserved pod = cluster.pods.get(ref.getUid());
        String owner = command.getSlot().getDaemonSet().getUid();
        if (pod != null
                && pod.getController() != null
                && pod.getController().getUid().equals(owner)) {
            TreeMap<String, String> labels = new TreeMap<>(pod.getLabels());
            labels.put(Drafts.HASH, hash);
            cluster.change(pod, next -> next.setLabels(labels));
            answer(command, CommandOutcome.DONE, pod.getUid());
        } else {
            answer(command, pod == null ? CommandOutcome.DONE : CommandOutcome.FAILED, null);
        }
    }

    private void release(Command command, PodRef ref) {
        PodObserved pod = cluster.pods.get(ref.getUid());
        String owner = command.getSlot().getDaemonSet().getUid();
        if (pod != null
                && pod.getController() != null
                && pod.getController().getUid().equals(owner)) {
            cluster.change(pod, next -> next.setController(null));
        }
        answer(command, CommandOutcome.DONE, pod == null ? null : pod.getUid());
    }

    private void answer(Command command, CommandOutcome outcome, @Nullable String podUid) {
        cluster.waiting(Topic.RESULTS)
                .add(CommandResultObserved.newBuilder()
                        .setCommandId(command.getCommandId())
                        .setSlot(command.getSlot())
                        .setSlotSeq(command.getSlotSeq())
                        .setOutcome(outcome)
                        .setPodUid(podUid)
                        .build());
    }
}
