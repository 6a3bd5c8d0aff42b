package io.rollcall.projector.web;

/**
 * Where metrics are served.
 *
 * @param host address to listen on
 * @param port port to listen on, 0 for a free one, {@link #NOWHERE} for none
 * @param pods whether to show each daemon pod
 */
public record MetricsSettings(String host, int port, boolean pods) {

    /** No port: nothing is served. */
    public static final int NOWHERE = -1;

    /** The port of exporters, if nothing is said. */
    public static final int PORT = 9464;

    /** On this machine alone. */
    public static MetricsSettings local(int port) {
        return new MetricsSettings("127.0.0.1", port, true);
    }
}
