package io.rollcall.cli.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The checked-out repository: its root, its modules, their test sources. */
record Repository(Path root) {

    private static final Pattern MODULE = Pattern.compile("<module>\\s*([^<\\s]+)\\s*</module>");

    /** The repository that this test runs in. */
    static Repository here() throws IOException {
        Path folder =
                Path.of(System.getProperty("basedir", "")).toAbsolutePath().normalize();
        for (Path root = folder; root != null; root = root.getParent()) {
            Path pom = root.resolve("pom.xml");
            if (Files.exists(pom) && MODULE.matcher(Files.readString(pom)).find()) {
                return new Repository(root);
            }
        }
        throw new IllegalStateException("no pom.xml with modules in " + folder + " or above");
    }

    /** Folders of the modules, in the order in which they are built. */
    List<String> modules() throws IOException {
        List<String> modules = new ArrayList<>();
        Matcher module = MODULE.matcher(Files.readString(root.resolve("pom.xml")));
        while (module.find()) {
            modules.add(module.group(1));
        }
        return modules;
    }

    /** The files with tests of a module, in order. */
    List<Path> testSources(String module) throws IOException {
        Path folder = root.resolve(module).resolve("src/test/java");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    /** Path below the root, with slashes. */
    String relative(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }
}
