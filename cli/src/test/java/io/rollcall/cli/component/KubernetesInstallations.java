package io.rollcall.cli.component;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Installations on Kubernetes that tests look at: the two that are there, some made of the components, and one with topics of another prefix. */
final class KubernetesInstallations {

    static final String OTHER_PREFIX = "other-prefix";

    private static final Path FOLDER = Path.of("..", "ops", "kubernetes");

    private KubernetesInstallations() {}

    /** Renders each, by its name, from a copy in a folder that does not exist yet. */
    static Map<String, KubernetesManifests> render(Path copy) throws IOException, InterruptedException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.toList()) {
                Path target = copy.resolve(FOLDER.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        Map<String, KubernetesManifests> all = new LinkedHashMap<>();
        all.put("base", KubernetesManifests.of(copy));
        all.put("simulated", KubernetesManifests.of(copy.resolve("simulated")));
        all.put("secured", made(copy, "secured", """
                resources: [../base]
                components: [../components/sasl]
                """));
        all.put("everything", made(copy, "everything", """
                resources: [../simulated]
                components: [../components/postgres, ../components/sasl]
                """));
        all.put(OTHER_PREFIX, made(copy, OTHER_PREFIX, """
                resources: [../simulated]
                patches:
                  - patch: |-
                      apiVersion: v1
                      kind: ConfigMap
                      metadata: {name: rollcall}
                      data: {ROLLCALL_TOPIC_PREFIX: other-prefix}
                """));
        return all;
    }

    private static KubernetesManifests made(Path copy, String name, String text)
            throws IOException, InterruptedException {
        Path own = Files.createDirectories(copy.resolve(name));
        Files.writeString(
                own.resolve("kustomization.yaml"),
                "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n" + text);
        return KubernetesManifests.of(own);
    }
}
