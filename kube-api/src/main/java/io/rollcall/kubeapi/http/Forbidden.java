package io.rollcall.kubeapi.http;

import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.status.Failures;
import io.rollcall.kubeapi.status.StatusException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What one is told who may only read and wants to write: verb, resource and place, as a real server's authorizer words them. */
final class Forbidden {

    private static final String IMPERSONATE = "impersonate-";
    private static final String USER = "User \"rollcall:reader\" cannot ";

    private Forbidden() {}

    static StatusException reader(Request request) {
        List<String> steps = MomentRouter.present(request).steps();
        Optional<ResourcePath> place = ResourcePath.at(steps);
        if (place.isEmpty() || place.get().type().isEmpty()) {
            return Failures.forbidden(
                    USER + request.method().toLowerCase(Locale.ROOT) + " path \"" + request.path() + "\"");
        }
        ResourcePath path = place.get();
        ResourceType type = path.type().get();
        String resource = path.resource() + (path.subresource().isEmpty() ? "" : "/" + path.subresource());
        String namespace = type == ResourceType.NAMESPACES ? path.name() : path.namespace();
        String where = namespace.isEmpty() ? "at the cluster scope" : "in the namespace \"" + namespace + "\"";
        return Failures.forbidden(
                type,
                path.name(),
                USER + verb(request.method(), path.name().isEmpty()) + " resource \"" + resource + "\" in API group \""
                        + type.group() + "\" " + where);
    }

    /** As whom a request is to be carried out; empty when as who asks. */
    static Optional<String> impersonated(Request request) {
        return request.headers().keySet().stream()
                .filter(name -> name.startsWith(IMPERSONATE))
                .findFirst()
                .map(any -> request.headers().getOrDefault(IMPERSONATE + "user", ""));
    }

    /** There are no users that one could act as. */
    static StatusException impersonation(String wanted, boolean reader) {
        return new StatusException(
                403,
                "Forbidden",
                "users \"" + wanted + "\" is forbidden: User \"rollcall:" + (reader ? "reader" : "writer")
                        + "\" cannot impersonate resource \"users\" in API group \"\" at the cluster scope",
                Json.object().put("name", wanted).put("kind", "users"));
    }

    private static String verb(String method, boolean collection) {
        return switch (method) {
            case "POST" -> "create";
            case "PUT" -> "update";
            case "DELETE" -> collection ? "deletecollection" : "delete";
            default -> method.toLowerCase(Locale.ROOT);
        };
    }
}
