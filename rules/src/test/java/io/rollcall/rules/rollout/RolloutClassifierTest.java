package io.rollcall.rules.rollout;

import static io.rollcall.rules.given.Given.CURRENT;
import static io.rollcall.rules.given.Given.at;
import static io.rollcall.rules.given.GivenPod.newPod;
import static io.rollcall.rules.given.GivenPod.oldPod;
import static io.rollcall.rules.given.GivenPod.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.rollcall.rules.given.GivenPod;
import io.rollcall.rules.profile.KnownDefect;
import io.rollcall.rules.profile.RuleProfile;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How a rollout sees a slot (semantics 5.2, 5.3). */
class RolloutClassifierTest {

    static Stream<Arguments> slots() {
        return Stream.of(
                arguments("no pod", RolloutClass.EMPTY, List.of()),
                arguments(
                        "C192 a terminating old pod",
                        RolloutClass.EMPTY,
                        List.of(oldPod("a").ready().terminating())),
                arguments("new, unready", RolloutClass.NEW_UNAVAILABLE, List.of(newPod("a"))),
                arguments(
                        "new, ready",
                        RolloutClass.NEW_AVAILABLE,
                        List.of(newPod("a").ready())),
                arguments(
                        "E7 new, Ready for 30 of 60 s",
                        RolloutClass.NEW_UNAVAILABLE,
                        List.of(newPod("a").readySince(at(970)))),
                arguments("old, unready", RolloutClass.OLD_UNAVAILABLE, List.of(oldPod("a"))),
                arguments(
                        "old, ready",
                        RolloutClass.OLD_AVAILABLE,
                        List.of(oldPod("a").ready())),
                arguments("C240 adopted, no hash", RolloutClass.OLD_AVAILABLE, List.of(pod("a").ready())),
                arguments(
                        "old, failed",
                        RolloutClass.FAILED_OLD,
                        List.of(oldPod("a").failed())),
                arguments(
                        "new, failed",
                        RolloutClass.NEW_UNAVAILABLE,
                        List.of(newPod("a").failed())),
                arguments(
                        "C191 both, new unready",
                        RolloutClass.BOTH_NEW_UNAVAILABLE,
                        List.of(oldPod("a").ready(), newPod("b"))),
                arguments(
                        "both, new ready",
                        RolloutClass.BOTH_NEW_AVAILABLE,
                        List.of(oldPod("a"), newPod("b").ready())),
                arguments("two old", RolloutClass.DUPLICATES, List.of(oldPod("a"), oldPod("b"))),
                arguments(
                        "two new and an old", RolloutClass.DUPLICATES, List.of(newPod("a"), oldPod("b"), newPod("c"))),
                arguments(
                        "of two new one terminating",
                        RolloutClass.NEW_AVAILABLE,
                        List.of(newPod("a").ready(), newPod("b").terminating())));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("slots")
    void classify(String name, RolloutClass expected, List<GivenPod> pods) {
        assertThat(RolloutClassifier.classify(
                        pods.stream().map(GivenPod::facts).toList(), CURRENT, null, 60, at(1000), RuleProfile.NEWEST))
                .isEqualTo(expected);
    }

    @Test
    @DisplayName("5.3 upstream takes a failed old pod for any other unavailable one")
    void failedOldUpstream() {
        RuleProfile upstream = RuleProfile.NEWEST.with(KnownDefect.FAILED_POD_DELETED_BY_ROLLOUT);

        assertThat(RolloutClassifier.classify(
                        List.of(oldPod("a").failed().facts()), CURRENT, null, 0, at(1000), upstream))
                .isEqualTo(RolloutClass.OLD_UNAVAILABLE);
    }

    @Test
    @DisplayName("C170 the generation label makes a pod new where the hash does not")
    void generationLabel() {
        GivenPod pod = oldPod("a").label("pod-template-generation", "3").ready();

        assertThat(RolloutClassifier.classify(List.of(pod.facts()), CURRENT, 3L, 0, at(1000), RuleProfile.NEWEST))
                .isEqualTo(RolloutClass.NEW_AVAILABLE);
    }
}
