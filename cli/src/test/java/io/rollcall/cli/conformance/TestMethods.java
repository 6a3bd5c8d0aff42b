package io.rollcall.cli.conformance;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The test methods of one file that name items: in their display name, or in the first value of each case where the name of a
 * case begins with that.
 */
final class TestMethods {

    private static final Pattern TEST = Pattern.compile("Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate");
    private static final Pattern CONDITION = Pattern.compile("Disabled\\w*|Enabled\\w*");
    private static final Pattern ASSUMPTION = Pattern.compile("(.*\\.)?(assume\\w+|assumingThat|abort)");

    private final String module;
    private final Path source;
    private final String className;
    private final List<Proof> proofs;

    TestMethods(String module, Path source, String className, List<Proof> proofs) {
        this.module = module;
        this.source = source;
        this.className = className;
        this.proofs = proofs;
    }

    /** Adds the proofs of a class and of the classes in it. */
    void read(ClassTree type, String doubtOfOuter) {
        String doubt = doubtOfOuter.isEmpty() ? condition(type.getModifiers().getAnnotations()) : doubtOfOuter;
        for (Tree member : type.getMembers()) {
            if (member instanceof ClassTree inner) {
                read(inner, doubt);
            } else if (member instanceof MethodTree method) {
                read(type, method, doubt);
            }
        }
    }

    private void read(ClassTree type, MethodTree method, String doubtOfClass) {
        List<? extends AnnotationTree> annotations = method.getModifiers().getAnnotations();
        if (annotations.stream()
                .noneMatch(annotation -> TEST.matcher(name(annotation)).matches())) {
            return;
        }
        SortedSet<Integer> items = new TreeSet<>(ItemNumbers.of(method.getName().toString()));
        boolean casesAreNamed = false;
        for (AnnotationTree annotation : annotations) {
            String name = name(annotation);
            if (name.equals("DisplayName")) {
                values(annotation, "value").forEach(text -> items.addAll(ItemNumbers.of(text)));
            } else if (name.equals("ParameterizedTest") || name.equals("RepeatedTest")) {
                values(annotation, "name").forEach(text -> items.addAll(ItemNumbers.of(text)));
                casesAreNamed |= values(annotation, "name").stream().anyMatch(text -> text.startsWith("{0}"));
            } else if (name.equals("TestFactory")) {
                literals(method).forEach(text -> items.addAll(ItemNumbers.of(text)));
            }
        }
        if (casesAreNamed) {
            annotations.forEach(
                    annotation -> cases(type, method, annotation).forEach(text -> items.addAll(ItemNumbers.of(text))));
        }
        if (!items.isEmpty()) {
            String doubt = doubtOfClass.isEmpty() ? condition(annotations) : doubtOfClass;
            proofs.add(new Proof(
                    module,
                    source,
                    className,
                    method.getName().toString(),
                    items,
                    doubt.isEmpty() ? assumption(method) : doubt));
        }
    }

    private static List<String> cases(ClassTree type, MethodTree test, AnnotationTree annotation) {
        return switch (name(annotation)) {
            case "CsvSource", "ValueSource" -> {
                List<String> cases = new ArrayList<>(values(annotation, "value"));
                cases.addAll(values(annotation, "strings"));
                values(annotation, "textBlock")
                        .forEach(block -> cases.addAll(block.lines().toList()));
                yield cases;
            }
            case "MethodSource" -> {
                List<String> named = values(annotation, "value");
                List<String> sources = named.isEmpty() ? List.of(test.getName().toString()) : named;
                yield type.getMembers().stream()
                        .filter(member -> member instanceof MethodTree method
                                && method != test
                                && sources.contains(method.getName().toString()))
                        .flatMap(member -> literals(member).stream())
                        .toList();
            }
            default -> List.of();
        };
    }

    private static String condition(List<? extends AnnotationTree> annotations) {
        Optional<String> condition = annotations.stream()
                .map(TestMethods::name)
                .filter(name -> CONDITION.matcher(name).matches())
                .findFirst();
        return condition.map(name -> "@" + name + " may keep it from running").orElse("");
    }

    private static String assumption(MethodTree method) {
        List<String> found = new ArrayList<>();
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void unused) {
                String called = call.getMethodSelect().toString();
                if (ASSUMPTION.matcher(called).matches()) {
                    found.add("it may give up at " + called);
                }
                return super.visitMethodInvocation(call, unused);
            }
        }.scan(method, null);
        return found.isEmpty() ? "" : found.getFirst();
    }

    private static String name(AnnotationTree annotation) {
        String name = annotation.getAnnotationType().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** The strings that an annotation gives for one of its elements. */
    private static List<String> values(AnnotationTree annotation, String element) {
        List<String> values = new ArrayList<>();
        for (ExpressionTree argument : annotation.getArguments()) {
            boolean named = argument instanceof AssignmentTree;
            String name = argument instanceof AssignmentTree assignment
                    ? assignment.getVariable().toString()
                    : "value";
            if (name.equals(element)) {
                ExpressionTree value = named ? ((AssignmentTree) argument).getExpression() : argument;
                if (value instanceof NewArrayTree array && array.getInitializers() != null) {
                    array.getInitializers().forEach(each -> values.add(text(each)));
                } else {
                    values.add(text(value));
                }
            }
        }
        return values;
    }

    /** Every string in a piece of code, strings that are put together as one. */
    private static List<String> literals(Tree code) {
        List<String> literals = new ArrayList<>();
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitBinary(BinaryTree sum, @Nullable Void unused) {
                literals.add(text(sum));
                return null;
            }

            @Override
            public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void unused) {
                literals.add(text(literal));
                return null;
            }
        }.scan(code, null);
        return literals;
    }

    /** A constant text; what is not known without compiling is left out. */
    private static String text(Tree expression) {
        return switch (expression) {
            case LiteralTree literal when literal.getValue() instanceof String string -> string;
            case BinaryTree sum
            when sum.getKind() == Tree.Kind.PLUS -> text(sum.getLeftOperand()) + text(sum.getRightOperand());
            case ParenthesizedTree parenthesized -> text(parenthesized.getExpression());
            default -> "";
        };
    }
}
