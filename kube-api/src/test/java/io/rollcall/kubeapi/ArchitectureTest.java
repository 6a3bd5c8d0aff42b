package io.rollcall.kubeapi;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.rollcall.kubeapi");

    @Test
    @DisplayName("outside of HTTP the API sees rules, java, Jackson, the log and itself only")
    void dependencies() {
        classes()
                .that()
                .resideOutsideOfPackage("..kubeapi.http")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.rollcall.kubeapi..",
                        "io.rollcall.rules..",
                        "java..",
                        "javax.net.ssl..",
                        "com.fasterxml.jackson..",
                        "org.slf4j..",
                        "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    @DisplayName("no other part of the product is seen but rules")
    void modules() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.rollcall.cluster..",
                        "io.rollcall.controller..",
                        "io.rollcall.events..",
                        "io.rollcall.projector..",
                        "io.rollcall.cli..")
                .check(CLASSES);
    }

    @Test
    @DisplayName("no cycles between packages")
    void noCycles() {
        slices().matching("io.rollcall.kubeapi.(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}
