package io.rollcall.cli.component;

import io.rollcall.cli.console.ExitStatus;
import io.rollcall.cli.console.Streams;
import io.rollcall.cli.console.UserException;
import io.rollcall.events.rights.NeededRight;
import io.rollcall.events.rights.PartRights;
import io.rollcall.events.settings.ClientSettings;
import io.rollcall.events.settings.Settings;
import io.rollcall.events.settings.SettingsDefinition;
import io.rollcall.events.topics.Topic;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;

/** A component that does nothing, each step as slowly as the arguments say; in a process of its own it shows how processes end. */
final class PretendedComponent implements Component {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SLOW = Duration.ofSeconds(3);

    /** How it behaves. */
    enum Manner {
        /** Starts for ever. */
        WAITS,
        /** Cannot start, and takes its time to say so to the log. */
        REFUSES,
        /** Works, and fails for good. */
        FAILS,
        /** Works, and fails for good, perhaps for want of a right, while Kafka does not answer. */
        FAILS_BESIDE_SILENT_KAFKA,
        /** Takes its time to close. */
        CLOSES_SLOWLY,
        /** Never is closed. */
        NEVER_CLOSES
    }

    private final List<Manner> manners;
    private volatile boolean failed;

    private PretendedComponent(List<Manner> manners) {
        this.manners = manners;
    }

    /** The first argument is the deadline in seconds, the others are manners. */
    public static void main(String[] arguments) {
        PretendedComponent component = new PretendedComponent(
                Arrays.stream(arguments).skip(1).map(Manner::valueOf).toList());
        PrintWriter err = new PrintWriter(System.err, true);
        ComponentProcess process = new ComponentProcess(
                component,
                new Streams(new PrintWriter(System.out, true), err),
                Duration.ofSeconds(Long.parseLong(arguments[0])),
                why -> {
                    err.println("told: " + why.getMessage());
                    return why instanceof UserException ? ExitStatus.UNUSABLE : ExitStatus.FAULT;
                });
        System.exit(process.run(Optional.empty()));
    }

    @Override
    public String name() {
        return "pretended";
    }

    @Override
    public SettingsDefinition definition() {
        return ManagementSettings.definition(-1);
    }

    @Override
    public List<? extends Topic<?>> topics() {
        return List.of();
    }

    @Override
    public List<NeededRight> rights(Settings settings) {
        return failed ? List.of(NeededRight.literal(ResourceType.TOPIC, "t", AclOperation.READ, "a test")) : List.of();
    }

    @Override
    public PartRights partRights(Settings settings) {
        return new PartRights(ClientSettings.kafka("127.0.0.1:1"), rights(settings), name());
    }

    @Override
    public Running start(Settings settings, ComponentMetrics metrics) {
        if (manners.contains(Manner.WAITS)) {
            say("waits");
            pause(LONG);
            throw new UserException("it waited in vain");
        }
        if (manners.contains(Manner.REFUSES)) {
            throw new UserException("it cannot start");
        }
        return new Running() {
            @Override
            public String summary() {
                return "at work";
            }

            @Override
            public Optional<String> waiting() {
                return Optional.empty();
            }

            @Override
            public Optional<Failure> failure() {
                if (manners.contains(Manner.FAILS_BESIDE_SILENT_KAFKA)) {
                    failed = true;
                    return Optional.of(new Failure("it has failed", ExitStatus.UNUSABLE));
                }
                return manners.contains(Manner.FAILS)
                        ? Optional.of(new Failure("it has failed", ExitStatus.FAULT))
                        : Optional.empty();
            }

            @Override
            public void close() {
                say("closes");
                if (manners.contains(Manner.CLOSES_SLOWLY)) {
                    pause(SLOW);
                }
                if (manners.contains(Manner.NEVER_CLOSES)) {
                    pause(LONG);
                }
                say("is closed");
            }
        };
    }

    private static void say(String what) {
        System.err.println(what);
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            say("interrupted");
            Thread.currentThread().interrupt();
        }
    }
}
