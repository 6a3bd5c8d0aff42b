package io.rollcall.rules.eligibility;

import io.rollcall.rules.model.Int64Text;
import io.rollcall.rules.model.NodeFacts;
import io.rollcall.rules.model.Requirement;
import io.rollcall.rules.model.WellKnown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A requirement of a node selector term, checked once and then evaluated without allocation (semantics 2.3). */
final class CompiledRequirement {

    private enum Test {
        IN,
        NOT_IN,
        EXISTS,
        DOES_NOT_EXIST,
        GREATER,
        LESS,
        INVALID
    }

    private final Requirement source;
    private final boolean field;
    private final Test test;
    private final String[] values;
    private final long operand;

    private CompiledRequirement(Requirement source, boolean field, Test test) {
        this.source = source;
        this.field = field;
        this.test = test;
        this.values = source.values().toArray(new String[0]);
        this.operand = test == Test.GREATER || test == Test.LESS ? Int64Text.value(values[0]) : 0;
    }

    static CompiledRequirement ofLabel(Requirement requirement) {
        Test test = testOf(requirement.operator());
        return new CompiledRequirement(requirement, false, legalOnLabel(requirement, test) ? test : Test.INVALID);
    }

    static CompiledRequirement ofField(Requirement requirement) {
        Test test = testOf(requirement.operator());
        boolean legal = (test == Test.IN || test == Test.NOT_IN)
                && requirement.values().size() == 1
                && requirement.key().equals(WellKnown.NODE_NAME_FIELD);
        return new CompiledRequirement(requirement, true, legal ? test : Test.INVALID);
    }

    boolean valid() {
        return test != Test.INVALID;
    }

    Requirement source() {
        return source;
    }

    /** The node's value for the key; null when it has none. A node without a name has no fields. */
    @Nullable
    String actual(NodeFacts node) {
        if (field) {
            return node.name().isEmpty() ? null : node.name();
        }
        return node.labels().get(source.key());
    }

    boolean holds(NodeFacts node) {
        String actual = actual(node);
        if (actual == null) {
            return !field && (test == Test.NOT_IN || test == Test.DOES_NOT_EXIST);
        }
        return switch (test) {
            case IN -> listed(actual);
            case NOT_IN -> !listed(actual);
            case EXISTS -> true;
            case DOES_NOT_EXIST, INVALID -> false;
            case GREATER -> Int64Text.isNumber(actual) && Int64Text.value(actual) > operand;
            case LESS -> Int64Text.isNumber(actual) && Int64Text.value(actual) < operand;
        };
    }

    private boolean listed(String actual) {
        for (String value : values) {
            if (value.equals(actual)) {
                return true;
            }
        }
        return false;
    }

    private static Test testOf(String operator) {
        return switch (operator) {
            case "In" -> Test.IN;
            case "NotIn" -> Test.NOT_IN;
            case "Exists" -> Test.EXISTS;
            case "DoesNotExist" -> Test.DOES_NOT_EXIST;
            case "Gt" -> Test.GREATER;
            case "Lt" -> Test.LESS;
            default -> Test.INVALID;
        };
    }

    private static boolean legalOnLabel(Requirement requirement, Test test) {
        List<String> values = requirement.values();
        boolean count = switch (test) {
            case IN, NOT_IN -> !values.isEmpty();
            case EXISTS, DOES_NOT_EXIST -> values.isEmpty();
            case GREATER, LESS -> values.size() == 1 && Int64Text.isNumber(values.getFirst());
            case INVALID -> false;
        };
        if (!count || !LabelSyntax.isKey(requirement.key())) {
            return false;
        }
        for (String value : values) {
            if (!LabelSyntax.isValue(value)) {
                return false;
            }
        }
        return true;
    }
}
