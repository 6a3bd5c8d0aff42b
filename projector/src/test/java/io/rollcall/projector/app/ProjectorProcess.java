package io.rollcall.projector.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.events.settings.ClientSettings;
import io.rollcall.events.settings.RegistryAccess;
import io.rollcall.events.topics.TopicNames;
import io.rollcall.projector.projection.Retention;
import io.rollcall.projector.view.Freshness;
import io.rollcall.projector.view.ViewLocation;
import io.rollcall.projector.web.MetricsSettings;
import io.rollcall.projector.web.WebSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A projector in a JVM of its own, so that it can be killed. It tells how far it is, and ends when its input does. */
final class ProjectorProcess implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;
    private static final long PAUSE_NANOS = 500_000;

    /**
     * What it tells.
     *
     * @param read records since it started, all of them committed
     * @param left records of the log that it has not read
     */
    record Progress(long read, long left) {}

    private final Process process;
    private final BufferedReader told;

    private ProjectorProcess(Process process) {
        this.process = process;
        this.told = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Starts one.
     *
     * @param batch records it takes into the view at once, at the most
     * @param fast what makes it start fast
     */
    static ProjectorProcess start(KeptLog log, ViewLocation view, int batch, FastStart fast) throws IOException {
        String place = switch (view) {
            case ViewLocation.SqliteFile file -> file.path().toString();
            case ViewLocation.PostgresDatabase database -> database.url();
        };
        List<String> command = new ArrayList<>(fast.java());
        command.add("-Dorg.apache.avro.SERIALIZABLE_PACKAGES=*");
        command.add(ProjectorProcess.class.getName());
        command.addAll(List.of(log.brokers(), log.registryUrl(), place, Integer.toString(batch)));
        return new ProjectorProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** What it tells next; waits for it. */
    Progress next() throws IOException {
        String line = told.readLine();
        assertThat(line).as("word of a projector at work").isNotNull();
        return progress(line);
    }

    /** The last that it told before it died, and nobody has heard yet. */
    Optional<Progress> last() throws IOException {
        Optional<Progress> last = Optional.empty();
        for (String line = told.readLine(); line != null; line = told.readLine()) {
            last = Optional.of(progress(line));
        }
        return last;
    }

    private static Progress progress(String line) {
        int space = line.indexOf(' ');
        return new Progress(Long.parseLong(line.substring(0, space)), Long.parseLong(line.substring(space + 1)));
    }

    /** SIGKILL. What it has told can still be heard. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /** Lets it end in order. */
    void end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        last();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("exit status").isZero();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        told.close();
    }

    /** Arguments: brokers, registry, the view (a URL or a file), records of a batch. A line for each batch: read, left. */
    public static void main(String[] arguments) throws Exception {
        ViewLocation view = arguments[2].startsWith(ViewLocation.POSTGRES_URL)
                ? new ViewLocation.PostgresDatabase(arguments[2], "", "")
                : new ViewLocation.SqliteFile(Path.of(arguments[2]));
        Map<String, String> kafka = new TreeMap<>();
        kafka.put("bootstrap.servers", arguments[0]);
        kafka.put("max.poll.records", arguments[3]);
        if (view instanceof ViewLocation.PostgresDatabase) {
            // The next one takes the place of the dead one at once, not after its session.
            kafka.put("group.instance.id", "the-one");
        }
        ProjectorConfig config = new ProjectorConfig(
                new ClientSettings(kafka),
                RegistryAccess.open(arguments[1]),
                TopicNames.standard(),
                view,
                "group of " + arguments[2].substring(arguments[2].lastIndexOf('=') + 1),
                Retention.NONE,
                WebSettings.local(0),
                MetricsSettings.local(0));
        try (ProjectorApp projector = ProjectorApp.start(config)) {
            Thread teller = new Thread(() -> tell(projector), "teller");
            teller.setDaemon(true);
            teller.start();
            while (System.in.read() >= 0) {
                // Nothing is said to it; the end of its input is its end.
            }
        }
    }

    private static void tell(ProjectorApp projector) {
        long last = -1;
        while (true) {
            Freshness freshness = projector.freshness();
            long left = freshness.lag().orElse(last);
            if (left != last) {
                last = left;
                System.out.println(freshness.recordsRead() + " " + left);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
