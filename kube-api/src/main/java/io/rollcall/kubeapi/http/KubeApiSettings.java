package io.rollcall.kubeapi.http;

import io.rollcall.kubeapi.access.AccessSettings;
import io.rollcall.kubeapi.tls.Certificate;
import java.util.Optional;

/**
 * Where the API listens, and for whom.
 *
 * @param host address to listen on
 * @param port port to listen on, 0 for a free one
 * @param access who may ask; tokens are needed where other machines reach the address
 * @param certificate what TLS is spoken with; empty for plain HTTP, which only this machine may be offered
 */
public record KubeApiSettings(String host, int port, AccessSettings access, Optional<Certificate> certificate) {

    /** Plain HTTP for this machine alone. */
    public static KubeApiSettings local(int port) {
        return new KubeApiSettings("127.0.0.1", port, AccessSettings.LOCAL, Optional.empty());
    }
}
