package io.rollcall.kubeapi.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import org.jspecify.annotations.Nullable;

/** A request is refused; what a client gets is a Status object with these contents. */
public final class StatusException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final String reason;
    private final transient @Nullable ObjectNode details;

    /**
     * @param code HTTP status code
     * @param reason one word for programs; empty where an API server gives none
     * @param message one line for people
     * @param details field details; null for none
     */
    public StatusException(int code, String reason, String message, @Nullable ObjectNode details) {
        super(message, null, false, false);
        this.code = code;
        this.reason = reason;
        this.details = details;
    }

    /** The same, with what came before it in front of its message. */
    public StatusException after(String before) {
        return new StatusException(code, reason, before + getMessage(), details);
    }

    /** HTTP status code. */
    public int code() {
        return code;
    }

    /** One word for programs. */
    public String reason() {
        return reason;
    }

    /** The Status object. */
    public ObjectNode body() {
        ObjectNode body = Json.object().put("kind", "Status").put("apiVersion", "v1");
        body.putObject("metadata");
        body.put("status", "Failure").put("message", getMessage());
        if (!reason.isEmpty()) {
            body.put("reason", reason);
        }
        if (details != null) {
            body.set("details", details.deepCopy());
        }
        return body.put("code", code);
    }
}
