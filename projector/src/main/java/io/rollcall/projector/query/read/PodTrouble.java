package io.rollcall.projector.query.read;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the reason of a pod's phase is about. Wordings of one trouble that alternate, such as ErrImagePull and ImagePullBackOff, are one.
 *
 * @param kind what it is about
 * @param what the resources of which there is too little; for another reason, its text
 */
public record PodTrouble(Kind kind, String what) {

    /** Kinds of trouble. */
    public enum Kind {
        /** Nothing is said, or that the pod is being started. */
        NONE,
        /** The node has too little of something. */
        NO_ROOM,
        /** The node threw the pod out. */
        EVICTED,
        /** An image cannot be had. */
        IMAGE,
        /** A container ends again and again. */
        CRASH,
        /** Something else. */
        OTHER
    }

    private static final Pattern INSUFFICIENT = Pattern.compile(
            "Insufficient ([A-Za-z0-9._/-]+)|OutOf(cpu|memory|pods|ephemeral-storage)\\b|Too many (pods)");
    private static final Pattern IMAGE = Pattern.compile("ErrImage|ImagePull|InvalidImageName|ImageInspectError");
    private static final Pattern CRASH = Pattern.compile("CrashLoopBackOff|^Error$|RunContainerError|OOMKilled");
    private static final Pattern EVICTED = Pattern.compile(
            "^(Evicted|NodeShutdown|Terminated|NodeLost|Preempting|NodeAffinity|UnexpectedAdmissionError)$");
    private static final Pattern STARTING = Pattern.compile("^(ContainerCreating|PodInitializing)$");

    /** What a reason is about; null is the same as no reason. */
    public static PodTrouble of(@Nullable String reason) {
        String text = reason == null ? "" : reason.strip();
        SortedSet<String> resources = insufficient(text);
        if (!resources.isEmpty()) {
            return new PodTrouble(Kind.NO_ROOM, String.join(", ", resources));
        }
        if (IMAGE.matcher(text).find()) {
            return new PodTrouble(Kind.IMAGE, "");
        }
        if (CRASH.matcher(text).find()) {
            return new PodTrouble(Kind.CRASH, "");
        }
        if (EVICTED.matcher(text).find()) {
            return new PodTrouble(Kind.EVICTED, "");
        }
        return text.isEmpty() || STARTING.matcher(text).find()
                ? new PodTrouble(Kind.NONE, "")
                : new PodTrouble(Kind.OTHER, text);
    }

    /** The resources of which a reason says that there is too little, in order. */
    public static SortedSet<String> insufficient(String reason) {
        SortedSet<String> resources = new TreeSet<>();
        Matcher matcher = INSUFFICIENT.matcher(reason);
        while (matcher.find()) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                if (matcher.group(group) != null) {
                    resources.add(matcher.group(group).replaceAll("[.,]+$", ""));
                }
            }
        }
        return resources;
    }
}
