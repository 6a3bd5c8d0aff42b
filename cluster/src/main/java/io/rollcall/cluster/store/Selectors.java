package io.rollcall.cluster.store;

import io.rollcall.cluster.objects.Field;
import io.rollcall.rules.model.LabelSelector;
import io.rollcall.rules.model.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Label selectors in objects. */
public final class Selectors {

    /** Selects everything. */
    public static final LabelSelector EVERYTHING = new LabelSelector(new TreeMap<>(), List.of());

    private Selectors() {}

    /** The selector in a field; one that selects everything when it is absent. */
    public static LabelSelector of(Field selector) {
        List<Requirement> requirements = new ArrayList<>();
        for (Field entry : selector.at("matchExpressions").entries()) {
            requirements.add(new Requirement(
                    entry.at("key").requiredText(),
                    entry.at("operator").requiredText(),
                    entry.at("values").texts()));
        }
        return new LabelSelector(selector.at("matchLabels").textMap(), requirements);
    }
}
