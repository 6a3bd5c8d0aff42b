package io.rollcall.rules.admission.pod;

import io.rollcall.rules.admission.field.FieldErrors;
import io.rollcall.rules.admission.field.GoText;
import io.rollcall.rules.admission.field.Place;
import io.rollcall.rules.admission.field.Syntax;
import java.util.List;

/** Tolerations, and the effects that they share with taints (semantics 1.6). */
public final class TolerationRules {

    private static final List<String> EFFECTS = List.of("NoSchedule", "PreferNoSchedule", "NoExecute");
    private static final List<String> OPERATORS = List.of("Equal", "Exists");

    static final String ANY_KEY =
            "operator must be Exists when `key` is empty, which means \"match all values and all keys\"";

    private TolerationRules() {}

    static void check(Place tolerations, FieldErrors errors) {
        tolerations.entries().forEach(toleration -> one(toleration, errors));
    }

    private static void one(Place toleration, FieldErrors errors) {
        Place key = toleration.at("key");
        Place operator = toleration.at("operator");
        Place effect = toleration.at("effect");
        Place value = toleration.at("value");
        if (!key.text().isEmpty()) {
            errors.invalidText(key, Syntax.qualifiedName(key.text()));
        } else if (!operator.text().equals("Exists")) {
            errors.invalid(operator, ANY_KEY);
        }
        if (!toleration.at("tolerationSeconds").absent() && !effect.text().equals("NoExecute")) {
            errors.invalid(effect, "effect must be 'NoExecute' when `tolerationSeconds` is set");
        }
        switch (operator.text()) {
            case "", "Equal" -> joined(operator.path(), value.text(), errors);
            case "Exists" -> {
                if (!value.text().isEmpty()) {
                    errors.invalid(
                            operator.path(), shown(toleration), "value must be empty when `operator` is 'Exists'");
                }
            }
            default -> errors.notSupported(operator, OPERATORS);
        }
        if (!effect.text().isEmpty()) {
            effect(effect, errors);
        }
    }

    /** The effect of a taint or toleration, which is not empty. */
    public static void effect(Place effect, FieldErrors errors) {
        if (!EFFECTS.contains(effect.text())) {
            errors.notSupported(effect, EFFECTS);
        }
    }

    /** A value that is compared with labels' values: one error for all its problems. */
    public static void joined(String path, String value, FieldErrors errors) {
        List<String> problems = Syntax.labelValue(value);
        if (!problems.isEmpty()) {
            errors.invalid(path, GoText.quote(value), String.join(";", problems));
        }
    }

    private static String shown(Place toleration) {
        Place seconds = toleration.at("tolerationSeconds");
        return "core.Toleration{Key:" + quoted(toleration, "key") + ", Operator:" + quoted(toleration, "operator")
                + ", Value:" + quoted(toleration, "value") + ", Effect:" + quoted(toleration, "effect")
                + ", TolerationSeconds:(*int64)(" + (seconds.absent() ? "nil" : String.valueOf(seconds.number()))
                + ")}";
    }

    private static String quoted(Place toleration, String field) {
        return GoText.quote(toleration.at(field).text());
    }
}
