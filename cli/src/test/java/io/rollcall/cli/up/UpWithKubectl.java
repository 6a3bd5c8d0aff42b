package io.rollcall.cli.up;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rollcall.cli.up.Kubectl.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One {@code rollcall up} for all tests of a class, and an unmodified kubectl with the kubeconfig that it wrote. */
final class UpWithKubectl implements BeforeAllCallback, AfterAllCallback {

    /** The manifests that are shown to users. */
    static final Path EXAMPLES = Path.of("..", "examples").toAbsolutePath().normalize();

    private static final String ANNOUNCED = "Kubernetes API ";

    private final Function<Path, List<String>> arguments;
    private @Nullable Path folder;
    private @Nullable UpProcess up;
    private @Nullable Kubectl kubectl;
    private String url = "";

    private UpWithKubectl(Function<Path, List<String>> arguments) {
        this.arguments = arguments;
    }

    /** Started with these arguments. */
    static UpWithKubectl with(String... arguments) {
        return new UpWithKubectl(folder -> List.of(arguments));
    }

    /** Started with arguments that name files of a folder. */
    static UpWithKubectl withFiles(Function<Path, List<String>> arguments) {
        return new UpWithKubectl(arguments);
    }

    /** The examples' files, by name. */
    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        assumeTrue(Kubectl.isInstalled(), "kubectl is not installed");
        Path made = Files.createTempDirectory("up");
        folder = made;
        UpProcess process =
                UpProcess.start(made.resolve("data"), arguments.apply(made).toArray(String[]::new));
        up = process;
        String line = process.awaitLine(told -> told.startsWith(ANNOUNCED));
        url = line.substring(ANNOUNCED.length(), line.indexOf(": kubectl"));
        kubectl = new Kubectl(made.resolve("data").resolve("kubeconfig"), Files.createDirectory(made.resolve("home")));
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (up != null) {
            up.kill();
        }
        if (folder != null) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Where the Kubernetes API is. */
    String url() {
        return url;
    }

    /** A folder for files of the tests. */
    Path folder() {
        if (folder == null) {
            throw new IllegalStateException("not started");
        }
        return folder;
    }

    Kubectl kubectl() {
        if (kubectl == null) {
            throw new IllegalStateException("not started");
        }
        return kubectl;
    }

    Result run(String command) throws Exception {
        return kubectl().run(command);
    }

    /** What a command printed that must succeed. */
    String ok(String command) throws Exception {
        Result result = run(command);
        if (up != null) {
            up.end().ifPresent(end -> fail(command + ": " + end));
        }
        return result.ok();
    }
}
