package io.rollcall.cli.component;

import io.rollcall.events.rights.NeededRight;
import io.rollcall.events.rights.PartRights;
import io.rollcall.events.settings.Settings;
import io.rollcall.events.settings.SettingsDefinition;
import io.rollcall.events.topics.Topic;
import java.util.List;

/** A kind of component. */
interface Component {

    /** Its name: that of its command. */
    String name();

    /** All of its settings. */
    SettingsDefinition definition();

    /** The topics that it reads and writes. */
    List<? extends Topic<?>> topics();

    /** The part of Rollcall for which {@code rollcall acls} grants that. */
    default String part(Settings settings) {
        return name();
    }

    /** What it has to be allowed in Kafka. */
    List<NeededRight> rights(Settings settings);

    /** The same with who it is in Kafka. */
    default PartRights partRights(Settings settings) {
        return new PartRights(settings.kafka(), rights(settings), part(settings));
    }

    /**
     * Starts it; its topics are there.
     *
     * @param metrics takes what it has to say to Prometheus
     * @throws RuntimeException when it cannot start; the message is one line for whoever has to mend it
     */
    Running start(Settings settings, ComponentMetrics metrics);
}
