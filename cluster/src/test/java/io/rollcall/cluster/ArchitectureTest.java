package io.rollcall.cluster;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLUSTER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.rollcall.cluster");

    private static final String[] DETERMINISTIC = {
        "io.rollcall.cluster.objects..",
        "io.rollcall.cluster.store..",
        "io.rollcall.cluster.simulated..",
        "io.rollcall.cluster.actuator.."
    };

    @Test
    @DisplayName("cluster uses events-schema, rules and kube-api, no other module")
    void modules() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.rollcall.controller..", "io.rollcall.projector..", "io.rollcall.cli..")
                .check(CLUSTER);
    }

    @Test
    void noPackageCycles() {
        slices().matching("io.rollcall.cluster.(*)..").should().beFreeOfCycles().check(CLUSTER);
    }

    @Test
    @DisplayName("objects, store, simulated cluster and actuator see no Kafka client, clock or randomness")
    void deterministic() {
        noClasses()
                .that()
                .resideInAnyPackage(DETERMINISTIC)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "java.nio.file..", "java.net..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(InstantSource.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Random.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocalRandom.class)
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(CLUSTER);
    }
}
