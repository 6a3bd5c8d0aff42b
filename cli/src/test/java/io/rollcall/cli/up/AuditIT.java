package io.rollcall.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.cli.Run;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decisions of a real run, as a user asks for them and verifies them: while it runs, after a kill, and after somebody changed a byte. */
class AuditIT {

    private static final int WORKERS = 3;
    private static final String AT_REST = "default/nginx: every eligible node has its pod (3 of 4 nodes)";
    private static final Pattern ADDRESSES =
            Pattern.compile("Rollcall is up\\. Kafka (\\S+), schema registry (\\S+), web API (\\S+), log .*");
    private static final String REASON = "MISSING_POD";

    /** In a batch of Kafka's log: where its length stands, its checksum, and what that is over. */
    private static final int LENGTH_AT = 8;

    private static final int CRC_AT = 17;
    private static final int SUMMED_FROM = 21;
    private static final int BEFORE_LENGTH = 12;

    @Test
    @DisplayName(
            "decisions and timelines by command; verified while it runs, after a kill and a second start, and not once"
                    + " a byte is another")
    void audited(@TempDir Path folder) throws Exception {
        Path data = folder.resolve("data");
        String manifest = Path.of("..", "examples", "nginx.yaml").toString();
        try (UpProcess up = UpProcess.start(data, "--nodes", String.valueOf(WORKERS), "--apply", manifest)) {
            up.awaitLine(AT_REST::equals);
            Matcher addresses = ADDRESSES.matcher(up.awaitLine(line -> line.startsWith("Rollcall is up.")));
            assertThat(addresses.matches()).isTrue();
            asked(addresses.group(3));
            verified("--bootstrap-server", addresses.group(1), "--registry", addresses.group(2));
            up.kill();
        }
        try (UpProcess up = UpProcess.start(data, "--nodes", String.valueOf(WORKERS))) {
            up.awaitLine(AT_REST::equals);
            up.stop();
        }
        verified("--data", data.toString());
        changed(data);
    }

    private static void asked(String server) {
        Run run = Run.of("audit", "decisions", "ds/nginx", "--server", server, "--output=json");
        assertThat(run.json("decision"))
                .hasSize(WORKERS)
                .allSatisfy(
                        decision -> assertThat(decision.path("reason").asText()).isEqualTo(REASON));
        JsonNode first = run.json("decision").getFirst();
        assertThat(Run.of(
                                "audit",
                                "decisions",
                                "--server",
                                server,
                                "--until",
                                first.path("at").asText())
                        .out())
                .isEmpty();
        assertThat(Run.of("audit", "decisions", "--server", server, "--output=csv", "--node", "node-1")
                        .out())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("at,daemonSet,node,action,pod,");
        assertThat(Run.of("audit", "timeline", "--node", "node-1", "--server", server)
                        .out())
                .anySatisfy(line -> assertThat(line)
                        .contains("default/nginx: create " + pod(run, "node-1") + " (revision 1), done after "));
        assertThat(Run.of("audit", "decisions", "ds/none", "--server", server).status())
                .isEqualTo(2);
        assertThat(Run.of("diff", "@" + first.path("at").asText(), "@now", "--server", server, "--output=json")
                        .json("daemonSet"))
                .singleElement()
                .satisfies(diff -> {
                    assertThat(diff.at("/b/podsAtEnd").asInt()).isEqualTo(WORKERS);
                    assertThat(diff.path("gains")).isNotEmpty();
                });
        assertThat(Run.of("diff", "@now", "@now", "--server", server).status()).isZero();
    }

    private static String pod(Run run, String node) {
        return run.json("decision").stream()
                .filter(decision -> decision.path("node").asText().equals(node))
                .findFirst()
                .orElseThrow()
                .path("pod")
                .asText();
    }

    private static void verified(String... where) {
        Run run = verify(where);
        assertThat(run.status()).as(run.out() + "\n" + run.err()).isZero();
        JsonNode partition = run.json("partition").getFirst();
        assertThat(partition.at("/compared/decision").asInt()).isEqualTo(WORKERS);
        assertThat(partition.at("/compared/command").asInt()).isEqualTo(WORKERS);
        assertThat(partition.path("decidedUpTo").asLong())
                .isGreaterThanOrEqualTo(partition.path("journalRecords").asLong());
        assertThat(run.json("summary").getFirst().path("same").asBoolean()).isTrue();
    }

    private static Run verify(String... where) {
        String[] args = new String[3 + where.length];
        args[0] = "audit";
        args[1] = "verify";
        args[2] = "--output=json";
        System.arraycopy(where, 0, args, 3, where.length);
        return Run.of(args);
    }

    private static void changed(Path data) throws IOException {
        Path log = data.resolve("broker").resolve("rollcall.decisions-0").resolve("00000000000000000000.log");
        byte[] sound = Files.readAllBytes(log);
        byte[] bytes = sound.clone();
        int at = indexOf(bytes, REASON.getBytes(StandardCharsets.UTF_8));
        bytes[at] = 'X';

        Files.write(log, bytes);
        Run damaged = verify("--data", data.toString());
        assertThat(damaged.status()).as(damaged.out() + "\n" + damaged.err()).isEqualTo(1);
        JsonNode broken = damaged.json("difference").getFirst();
        assertThat(broken.at("/record/topic").asText()).isEqualTo("rollcall.decisions");
        assertThat(broken.path("recorded").asText()).contains("checksum");

        repairChecksum(bytes, at);
        Files.write(log, bytes);
        Run forged = verify("--data", data.toString());
        assertThat(forged.status()).as(forged.out() + "\n" + forged.err()).isEqualTo(1);
        JsonNode difference = forged.json("difference").getFirst();
        assertThat(difference.path("what").asText()).isEqualTo("decision");
        assertThat(difference.path("field").asText()).isEqualTo("reason");
        assertThat(difference.path("recorded").asText()).isEqualTo("\"XISSING_POD\"");
        assertThat(difference.path("recomputed").asText()).isEqualTo("\"MISSING_POD\"");
        assertThat(difference.at("/record/topic").asText()).isEqualTo("rollcall.decisions");
        assertThat(difference.at("/journal/topic").asText()).isEqualTo("rollcall.journal");

        Files.write(log, sound);
        verified("--data", data.toString());
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int at = 0; at <= bytes.length - wanted.length; at++) {
            if (java.util.Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        throw new AssertionError("the text is not in the file");
    }

    /** As somebody would who wants the change to pass. */
    private static void repairChecksum(byte[] bytes, int changed) {
        ByteBuffer log = ByteBuffer.wrap(bytes);
        int batch = 0;
        int end = BEFORE_LENGTH + log.getInt(LENGTH_AT);
        while (end <= changed) {
            batch = end;
            end = batch + BEFORE_LENGTH + log.getInt(batch + LENGTH_AT);
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes, batch + SUMMED_FROM, end - batch - SUMMED_FROM);
        log.putInt(batch + CRC_AT, (int) crc.getValue());
    }
}
