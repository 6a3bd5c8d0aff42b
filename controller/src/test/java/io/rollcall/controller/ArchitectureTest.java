package io.rollcall.controller;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.rollcall.controller.router.RouterCore;
import io.rollcall.controller.router.RouterTopology;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What may use what, and what decisions may not touch. */
class ArchitectureTest {
    private static final String[] PURE = {
        "io.rollcall.controller.aggregate..", "io.rollcall.controller.shadow..", "io.rollcall.controller.engine.."
    };

    /** Of the router, what is not a part of its topology. */
    private static final List<String> TOPOLOGY_CLASSES =
            List.of("RouterTopology", "RouterProcessor", "StoredRoutedObjects");

    /** These keep a hash table that is looked up and never walked, and say so. */
    private static final List<String> LOOKED_UP_ONLY = List.of("io.rollcall.controller.aggregate.ClusterState");

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.rollcall.controller");

    @Test
    void decisionsSeeNoKafka() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..", "io.confluent..", "org.slf4j..", "io.rollcall.controller.streams..")
                .check(CLASSES);
    }

    @Test
    void decisionsDoNoIoAndStartNoThreads() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.nio.file..",
                                "java.net..",
                                "java.sql..",
                                "java.util.concurrent..",
                                "java.security..")
                        .or(resideInAPackage("java.io")
                                .and(describe(
                                        "are not exceptions",
                                        type -> !type.isAssignableTo(Exception.class)
                                                && !type.getName().equals("java.io.Serializable")))))
                .check(CLASSES);
    }

    @Test
    void decisionsReadNoClockLocaleOrChance() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.util\\.(Random|SplittableRandom|UUID|TimeZone|Date|Calendar)|java\\.time\\.ZoneId")
                .orShould()
                .callMethodWhere(describe(
                        "the clock or the environment is read",
                        call -> List.of(
                                                "now",
                                                "currentTimeMillis",
                                                "nanoTime",
                                                "random",
                                                "getenv",
                                                "getProperty",
                                                "identityHashCode")
                                        .contains(call.getName())
                                && List.of("java.time.Instant", "java.lang.System", "java.lang.Math")
                                        .contains(call.getTargetOwner().getName())))
                .check(CLASSES);
    }

    @Test
    void decisionsDependOnNoDefaultLocale() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .callMethodWhere(describe("the default locale is used", ArchitectureTest::usesDefaultLocale))
                .check(CLASSES);
    }

    @Test
    void decisionsWalkInOrderOnly() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .callCodeUnitWhere(describe("it makes a collection without order", ArchitectureTest::makesUnordered))
                .check(CLASSES);
    }

    @Test
    void routingSeesNoKafka() {
        noClasses()
                .that(resideInAPackage(RouterCore.class.getPackageName())
                        .and(describe("are no part of the topology", ArchitectureTest::isNoPartOfTheTopology)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "org.slf4j..", "io.rollcall.controller.streams..")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.rollcall.controller.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void layers() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("io.rollcall.controller..")
                .layer("aggregate")
                .definedBy("..controller.aggregate..")
                .optionalLayer("shadow")
                .definedBy("..controller.shadow..")
                .layer("streams")
                .definedBy("..controller.streams..")
                .layer("router")
                .definedBy("..controller.router..")
                .layer("decider")
                .definedBy("..controller.decider..")
                .layer("engine")
                .definedBy("..controller.engine..")
                .layer("verification")
                .definedBy("..controller.verification..")
                .layer("app")
                .definedBy("..controller.app..")
                .whereLayer("app")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("verification")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("engine")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("decider")
                .mayOnlyBeAccessedByLayers("verification", "app")
                .whereLayer("router")
                .mayOnlyBeAccessedByLayers("engine", "app")
                .whereLayer("streams")
                .mayOnlyBeAccessedByLayers("router", "decider", "verification")
                .whereLayer("shadow")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("aggregate")
                .mayOnlyBeAccessedByLayers("shadow", "decider", "engine", "verification", "app")
                .check(CLASSES);
    }

    @Test
    void theControllerUsesEventsAndRulesAlone() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.rollcall.projector..", "io.rollcall.cluster..", "io.rollcall.cli..")
                .check(CLASSES);
    }

    private static boolean isNoPartOfTheTopology(JavaClass type) {
        String outermost = type.getName()
                .substring(RouterTopology.class.getPackageName().length() + 1)
                .replaceAll("\\$.*", "");
        return !TOPOLOGY_CLASSES.contains(outermost);
    }

    private static boolean usesDefaultLocale(JavaAccess<?> access) {
        CodeUnitCallTarget target = (CodeUnitCallTarget) access.getTarget();
        String owner = target.getOwner().getName();
        boolean named = target.getRawParameterTypes().stream()
                .anyMatch(type -> type.getName().equals("java.util.Locale"));
        return owner.equals("java.util.Locale") && target.getName().equals("getDefault")
                || owner.equals("java.lang.String")
                        && List.of("format", "formatted", "toLowerCase", "toUpperCase")
                                .contains(target.getName())
                        && !named;
    }

    private static boolean makesUnordered(JavaAccess<?> access) {
        CodeUnitCallTarget target = (CodeUnitCallTarget) access.getTarget();
        String owner = target.getOwner().getName();
        boolean lookedUp = LOOKED_UP_ONLY.contains(access.getOriginOwner().getName());
        boolean hashed = !lookedUp
                && target.getName().equals("<init>")
                && List.of(
                                "java.util.HashMap",
                                "java.util.HashSet",
                                "java.util.IdentityHashMap",
                                "java.util.WeakHashMap")
                        .contains(owner);
        boolean immutable = (owner.equals(Set.class.getName()) || owner.equals(Map.class.getName()))
                && List.of("of", "copyOf", "ofEntries").contains(target.getName())
                // Without arguments it is empty.
                && !target.getRawParameterTypes().isEmpty();
        boolean collected = owner.equals("java.util.stream.Collectors")
                && List.of("toSet", "toMap", "groupingBy", "toUnmodifiableSet", "toUnmodifiableMap")
                        .contains(target.getName())
                // With a supplier of the collection the order is chosen.
                && target.getRawParameterTypes().size() < (target.getName().equals("toMap") ? 4 : 3);
        return hashed || immutable || collected;
    }
}
