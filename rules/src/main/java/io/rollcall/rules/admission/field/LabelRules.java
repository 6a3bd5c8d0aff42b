package io.rollcall.rules.admission.field;

import java.util.Map;

/** Maps of labels: spelling of keys and values. */
public final class LabelRules {

    private LabelRules() {}

    /** Checks the labels of an object, or what is written like them. */
    public static void check(Place labels, FieldErrors errors) {
        for (Map.Entry<String, String> label : labels.textMap().entrySet()) {
            errors.invalidText(labels.path(), label.getKey(), Syntax.qualifiedName(label.getKey()));
            errors.invalidText(labels.path(), label.getValue(), Syntax.labelValue(label.getValue()));
        }
    }
}
