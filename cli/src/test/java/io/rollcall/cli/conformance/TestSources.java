package io.rollcall.cli.conformance;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Finds the test methods that name items, by reading the test sources of all modules as the compiler reads them. */
final class TestSources {

    private final List<Proof> proofs = new ArrayList<>();

    private TestSources() {}

    /** The tests that name items: by module, file and place in the file. */
    static List<Proof> proofs(Repository repository) throws IOException {
        TestSources sources = new TestSources();
        for (String module : repository.modules()) {
            sources.read(module, repository.testSources(module));
        }
        return List.copyOf(sources.proofs);
    }

    private void read(String module, List<Path> files) throws IOException {
        if (files.isEmpty()) {
            return;
        }
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK");
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            SortedSet<String> extended = extendedByTests(units);
            units.forEach(unit -> read(module, unit, extended));
        }
    }

    private void read(String module, CompilationUnitTree unit, SortedSet<String> extended) {
        Path source = Path.of(unit.getSourceFile().toUri());
        for (Tree type : unit.getTypeDecls()) {
            if (type instanceof ClassTree top) {
                String doubt = isRun(top, extended) ? "" : "no class named …Test or …IT runs it";
                String name = unit.getPackageName() + "." + top.getSimpleName();
                new TestMethods(module, source, name, proofs).read(top, doubt);
            }
        }
    }

    /** Whether the build runs a class: by its name, or as what a class of such a name extends. */
    private static boolean isRun(ClassTree type, SortedSet<String> extended) {
        String name = type.getSimpleName().toString();
        return hasTestName(name) || extended.contains(name);
    }

    private static SortedSet<String> extendedByTests(List<CompilationUnitTree> units) {
        SortedSet<String> names = new TreeSet<>();
        for (CompilationUnitTree unit : units) {
            for (Tree type : unit.getTypeDecls()) {
                if (type instanceof ClassTree top
                        && hasTestName(top.getSimpleName().toString())) {
                    names.add(simpleName(top.getExtendsClause()));
                }
            }
        }
        return names;
    }

    private static boolean hasTestName(String name) {
        return name.endsWith("Test") || name.endsWith("IT");
    }

    private static String simpleName(@Nullable Tree type) {
        return switch (type) {
            case IdentifierTree identifier -> identifier.getName().toString();
            case MemberSelectTree select -> select.getIdentifier().toString();
            case null, default -> "";
        };
    }
}
