package io.rollcall.rules.admission.pod;

import io.rollcall.rules.admission.field.FieldErrors;
import io.rollcall.rules.admission.field.LabelRules;
import io.rollcall.rules.admission.field.Place;
import java.util.List;

/** Those fields of a pod spec by which nodes are chosen. */
public final class NodeChoiceRules {

    /** All that eligibility understands: Lt and Gt are there in newer versions. */
    private static final List<String> OPERATORS = List.of("", "Equal", "Exists", "Lt", "Gt");

    private NodeChoiceRules() {}

    /** Checks what eligibility reads and nothing else. */
    public static void check(Place spec, FieldErrors errors) {
        LabelRules.check(spec.at("nodeSelector"), errors);
        AffinityRules.required(spec.at("affinity").at("nodeAffinity"), errors);
        for (Place toleration : spec.at("tolerations").entries()) {
            Place operator = toleration.at("operator");
            if (!OPERATORS.contains(operator.text())) {
                errors.notSupported(operator, OPERATORS.subList(1, OPERATORS.size()));
            } else if (toleration.at("key").text().isEmpty() && !operator.text().equals("Exists")) {
                errors.invalid(operator, TolerationRules.ANY_KEY);
            }
        }
    }
}
