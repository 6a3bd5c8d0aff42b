package io.rollcall.cluster.actuator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.Json;
import io.rollcall.cluster.objects.ObjectEvents;
import io.rollcall.events.AdoptPod;
import io.rollcall.events.Command;
import io.rollcall.events.CommandOutcome;
import io.rollcall.events.CommandResult;
import io.rollcall.events.CommandResultObserved;
import io.rollcall.events.CreatePod;
import io.rollcall.events.DaemonSetRef;
import io.rollcall.events.DeletePods;
import io.rollcall.events.PodRef;
import io.rollcall.events.ReleasePod;
import io.rollcall.events.Revision;
import io.rollcall.rules.model.DaemonSetIdentity;
import io.rollcall.rules.model.InvalidTemplateException;
import io.rollcall.rules.model.PodTemplate;
import io.rollcall.rules.pod.Placement;
import io.rollcall.rules.pod.PodComposer;
import io.rollcall.rules.wish.Refusal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Carries out commands. Of a slot only the wish with the highest number counts: tell it of all commands there are with
 * {@link #learn} before executing the first, and older wishes are answered as superseded without touching the cluster. Every
 * command gets exactly one answer. For one thread; reads no clock.
 */
public final class Actuator {

    private final ClusterActions cluster;
    private final KnownRevisions revisions;
    private final Placement placement;
    private final SlotNumbers slots = new SlotNumbers();

    /** Acts on this cluster, with templates from these revisions. */
    public Actuator(ClusterActions cluster, KnownRevisions revisions, Placement placement) {
        this.cluster = cluster;
        this.revisions = revisions;
        this.placement = placement;
    }

    /** There is such a command. */
    public void learn(Command command) {
        slots.raise(command.getSlot(), command.getSlotSeq());
    }

    /** These wishes were answered before this process began. */
    public void learn(SlotNumbers answered) {
        slots.raise(answered);
    }

    /** Nothing about the slots of this DaemonSet needs to be remembered: it is gone. */
    public void forget(String daemonSetUid) {
        slots.forget(daemonSetUid);
    }

    /**
     * Keys of the revisions for want of which, and for nothing else, one of these commands would be refused now: they have not been read
     * yet. Not so a command that a higher one of its slot makes void, nor one of a DaemonSet that is gone.
     *
     * @param commands commands not executed yet
     * @param arriving keys of revisions that are known before they are executed
     */
    public Set<String> missingRevisions(List<Command> commands, Set<String> arriving) {
        List<Command> lacking = commands.stream()
                .filter(command -> command.getWish() instanceof CreatePod create
                        && create.getPod() == null
                        && lacks(daemonSet(command).getUid(), create.getRevisionHash(), arriving)
                        && cluster.isLive(daemonSet(command)))
                .toList();
        if (lacking.isEmpty()) {
            return Set.of();
        }
        SlotNumbers among = new SlotNumbers();
        commands.forEach(command -> among.raise(command.getSlot(), command.getSlotSeq()));
        return lacking.stream()
                .filter(command -> command.getSlotSeq()
                        >= Math.max(among.highest(command.getSlot()), slots.highest(command.getSlot())))
                .map(Actuator::revisionKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String revisionKey(Command command) {
        return KnownRevisions.key(daemonSet(command).getUid(), ((CreatePod) command.getWish()).getRevisionHash());
    }

    private boolean lacks(String daemonSetUid, String hash, Set<String> arriving) {
        return revisions.find(daemonSetUid, hash).isEmpty()
                && !arriving.contains(KnownRevisions.key(daemonSetUid, hash));
    }

    /** Carries out a command, unless a higher one for its slot is known, and answers it. */
    public CommandResult execute(Command command, Instant now) {
        long highest = slots.raise(command.getSlot(), command.getSlotSeq());
        if (command.getSlotSeq() < highest) {
            return answer(
                    command,
                    CommandOutcome.SUPERSEDED,
                    new ActionResult.Failed(
                            "", Refusal.SUPERSEDED.reason(), "wish " + highest + " of the same slot is known"),
                    now);
        }
        ActionResult result = switch (command.getWish()) {
            case CreatePod create -> create(command, create);
            case DeletePods delete -> delete(command, delete);
            case AdoptPod adopt -> cluster.adoptPod(daemonSet(command), adopt.getPod(), adopt.getRevisionHash());
            case ReleasePod release -> cluster.releasePod(daemonSet(command), release.getPod());
            default ->
                new ActionResult.Failed(
                        "",
                        "Unknown",
                        "this version cannot carry out a wish of type "
                                + command.getWish().getClass().getSimpleName() + "; upgrade it");
        };
        CommandOutcome outcome = result instanceof ActionResult.Done ? CommandOutcome.DONE : CommandOutcome.FAILED;
        return answer(command, outcome, result, now);
    }

    private ActionResult create(Command command, CreatePod create) {
        DaemonSetRef owner = daemonSet(command);
        String node = command.getSlot().getNode();
        ObjectNode pod;
        String whole = create.getPod();
        if (whole != null) {
            pod = Json.readObject(whole);
        } else {
            Optional<Revision> revision = revisions.find(owner.getUid(), create.getRevisionHash());
            if (revision.isEmpty()) {
                return new ActionResult.Failed(
                        create.getPodName(),
                        ActionResult.REVISION_MISSING,
                        "revision " + create.getRevisionHash() + " of DaemonSet " + owner.getNamespace() + "/"
                                + owner.getName() + " is not in the topic revisions");
            }
            try {
                pod = compose(owner, revision.get(), node, create.getPodName());
            } catch (InvalidTemplateException e) {
                return new ActionResult.Failed(create.getPodName(), "Invalid", String.valueOf(e.getMessage()));
            }
        }
        pod.withObject("/metadata/annotations").put(ObjectEvents.COMMAND_ANNOTATION, command.getCommandId());
        return cluster.createPod(owner, node, create.getNodeUid(), pod);
    }

    private ObjectNode compose(DaemonSetRef owner, Revision revision, String node, String podName) {
        return PodComposer.compose(
                new DaemonSetIdentity(owner.getNamespace(), owner.getName(), owner.getUid()),
                PodTemplate.parse(revision.getTemplate()),
                revision.getHash(),
                revision.getTemplateGeneration(),
                node,
                podName,
                placement);
    }

    /** All pods of the wish; the first refusal decides the answer, else the first pod that had to go. */
    private ActionResult delete(Command command, DeletePods delete) {
        ActionResult answer = null;
        for (PodRef pod : delete.getPods()) {
            ActionResult result = cluster.deletePod(daemonSet(command).getNamespace(), pod);
            if (answer == null || weight(result) > weight(answer)) {
                answer = result;
            }
        }
        return answer == null ? new ActionResult.Failed("", "Invalid", "the wish names no pod") : answer;
    }

    private static int weight(ActionResult result) {
        return switch (result) {
            case ActionResult.Failed failed -> 2;
            case ActionResult.Done done -> done.reason() == null ? 1 : 0;
        };
    }

    private static DaemonSetRef daemonSet(Command command) {
        return command.getSlot().getDaemonSet();
    }

    private static CommandResult answer(Command command, CommandOutcome outcome, ActionResult result, Instant now) {
        CommandResultObserved.Builder answer = CommandResultObserved.newBuilder()
                .setCommandId(command.getCommandId())
                .setSlot(command.getSlot())
                .setSlotSeq(command.getSlotSeq())
                .setOutcome(outcome);
        switch (result) {
            case ActionResult.Done done ->
                answer.setPodName(done.podName())
                        .setPodUid(done.podUid())
                        .setResourceVersion(done.resourceVersion())
                        .setReason(done.reason())
                        .setMessage(null);
            case ActionResult.Failed failed ->
                answer.setPodName(failed.podName().isEmpty() ? null : failed.podName())
                        .setPodUid(null)
                        .setResourceVersion(null)
                        .setReason(failed.reason())
                        .setMessage(failed.message());
        }
        return CommandResult.newBuilder()
                .setEventId(command.getCommandId())
                .setObservedAt(now.truncatedTo(ChronoUnit.MICROS))
                .setResult(answer.build())
                .build();
    }
}
