package io.rollcall.events;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What this module may lean on. It ends up in the pipelines of others, so it drags little along. */
class ArchitectureTest {
    private static final String BASE = "io.rollcall.events";
    private static final String BROKER = "io.rollcall.events.broker..";

    private final JavaClasses module = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(BASE);

    @Test
    @DisplayName("packages have no cycles")
    void noCycles() {
        slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(module);
        noClasses()
                .that()
                .resideInAPackage(BASE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(BASE + ".*..")
                .check(module);
    }

    @Test
    @DisplayName("nothing is used but the JDK, Avro, Kafka's clients, Confluent's client, Jackson, SLF4J and JSpecify")
    void fewDependencies() {
        classes()
                .that()
                .resideOutsideOfPackage(BROKER)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "com.sun.net.httpserver..",
                        "org.apache.avro..",
                        "org.apache.kafka.clients..",
                        "org.apache.kafka.common..",
                        "io.confluent.kafka..",
                        "com.fasterxml.jackson..",
                        "org.slf4j..",
                        "org.jspecify..",
                        BASE + "..")
                .check(module);
    }

    @Test
    @DisplayName("nothing else here uses the embedded broker, whose jars others need not have")
    void brokerIsOptional() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BROKER)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(BROKER)
                .check(module);
    }
}
