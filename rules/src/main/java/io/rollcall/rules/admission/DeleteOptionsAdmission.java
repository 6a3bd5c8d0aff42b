package io.rollcall.rules.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.rules.admission.field.FieldError;
import io.rollcall.rules.admission.field.FieldErrors;
import io.rollcall.rules.admission.field.Place;
import java.util.List;

/** What an API server refuses in the options of a deletion. */
public final class DeleteOptionsAdmission {

    private static final List<String> POLICIES = List.of("Foreground", "Background", "Orphan", "nil");

    private DeleteOptionsAdmission() {}

    /** What is wrong with the options. */
    public static List<FieldError> check(ObjectNode options) {
        FieldErrors errors = new FieldErrors();
        Place policy = Place.of(options).at("propagationPolicy");
        if (!policy.absent() && !Place.of(options).at("orphanDependents").absent()) {
            errors.invalid(policy, "orphanDependents and deletionPropagation cannot be both set");
        }
        if (!policy.absent()
                && (!POLICIES.contains(policy.text()) || policy.text().equals("nil"))) {
            errors.notSupported(policy, POLICIES);
        }
        return errors.list();
    }

    /** The refusal of options with these errors. */
    public static ApiStatus refusal(List<FieldError> errors) {
        return ApiStatus.invalid("meta.k8s.io", "DeleteOptions", "", errors);
    }
}
