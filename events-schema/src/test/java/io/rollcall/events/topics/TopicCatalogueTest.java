package io.rollcall.events.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TopicCatalogueTest {
    @Test
    @DisplayName("the catalogue lists every constant once, in the order of their declaration")
    void complete() {
        List<Object> constants = Arrays.stream(TopicCatalogue.class.getDeclaredFields())
                .filter(field -> field.getType() == Topic.class && Modifier.isPublic(field.getModifiers()))
                .<Object>map(field -> {
                    try {
                        return field.get(null);
                    } catch (IllegalAccessException impossible) {
                        throw new AssertionError(impossible);
                    }
                })
                .toList();
        assertThat(TopicCatalogue.all()).isEqualTo(constants).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("names are the public ones")
    void names() {
        assertThat(TopicCatalogue.all().stream().map(Topic::name))
                .containsExactly(
                        "node-events",
                        "pod-events",
                        "daemonset-events",
                        "controllerrevision-events",
                        "command-results",
                        "journal",
                        "commands",
                        "decisions",
                        "status",
                        "revisions",
                        "rejected",
                        "cluster-objects");
    }

    @Test
    @DisplayName("status, revisions and what nobody decides about are compacted, everything else is kept for ever")
    void retention() {
        for (Topic<?> topic : TopicCatalogue.all()) {
            boolean table = topic == TopicCatalogue.STATUS
                    || topic == TopicCatalogue.REVISIONS
                    || topic == TopicCatalogue.CLUSTER_OBJECTS;
            assertThat(topic.cleanup()).as(topic.name()).isEqualTo(table ? Cleanup.COMPACT : Cleanup.KEEP);
            assertThat(topic.retention()).as(topic.name()).isEqualTo(Retention.FOREVER);
        }
    }

    @Test
    @DisplayName("a rejected record has room for the largest input record")
    void rejectedHasRoom() {
        assertThat(TopicCatalogue.all())
                .filteredOn(topic -> topic.partitions() == Partitions.INPUT)
                .allSatisfy(topic -> assertThat(topic.maxMessageBytes())
                        .isEqualTo(4 * 1024 * 1024)
                        .isLessThan(TopicCatalogue.REJECTED.maxMessageBytes()));
    }

    @Test
    @DisplayName("every topic and every field of its value says what it is")
    void documented() {
        for (Topic<?> topic : TopicCatalogue.all()) {
            assertThat(topic.doc()).as(topic.name()).isNotBlank();
            assertThat(topic.keyDoc()).as(topic.name()).isNotBlank();
            assertThat(SpecificData.get().getSchema(topic.value()).getFields())
                    .allSatisfy(field -> assertThat(field.doc())
                            .as(topic.name() + "." + field.name())
                            .isNotBlank());
        }
    }

    @Test
    @DisplayName("the plan gives each topic its partitions, compression and time")
    void plan() {
        TopicPlan plan = new TopicPlan(3, 2, 5, (short) 1, JournalTime.APPENDED);
        assertThat(plan.partitions(TopicCatalogue.POD_EVENTS)).isEqualTo(3);
        assertThat(plan.partitions(TopicCatalogue.JOURNAL)).isEqualTo(2);
        assertThat(plan.partitions(TopicCatalogue.STATUS)).isEqualTo(5);
        assertThat(plan.config(TopicCatalogue.JOURNAL))
                .containsEntry("message.timestamp.type", "LogAppendTime")
                .containsEntry("retention.ms", "-1")
                .containsEntry("compression.type", "uncompressed");
        assertThat(plan.config(TopicCatalogue.NODE_EVENTS)).containsEntry("message.timestamp.type", "CreateTime");
        assertThat(TopicPlan.single(JournalTime.GIVEN).config(TopicCatalogue.JOURNAL))
                .containsEntry("message.timestamp.type", "CreateTime");
    }

    @Test
    @DisplayName("names have the prefix, and are found again by it")
    void prefix() {
        TopicNames names = new TopicNames("blue");
        assertThat(names.of(TopicCatalogue.POD_EVENTS)).isEqualTo("blue.pod-events");
        assertThat(names.valueSubject(TopicCatalogue.POD_EVENTS)).isEqualTo("blue.pod-events-value");
        assertThat(names.topic("blue.pod-events")).contains(TopicCatalogue.POD_EVENTS);
        assertThat(names.topic("rollcall.pod-events")).isEmpty();
        assertThat(TopicNames.standard().of(TopicCatalogue.STATUS)).isEqualTo("rollcall.status");
        assertThatThrownBy(() -> new TopicNames("a b")).hasMessageContaining("'a b'");
    }
}
