package io.rollcall.controller.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the simulation bites: a mistake planted in one rule is found, and soon. */
@Tag("slow")
class PlantedBugsTest {

    private static final int SEEDS = 2_000;

    @ParameterizedTest(name = "{0}")
    @EnumSource(PlantedBug.class)
    @DisplayName("a mistake planted in one rule is found by a drawn history")
    void isFound(PlantedBug bug) throws ClassNotFoundException {
        assertThat(Class.forName(bug.className).getDeclaredMethods())
                .as("the rule that %s is planted in", bug)
                .extracting(Method::getName)
                .contains(bug.method);
        PlantedDeciders planted = new PlantedDeciders(bug);
        Optional<String> found = Optional.empty();
        long seed = 0;
        while (found.isEmpty() && seed < SEEDS) {
            seed++;
            found = Run.of(Histories.of(seed), new Coverage(), planted::decider);
        }
        assertThat(found).as("%s is not found in %d histories", bug, SEEDS).isPresent();
        String what = found.orElseThrow();
        System.out.printf("%s: found by seed %d: %.160s%n", bug, seed, what);
    }
}
