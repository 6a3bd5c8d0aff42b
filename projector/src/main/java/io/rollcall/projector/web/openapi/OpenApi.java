package io.rollcall.projector.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.projector.web.http.Endpoint;
import io.rollcall.projector.web.http.Resource;
import java.util.ArrayList;
import java.util.List;

/** {@code /openapi.json}: all endpoints as they are served, itself included. */
public final class OpenApi implements Resource {

    private final List<Resource> others;

    private OpenApi(List<Resource> others) {
        this.others = others;
    }

    /** Resources, and the description of them all. */
    public static List<Resource> describing(List<Resource> resources) {
        List<Resource> all = new ArrayList<>(resources);
        all.add(new OpenApi(resources));
        return List.copyOf(all);
    }

    @Override
    public List<Endpoint> endpoints() {
        List<Endpoint> all = new ArrayList<>();
        others.forEach(resource -> all.addAll(resource.endpoints()));
        Document document = new Document();
        Endpoint self = Endpoint.get(
                "/openapi.json", "This description, as OpenAPI 3.1.", JsonNode.class, request -> document.write(all));
        all.add(self);
        return List.of(self);
    }
}
