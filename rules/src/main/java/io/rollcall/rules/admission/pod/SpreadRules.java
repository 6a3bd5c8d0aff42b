package io.rollcall.rules.admission.pod;

import io.rollcall.rules.admission.field.FieldErrors;
import io.rollcall.rules.admission.field.GoText;
import io.rollcall.rules.admission.field.Place;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Topology spread constraints. */
final class SpreadRules {

    private static final List<String> ACTIONS = List.of("DoNotSchedule", "ScheduleAnyway");

    private SpreadRules() {}

    static void check(Place constraints, FieldErrors errors) {
        SortedSet<String> seen = new TreeSet<>();
        for (Place constraint : constraints.entries()) {
            Place skew = constraint.at("maxSkew");
            if (skew.number() <= 0) {
                errors.invalid(skew, "must be greater than zero");
            }
            Place key = constraint.at("topologyKey");
            if (key.text().isEmpty()) {
                errors.required(key, "can not be empty");
            }
            Place action = constraint.at("whenUnsatisfiable");
            if (!ACTIONS.contains(action.text())) {
                errors.notSupported(action, ACTIONS);
            }
            String pair = "{" + key.text() + ", " + action.text() + "}";
            if (!seen.add(pair)) {
                errors.duplicate(
                        constraint.at("{topologyKey, whenUnsatisfiable}").path(), GoText.quote(pair), "");
            }
        }
    }
}
