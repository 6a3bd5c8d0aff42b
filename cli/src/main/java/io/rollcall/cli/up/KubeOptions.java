package io.rollcall.cli.up;

import io.rollcall.cli.console.UserException;
import io.rollcall.cli.secrets.RandomToken;
import io.rollcall.kubeapi.access.AccessSettings;
import io.rollcall.kubeapi.access.Gate;
import io.rollcall.kubeapi.http.KubeApiSettings;
import io.rollcall.kubeapi.tls.Certificate;
import io.rollcall.kubeapi.tls.PemFiles;
import io.rollcall.kubeapi.tls.SelfMade;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options of the Kubernetes API. Where other machines reach it, there are tokens and TLS whatever the options say: what is not given is made
 * and kept in the data folder. Tokens never go without TLS, since kubectl sends none over plain HTTP.
 */
final class KubeOptions {

    private static final Duration KUBERNETES_EVENT_TTL = Duration.ofHours(1);

    @Option(
            names = "--kube-host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = {
                "address on which the Kubernetes API listens (default: ${DEFAULT-VALUE}, plain HTTP for this machine alone);",
                "any other than a loopback address brings TLS and tokens"
            })
    private String host = "";

    @Option(
            names = "--kube-port",
            paramLabel = "PORT",
            defaultValue = "8001",
            description = "port of the Kubernetes API, for kubectl, 0 for a free one (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--kube-certificate",
            paramLabel = "FILE",
            description =
                    "certificate of the Kubernetes API in PEM, with those that vouch for it (default: one is made when it is"
                            + " needed)")
    private @Nullable Path certificate;

    @Option(
            names = "--kube-key",
            paramLabel = "FILE",
            description = "its private key in PEM, in PKCS #8 without a password")
    private @Nullable Path key;

    @Option(
            names = "--kube-read-tokens",
            paramLabel = "FILE",
            description =
                    "tokens that may read, one a line (default: one is made when tokens are needed and none are given)")
    private @Nullable Path readTokens;

    @Option(
            names = "--kube-write-tokens",
            paramLabel = "FILE",
            description = "tokens that may read and write, one a line (default: as for --kube-read-tokens)")
    private @Nullable Path writeTokens;

    @Option(
            names = "--event-ttl",
            paramLabel = "SECONDS",
            defaultValue = "3600",
            description =
                    "how long Kubernetes events are kept after they were written last (default: ${DEFAULT-VALUE})")
    private long eventTtl = KUBERNETES_EVENT_TTL.toSeconds();

    /** @throws UserException when an option has a value that cannot be used */
    void check() {
        if (port < 0 || port > UpCommand.HIGHEST_PORT) {
            throw new UserException(
                    "--kube-port " + port + ": a port from 0 to " + UpCommand.HIGHEST_PORT + " is needed");
        }
        if (eventTtl < 1) {
            throw new UserException("--event-ttl " + eventTtl + ": seconds from 1 on are needed");
        }
        if ((certificate == null) != (key == null)) {
            throw new UserException(
                    "--kube-certificate and --kube-key go together: the one is of no use without the other");
        }
    }

    /** How long events are kept. */
    Duration eventsKept() {
        return Duration.ofSeconds(eventTtl);
    }

    /**
     * Where to listen, and for whom; what is needed and not given is made in the data folder.
     *
     * @throws UserException when a file cannot be used or made
     */
    KubeApiSettings settings(Path data) {
        requireKnownHost();
        try {
            AccessSettings access = access(data);
            Optional<Certificate> tls =
                    access.tokens() || certificate != null ? Optional.of(certificate(data)) : Optional.empty();
            return new KubeApiSettings(host, port, access, tls);
        } catch (IllegalArgumentException e) {
            throw new UserException("--kube-host " + host + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UserException("--data " + data + ": tokens cannot be kept there: " + e.getMessage(), e);
        }
    }

    private void requireKnownHost() {
        try {
            InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new UserException(
                    "--kube-host " + host + ": nobody knows this name; give an address of this machine, or 127.0.0.1",
                    e);
        }
    }

    private AccessSettings access(Path data) throws IOException {
        if (readTokens != null || writeTokens != null) {
            return new AccessSettings(readTokens, writeTokens, List.of());
        }
        if (Gate.isLoopback(host)) {
            return AccessSettings.LOCAL;
        }
        return new AccessSettings(
                RandomToken.in(data.resolve("kube-read-tokens")),
                RandomToken.in(data.resolve("kube-write-tokens")),
                List.of());
    }

    private Certificate certificate(Path data) throws IOException {
        return certificate != null && key != null
                ? PemFiles.read(certificate, key)
                : SelfMade.in(data, names(), Instant.now());
    }

    /** Empty where the machine's own name is known to nobody, as in many containers: nobody asks by it then. */
    private static Optional<String> ownName() {
        try {
            return Optional.of(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException nobodyAsksByIt) {
            return Optional.empty();
        }
    }

    /** Whatever this machine may be called by those who reach it. */
    private SortedSet<String> names() throws IOException {
        SortedSet<String> names = new TreeSet<>(List.of("localhost", "127.0.0.1"));
        InetAddress address = InetAddress.getByName(host);
        List<InetAddress> addresses = address.isAnyLocalAddress()
                ? NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .filter(one -> !one.isLinkLocalAddress())
                        .toList()
                : List.of(address);
        addresses.forEach(one -> names.add(one.getHostAddress().replaceFirst("%.*", "")));
        if (!host.matches("[0-9.]+") && !host.contains(":")) {
            names.add(host);
        } else {
            ownName().ifPresent(names::add);
        }
        return names;
    }
}
