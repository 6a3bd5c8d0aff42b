package io.rollcall.cluster.kubeapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.store.ApiException;
import io.rollcall.kubeapi.status.StatusException;
import io.rollcall.rules.admission.ApiStatus;

/** Refusals of the store as answers of the API. */
final class Refusals {

    private Refusals() {}

    static StatusException of(ApiException refusal) {
        ApiStatus status = refusal.status();
        ObjectNode details = refusal.body().get("details") instanceof ObjectNode found ? found : null;
        return new StatusException(status.code(), status.reason(), status.message(), details);
    }
}
