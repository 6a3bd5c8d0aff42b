package io.rollcall.projector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the packages of the projector see. */
class ArchitectureTest {

    private static final JavaClasses PROJECTOR = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.rollcall.projector");

    @Test
    @DisplayName("the projector sees events, rules and the Kubernetes API, no other part of the product")
    void modules() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.rollcall.controller..", "io.rollcall.cluster..", "io.rollcall.cli..")
                .check(PROJECTOR);
    }

    @Test
    @DisplayName("only the log and the app see Kafka's clients")
    void kafka() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..projector.view",
                        "..projector.projection",
                        "..projector.query..",
                        "..projector.matrix",
                        "..projector.web..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "io.rollcall.events.serde..")
                .check(PROJECTOR);
    }

    @Test
    @DisplayName("queries never see what writes the view, nor events")
    void queries() {
        noClasses()
                .that()
                .resideInAnyPackage("..projector.query..", "..projector.matrix", "..projector.web..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.rollcall.projector.projection..", "io.rollcall.projector.log..", "io.rollcall.events..")
                .check(PROJECTOR);
    }

    @Test
    @DisplayName("an answer goes one way: what is read, the story of an object, the finding of a slot, the question")
    void wayOfAnAnswer() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("answer")
                .definedBy("..projector.query.answer")
                .layer("read")
                .definedBy("..projector.query.read")
                .layer("story")
                .definedBy("..projector.query.story")
                .layer("finding")
                .definedBy("..projector.query.finding")
                .layer("question")
                .definedBy("..projector.query")
                .whereLayer("answer")
                .mayNotAccessAnyLayer()
                .whereLayer("read")
                .mayOnlyAccessLayers("answer")
                .whereLayer("story")
                .mayOnlyAccessLayers("answer", "read")
                .whereLayer("finding")
                .mayOnlyAccessLayers("answer", "read", "story")
                .check(PROJECTOR);
    }

    @Test
    @DisplayName("what answers are made of sees no database")
    void answers() {
        noClasses()
                .that()
                .resideInAPackage("..projector.query.answer")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "..projector.view")
                .check(PROJECTOR);
    }

    @Test
    @DisplayName("only the web sees HTTP")
    void http() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..projector.web..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..")
                .check(PROJECTOR);
    }

    @Test
    @DisplayName("no cycles between packages")
    void noCycles() {
        slices().matching("io.rollcall.projector.(*)..")
                .should()
                .beFreeOfCycles()
                .check(PROJECTOR);
        slices().matching("io.rollcall.projector.query.(*)..")
                .should()
                .beFreeOfCycles()
                .check(PROJECTOR);
    }
}
