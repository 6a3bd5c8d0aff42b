package io.rollcall.cli.projector;

import picocli.CommandLine.Option;

/** {@code --server}: which projector a command asks. */
public final class ServerOption {

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "${env:ROLLCALL_SERVER:-http://127.0.0.1:8080}",
            description = "The projector to ask (environment ROLLCALL_SERVER; default http://127.0.0.1:8080).")
    private String url = "";

    /** Its address. */
    public String url() {
        return url;
    }
}
