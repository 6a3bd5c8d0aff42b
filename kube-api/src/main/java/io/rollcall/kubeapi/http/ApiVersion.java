package io.rollcall.kubeapi.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;

/**
 * Which Kubernetes a client may take this server for.
 *
 * @param minor the minor version of Kubernetes 1 whose behaviour is served
 * @param product version of the product, which stands behind it
 */
public record ApiVersion(int minor, String product) {

    /** The Kubernetes whose requests and answers the tests compare with. */
    public static ApiVersion of(String product) {
        return new ApiVersion(32, product);
    }

    /** The document at {@code /version}. */
    ObjectNode document() {
        return Json.object()
                .put("major", "1")
                .put("minor", Integer.toString(minor))
                .put("gitVersion", "v1." + minor + ".0+rollcall-" + product)
                .put("gitCommit", "")
                .put("gitTreeState", "")
                .put("buildDate", "")
                .put("goVersion", "")
                .put("compiler", "")
                .put("platform", "java/" + Runtime.version().feature());
    }
}
