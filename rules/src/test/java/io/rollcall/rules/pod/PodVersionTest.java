package io.rollcall.rules.pod;

import static io.rollcall.rules.given.GivenPod.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.rules.given.GivenPod;
import io.rollcall.rules.profile.RuleProfile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a pod is of the current template (semantics 3.5). */
class PodVersionTest {

    @ParameterizedTest(name = "{0}: labels {1}, {2} against hash [{3}], generation {4}: {5}, in 1.23 {6}")
    @CsvSource(
            nullValues = "-",
            value = {
                "C170, abc, 1, abc, 1, true,  true",
                "C170, xyz, 1, abc, 1, true,  false",
                "C170, abc, 9, abc, 1, true,  true",
                "C170, -,   1, abc, 1, true,  false",
                "C170, -,   1, '',  1, true,  false",
                "C170, abc, 1, '',  1, true,  false",
                "C171, xyz, 9, abc, 1, false, false",
                "C171, -,   -, abc, 1, false, false",
                "C171, -,   -, '',  1, false, false",
                "C171, '',  -, '',  -, false, false",
                "C171, xyz, 1, abc, -, false, false",
                "3.5,  abc, 1, abc, -, true,  true"
            })
    void isCurrent(
            String item,
            @Nullable String hashLabel,
            @Nullable String generationLabel,
            String currentHash,
            @Nullable Long templateGeneration,
            boolean newest,
            boolean old) {
        GivenPod pod = pod("p");
        if (hashLabel != null) {
            pod.hash(hashLabel);
        }
        if (generationLabel != null) {
            pod.label("pod-template-generation", generationLabel);
        }

        assertThat(PodVersion.isCurrent(pod.facts(), currentHash, templateGeneration, RuleProfile.NEWEST))
                .isEqualTo(newest);
        assertThat(PodVersion.isCurrent(pod.facts(), currentHash, templateGeneration, RuleProfile.of("1.23")))
                .isEqualTo(old);
    }
}
