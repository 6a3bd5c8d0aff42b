package io.rollcall.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.rollcall.cli");

    @Test
    void packagesFormNoCycles() {
        slices().matching("io.rollcall.cli.(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void commandsDoNotKnowTheirRoot() {
        noClasses()
                .that()
                .resideInAPackage("io.rollcall.cli.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.rollcall.cli")
                .check(classes);
    }

    @Test
    void onlyTheMainClassEndsTheProcess() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Rollcall.class.getName())
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(classes);
    }
}
