package io.rollcall.rules.admission;

import io.rollcall.rules.admission.field.FieldErrors;
import io.rollcall.rules.admission.field.GoText;
import io.rollcall.rules.admission.field.Place;
import io.rollcall.rules.admission.field.Syntax;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** spec.updateStrategy and its budgets (semantics 1.6). */
final class StrategyRules {

    static final List<String> TYPES = List.of("RollingUpdate", "OnDelete");
    private static final BigInteger HUNDRED = BigInteger.valueOf(100);

    private StrategyRules() {}

    static void check(Place strategy, FieldErrors errors) {
        Place rolling = strategy.at("rollingUpdate");
        switch (strategy.at("type").text()) {
            case "OnDelete" -> {
                // Its budgets count nowhere.
            }
            case "RollingUpdate" -> {
                if (rolling.absent()) {
                    errors.required(rolling);
                } else {
                    budgets(rolling.at("maxUnavailable"), rolling.at("maxSurge"), errors);
                }
            }
            default -> errors.notSupported(strategy.path(), shown(strategy), TYPES);
        }
    }

    /** Both budgets: each well formed, exactly one of them more than nothing. */
    static void budgets(Place unavailable, Place surge, FieldErrors errors) {
        wellFormed(unavailable, errors);
        wellFormed(surge, errors);
        atMostAll(unavailable, errors);
        atMostAll(surge, errors);
        boolean hasUnavailable = amount(unavailable).signum() != 0;
        boolean hasSurge = amount(surge).signum() != 0;
        if (hasUnavailable && hasSurge) {
            errors.invalid(surge.path(), GoText.intOrString(surge), "may not be set when maxUnavailable is non-zero");
        } else if (!hasUnavailable && !hasSurge) {
            errors.required(unavailable, "cannot be 0 when maxSurge is 0");
        }
    }

    private static void wellFormed(Place budget, FieldErrors errors) {
        if (budget.node().isTextual()) {
            Syntax.percent(budget.text())
                    .forEach(problem -> errors.invalid(budget.path(), GoText.intOrString(budget), problem));
        } else {
            errors.notNegative(budget);
        }
    }

    private static void atMostAll(Place budget, FieldErrors errors) {
        if (percent(budget).filter(value -> value.compareTo(HUNDRED) > 0).isPresent()) {
            errors.invalid(budget.path(), GoText.intOrString(budget), "must not be greater than 100%");
        }
    }

    private static Optional<BigInteger> percent(Place budget) {
        String text = budget.text();
        return Syntax.percent(text).isEmpty()
                ? Optional.of(new BigInteger(text.substring(0, text.length() - 1)))
                : Optional.empty();
    }

    /** How much it is, before it is resolved against a number of nodes; text that is neither counts as a number if it is one. */
    private static BigInteger amount(Place budget) {
        if (!budget.node().isTextual()) {
            return BigInteger.valueOf(budget.number());
        }
        return percent(budget)
                .orElseGet(() ->
                        budget.text().matches("[+-]?[0-9]{1,18}") ? new BigInteger(budget.text()) : BigInteger.ZERO);
    }

    /** Go prints the address of what a pointer shows; only nil means something. */
    private static String shown(Place strategy) {
        String rolling = strategy.at("rollingUpdate").absent() ? "nil" : "0x0";
        return "apps.DaemonSetUpdateStrategy{Type:"
                + GoText.quote(strategy.at("type").text()) + ", RollingUpdate:(*apps.RollingUpdateDaemonSet)(" + rolling
                + ")}";
    }
}
