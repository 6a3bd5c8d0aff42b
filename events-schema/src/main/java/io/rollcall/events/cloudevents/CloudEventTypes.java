package io.rollcall.events.cloudevents;

import io.rollcall.events.ActionType;
import io.rollcall.events.AdoptPod;
import io.rollcall.events.ChangeType;
import io.rollcall.events.CommandOutcome;
import io.rollcall.events.CreatePod;
import io.rollcall.events.DeletePods;
import io.rollcall.events.ReleasePod;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The types of events: {@code io.rollcall.<what>.<what happened to it>}. */
public final class CloudEventTypes {

    static final String SYNCED = "io.rollcall.source.synced";
    static final String RELIST_STARTED = "io.rollcall.relist.started";
    static final String RELIST_FINISHED = "io.rollcall.relist.finished";

    private static final String PREFIX = "io.rollcall.";
    private static final String UNKNOWN = "UNKNOWN";

    /** Names of kinds in lower case, by topic; of the last one the records themselves name it. */
    private static final Map<Topic<?>, List<String>> KINDS = Map.of(
            TopicCatalogue.NODE_EVENTS, List.of("node"),
            TopicCatalogue.POD_EVENTS, List.of("pod"),
            TopicCatalogue.DAEMON_SET_EVENTS, List.of("daemonset"),
            TopicCatalogue.CONTROLLER_REVISION_EVENTS, List.of("controllerrevision"),
            TopicCatalogue.CLUSTER_OBJECTS, List.of("namespace", "event"));

    private static final Map<Class<?>, String> WISHES = Map.of(
            CreatePod.class, "create-pod",
            DeletePods.class, "delete-pods",
            AdoptPod.class, "adopt-pod",
            ReleasePod.class, "release-pod");

    private CloudEventTypes() {}

    /** All types that records of the topic have, in a fixed order; none for a topic whose records are no events. */
    public static List<String> of(Topic<?> topic) {
        List<String> types = new ArrayList<>();
        for (String kind : KINDS.getOrDefault(topic, List.of())) {
            known(ChangeType.values()).forEach(change -> types.add(change(kind, change)));
        }
        if (KINDS.containsKey(topic) && topic != TopicCatalogue.CLUSTER_OBJECTS) {
            types.addAll(List.of(SYNCED, RELIST_STARTED, RELIST_FINISHED));
        } else if (topic == TopicCatalogue.COMMANDS) {
            WISHES.keySet().stream().map(CloudEventTypes::command).sorted().forEach(types::add);
        } else if (topic == TopicCatalogue.DECISIONS) {
            known(ActionType.values()).forEach(action -> types.add(decision(action)));
        } else if (topic == TopicCatalogue.COMMAND_RESULTS) {
            known(CommandOutcome.values()).forEach(outcome -> types.add(result(outcome)));
        }
        return List.copyOf(types);
    }

    static String change(String kind, ChangeType change) {
        return PREFIX + kind + "." + lower(change);
    }

    static String command(Class<?> wish) {
        return PREFIX + "command." + WISHES.getOrDefault(wish, lower(UNKNOWN));
    }

    static String decision(ActionType action) {
        return PREFIX + "decision." + lower(action);
    }

    static String result(CommandOutcome outcome) {
        return PREFIX + "command-result." + lower(outcome);
    }

    private static <E extends Enum<E>> List<E> known(E[] values) {
        return Arrays.stream(values)
                .filter(value -> !value.name().equals(UNKNOWN))
                .toList();
    }

    private static String lower(Enum<?> value) {
        return lower(value.name());
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
