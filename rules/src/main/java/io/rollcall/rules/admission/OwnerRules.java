package io.rollcall.rules.admission;

import io.rollcall.rules.admission.field.FieldErrors;
import io.rollcall.rules.admission.field.GoText;
import io.rollcall.rules.admission.field.Place;
import java.util.stream.Collectors;

/** metadata.ownerReferences: each names its owner, at most one controls. */
final class OwnerRules {

    private OwnerRules() {}

    static void check(Place owners, FieldErrors errors) {
        String controller = "";
        for (Place owner : owners.entries()) {
            complete(owner.named(owners.path()), errors);
            if (!owner.at("controller").flag()) {
                continue;
            }
            String name = owner.at("kind").text() + "/" + owner.at("name").text();
            if (controller.isEmpty()) {
                controller = name;
            } else {
                errors.invalid(
                        owners.path(),
                        owners.entries().stream()
                                .map(OwnerRules::shown)
                                .collect(Collectors.joining(", ", "[]v1.OwnerReference{", "}")),
                        "Only one reference can have Controller set to true. Found \"true\" in references for "
                                + controller + " and " + name);
            }
        }
    }

    /** Errors name the list, not the entry: so does an API server. */
    private static void complete(Place owner, FieldErrors errors) {
        String apiVersion = owner.at("apiVersion").text();
        if (apiVersion.isEmpty() || apiVersion.endsWith("/")) {
            errors.invalid(owner.at("apiVersion"), "version must not be empty");
        }
        for (String field : new String[] {"kind", "name", "uid"}) {
            if (owner.at(field).text().isEmpty()) {
                errors.invalid(owner.at(field), field + " must not be empty");
            }
        }
        if (apiVersion.equals("v1") && owner.at("kind").text().equals("Event")) {
            errors.invalid(owner.path(), shown(owner), "/v1, Kind=Event is disallowed from being an owner");
        }
    }

    private static String shown(Place owner) {
        return "v1.OwnerReference{APIVersion:" + quoted(owner, "apiVersion") + ", Kind:" + quoted(owner, "kind")
                + ", Name:"
                + quoted(owner, "name") + ", UID:" + quoted(owner, "uid") + ", Controller:"
                + pointer(owner, "controller")
                + ", BlockOwnerDeletion:" + pointer(owner, "blockOwnerDeletion") + "}";
    }

    private static String quoted(Place owner, String field) {
        return GoText.quote(owner.at(field).text());
    }

    /** Go prints an address here, which means nothing; the value does. */
    private static String pointer(Place owner, String field) {
        Place flag = owner.at(field);
        return "(*bool)(" + (flag.absent() ? "nil" : String.valueOf(flag.flag())) + ")";
    }
}
