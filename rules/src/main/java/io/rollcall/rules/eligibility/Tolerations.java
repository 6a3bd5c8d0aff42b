package io.rollcall.rules.eligibility;

import io.rollcall.rules.model.Int64Text;
import io.rollcall.rules.model.Taint;
import io.rollcall.rules.model.Toleration;

/** Which taints a toleration covers (semantics 2.4). */
public final class Tolerations {

    private Tolerations() {}

    /** As the other, without the comparison operators Lt and Gt, which clusters have switched off by default. */
    public static boolean tolerates(Toleration toleration, Taint taint) {
        return tolerates(toleration, taint, false);
    }

    /**
     * Whether the toleration covers the taint.
     *
     * @param comparisonOperators whether Lt and Gt count (gate TaintTolerationComparisonOperators); else they cover nothing
     */
    public static boolean tolerates(Toleration toleration, Taint taint, boolean comparisonOperators) {
        if (!toleration.effect().isEmpty() && !toleration.effect().equals(taint.effect())) {
            return false;
        }
        if (!toleration.key().isEmpty() && !toleration.key().equals(taint.key())) {
            return false;
        }
        return switch (toleration.operator()) {
            case "", "Equal" -> toleration.value().equals(taint.value());
            case "Exists" -> true;
            case "Lt" -> comparisonOperators && comparable(toleration, taint) && compare(toleration, taint) < 0;
            case "Gt" -> comparisonOperators && comparable(toleration, taint) && compare(toleration, taint) > 0;
            default -> false;
        };
    }

    private static boolean comparable(Toleration toleration, Taint taint) {
        return Int64Text.isNumber(toleration.value()) && Int64Text.isNumber(taint.value());
    }

    private static int compare(Toleration toleration, Taint taint) {
        return Long.compare(Int64Text.value(taint.value()), Int64Text.value(toleration.value()));
    }
}
