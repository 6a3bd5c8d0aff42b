package io.rollcall.kubeapi.access;

import java.util.Optional;

/** What the gate says of a request. */
public enum Verdict {
    /** It may do what it wants. */
    ADMITTED,
    /** No token came with it, and one is needed. */
    NO_TOKEN,
    /** The token that came with it is not known. */
    UNKNOWN_TOKEN,
    /** Its token may read, and it wants to write. */
    READER_ONLY,
    /** It asks for a host that is not this server: perhaps a page elsewhere gave its own name this machine's address. */
    OTHER_HOST,
    /** A page of another site wants to change something. */
    OTHER_SITE;

    private static final String REALM = "Bearer realm=\"rollcall\"";

    /** The header WWW-Authenticate of the refusal; empty when a token would not help. */
    public Optional<String> challenge() {
        return switch (this) {
            case NO_TOKEN -> Optional.of(REALM);
            case UNKNOWN_TOKEN -> Optional.of(REALM + ", error=\"invalid_token\"");
            case READER_ONLY -> Optional.of(REALM + ", error=\"insufficient_scope\"");
            case ADMITTED, OTHER_HOST, OTHER_SITE -> Optional.empty();
        };
    }
}
