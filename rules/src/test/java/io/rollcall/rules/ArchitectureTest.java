package io.rollcall.rules;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.Serializable;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules stay pure: what they see, and what they never call. */
class ArchitectureTest {

    private static final JavaClasses RULES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.rollcall.rules");

    @Test
    @DisplayName("rules see java, Jackson, JSpecify and themselves only")
    void dependencies() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.rollcall.rules..", "java..", "com.fasterxml.jackson..", "org.jspecify..")
                .check(RULES);
    }

    @Test
    @DisplayName("rules read no clock")
    void noClock() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .orShould()
                .callMethodWhere(target(name("now")).and(target(owner(resideInAPackage("java.time..")))))
                .orShould()
                .callMethodWhere(target(nameMatching("currentTimeMillis|nanoTime"))
                        .and(target(owner(equivalentTo(System.class)))))
                .check(RULES);
    }

    @Test
    @DisplayName("rules draw no random numbers, start no threads and read nothing of their surroundings")
    void noRandomness() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.util\\.(Random|SplittableRandom|UUID|Timer|Scanner)|java\\.lang\\.(Thread|Process.*)")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.concurrent..", "java.util.random..", "java.security..")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(Locale.class, "getDefault")
                .orShould()
                .callMethodWhere(target(nameMatching("getenv|getProperty|getProperties"))
                        .and(target(owner(equivalentTo(System.class)))))
                .check(RULES);
    }

    @Test
    @DisplayName("rules do no input or output")
    void noInputOutput() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("java.io..")
                        .and(not(equivalentTo(IOException.class)))
                        .and(not(equivalentTo(Serializable.class))))
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.nio.file..", "java.nio.channels..", "java.sql..")
                .check(RULES);
    }

    @Test
    @DisplayName("rules walk no unordered collection")
    void noUnorderedCollections() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.(HashMap|HashSet|IdentityHashMap|WeakHashMap|Hashtable)")
                .orShould()
                .callMethodWhere(target(nameMatching("of|ofEntries|copyOf"))
                        .and(target(owner(equivalentTo(Set.class).or(equivalentTo(Map.class))))))
                .check(RULES);
    }

    @Test
    @DisplayName("the hot path has no regular expressions and no streams")
    void hotPath() {
        noClasses()
                .that()
                .resideInAnyPackage("..rules.eligibility", "..rules.slot", "..rules.pod", "..rules.status")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.regex..", "java.util.stream..")
                .orShould()
                .callMethodWhere(target(nameMatching("matches|split|replaceAll|replaceFirst|format"))
                        .and(target(owner(equivalentTo(String.class)))))
                .check(RULES);
    }

    @Test
    @DisplayName("no cycles between packages")
    void noCycles() {
        slices().matching("io.rollcall.rules.(*)..").should().beFreeOfCycles().check(RULES);
    }
}
