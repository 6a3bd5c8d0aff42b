package io.rollcall.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.rollcall.cli.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AgeOfAnswersTest {

    private final AtomicReference<@Nullable String> lag = new AtomicReference<>();
    private final AtomicReference<@Nullable URI> asked = new AtomicReference<>();
    private HttpServer projector;

    @BeforeEach
    void start() throws IOException {
        projector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        projector.createContext("/", exchange -> {
            asked.set(exchange.getRequestURI());
            exchange.getResponseHeaders().set("Rollcall-Position", "rollcall.journal-0@41");
            String records = lag.get();
            if (records != null) {
                exchange.getResponseHeaders().set("Rollcall-Lag", records);
            }
            byte[] text = "{\"items\":[]}\n".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
        });
        projector.start();
    }

    @AfterEach
    void stop() {
        projector.stop(0);
    }

    private List<String> said(String... command) {
        String[] all = new String[command.length + 2];
        System.arraycopy(command, 0, all, 0, command.length);
        all[command.length] = "--server";
        all[command.length + 1] = "http://127.0.0.1:" + projector.getAddress().getPort();
        Run run = Run.of(all);
        assertThat(run.status()).isZero();
        return run.err();
    }

    @Test
    @DisplayName("an answer that is behind the log says how far, on standard error")
    void behind() {
        lag.set("12");
        assertThat(said("explain", "ds/nginx")).containsExactly("this is 12 records behind the log");
        assertThat(said("audit", "decisions")).containsExactly("this is 12 records behind the log");
        lag.set(null);
        assertThat(said("explain", "pod/nginx-a")).containsExactly("how far this is behind the log is not known");
        lag.set("0");
        assertThat(said("explain", "ds/nginx")).isEmpty();
    }

    @Test
    @DisplayName("subjects as kubectl knows them, with the kind in any of its names")
    void kinds() {
        lag.set("0");
        for (String kind : new String[] {"ds", "daemonset", "daemonsets", "daemonset.apps"}) {
            said("explain", kind + "/nginx");
            assertThat(String.valueOf(asked.get())).isEqualTo("/api/v1/daemonsets/default/nginx/explain");
            said("audit", "decisions", kind + "/nginx");
            assertThat(String.valueOf(asked.get())).contains("daemonSet=default%2Fnginx");
        }
        for (String kind : new String[] {"po", "pod", "pods"}) {
            said("explain", kind + "/nginx-a");
            assertThat(String.valueOf(asked.get())).isEqualTo("/api/v1/pods/default/nginx-a/explain");
        }
        said("explain", "ds/nginx", "--at", "now");
        assertThat(String.valueOf(asked.get())).isEqualTo("/api/v1/daemonsets/default/nginx/explain");
    }

    @Test
    @DisplayName("a node without a name is a mistake, not all nodes")
    void noNode() {
        Run run = Run.of("explain", "ds/nginx", "--node", "");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).first().asString().contains("--node", "name of a node");
        assertThat(Run.of("audit", "decisions", "--node", "").status()).isEqualTo(2);
    }
}
