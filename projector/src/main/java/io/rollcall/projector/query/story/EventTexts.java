package io.rollcall.projector.query.story;

import io.rollcall.projector.query.read.PodTrouble;
import io.rollcall.projector.query.story.VersionReader.DaemonSetVersion;
import io.rollcall.projector.query.story.VersionReader.NodeVersion;
import io.rollcall.projector.query.story.VersionReader.PodVersion;
import io.rollcall.rules.model.Taint;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Says for people what a new version of an object changed. Pure. */
final class EventTexts {

    private static final int MOST = 4;

    private EventTexts() {}

    static String node(String name, NodeVersion now, @Nullable NodeVersion before) {
        String node = "node " + name;
        if (now.deleted()) {
            return node + " was deleted";
        }
        if (before == null || before.deleted()) {
            return node + " came";
        }
        List<String> changes = new ArrayList<>();
        for (Taint taint : now.taints()) {
            if (!before.taints().contains(taint)) {
                changes.add("taint " + taint.text() + " added");
            }
        }
        for (Taint taint : before.taints()) {
            if (!now.taints().contains(taint)) {
                changes.add("taint " + taint.text() + " removed");
            }
        }
        addLabels(now.labels(), before.labels(), changes);
        if (now.ready() != before.ready()) {
            changes.add(now.ready() ? "is Ready" : "is not Ready any more");
        }
        return changed(node, changes);
    }

    private static void addLabels(
            SortedMap<String, String> now, SortedMap<String, String> before, List<String> changes) {
        SortedSet<String> keys = new TreeSet<>(now.keySet());
        keys.addAll(before.keySet());
        for (String key : keys) {
            String to = now.get(key);
            String from = before.get(key);
            if (from == null) {
                changes.add("label " + key + "=" + to + " added");
            } else if (to == null) {
                changes.add("label " + key + "=" + from + " removed");
            } else if (!to.equals(from)) {
                changes.add("label " + key + " changed from " + from + " to " + to);
            }
        }
    }

    static String daemonSet(String id, DaemonSetVersion now, @Nullable DaemonSetVersion before) {
        String daemonSet = "DaemonSet " + id;
        if (now.deleted()) {
            return daemonSet + " was deleted";
        }
        if (before == null || before.deleted()) {
            return daemonSet + " came";
        }
        if (now.terminating() && !before.terminating()) {
            return daemonSet + " is being deleted";
        }
        List<String> changes =
                new ArrayList<>(JsonDifference.between("spec.template", before.template(), now.template()));
        changes.addAll(JsonDifference.between("spec.selector", before.selector(), now.selector()));
        add("the strategy", before.strategy(), now.strategy(), changes);
        add("maxUnavailable", before.maxUnavailable(), now.maxUnavailable(), changes);
        add("maxSurge", before.maxSurge(), now.maxSurge(), changes);
        add("minReadySeconds", before.minReadySeconds(), now.minReadySeconds(), changes);
        return changed(
                daemonSet + (now.generation() == before.generation() ? "" : ", generation " + now.generation()),
                changes);
    }

    private static void add(String what, @Nullable Object before, @Nullable Object now, List<String> changes) {
        if (!Objects.equals(before, now)) {
            changes.add(what + " changed from " + before + " to " + now);
        }
    }

    static String pod(PodVersion now, @Nullable PodVersion before) {
        String pod = "pod " + now.name();
        if (now.deleted()) {
            return pod + " was deleted";
        }
        if (before == null || before.deleted() || !before.uid().equals(now.uid())) {
            return pod + " came, " + now.phase() + because(now);
        }
        List<String> changes = new ArrayList<>();
        if (now.terminatingAt() != null && before.terminatingAt() == null) {
            changes.add("is being deleted");
        }
        if (now.terminatingAt() != null
                && before.terminatingAt() != null
                && !now.terminatingAt().equals(before.terminatingAt())) {
            changes.add("is to be gone by " + now.terminatingAt());
        }
        if (now.nodeName() != null && before.nodeName() == null) {
            changes.add("is bound to " + now.nodeName());
        }
        if (!now.phase().equals(before.phase())) {
            changes.add("is " + now.phase());
        }
        if (now.ready() != before.ready()) {
            changes.add(now.ready() ? "is Ready" : "is not Ready any more");
        }
        if (!Objects.equals(now.reason(), before.reason())) {
            if (now.reason() != null) {
                changes.add(oneLine(now.reason()));
            } else if (PodTrouble.of(before.reason()).kind() != PodTrouble.Kind.NONE) {
                changes.add("has no trouble any more");
            }
        }
        if (!Objects.equals(now.controllerUid(), before.controllerUid())) {
            changes.add(now.controllerUid() == null ? "has no owner any more" : "has another owner");
        }
        addLabels(now.labels(), before.labels(), changes);
        return changed(pod, changes);
    }

    private static String because(PodVersion pod) {
        return pod.reason() == null || pod.reason().isBlank() ? "" : ": " + oneLine(pod.reason());
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    private static String changed(String what, List<String> changes) {
        if (changes.isEmpty()) {
            return what + " changed";
        }
        List<String> named = changes.subList(0, Math.min(MOST, changes.size()));
        int more = changes.size() - named.size();
        return what + ": " + String.join(", ", named) + (more == 0 ? "" : " and " + more + " more changes");
    }
}
