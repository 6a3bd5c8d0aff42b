package io.rollcall.cli.audit;

import io.rollcall.cli.console.Streams;
import io.rollcall.controller.aggregate.Decider;
import io.rollcall.controller.aggregate.DeciderOptions;
import io.rollcall.events.settings.ClientSettings;
import io.rollcall.events.topics.TopicNames;
import io.rollcall.rules.pod.Placement;
import io.rollcall.rules.profile.RuleProfile;
import java.io.PrintWriter;
import java.io.Writer;
import org.apache.kafka.clients.admin.Admin;

/** {@code rollcall audit verify} of a log in Kafka, without its question which rights are there. */
public final class UncheckedVerification {

    private UncheckedVerification() {}

    /** Whether all is the same. */
    public static boolean of(Admin admin, ClientSettings kafka, TopicNames names, String registryUrl) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return new Verification(
                        names,
                        registryUrl,
                        () -> new Decider(RuleProfile.of("newest"), new DeciderOptions(Placement.BIND, false)),
                        new Streams(nowhere, nowhere))
                .of(
                        new KafkaLog(admin, kafka, names, names.prefix() + "-decider"),
                        new VerificationReport.Text(nowhere));
    }
}
