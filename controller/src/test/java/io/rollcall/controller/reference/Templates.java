package io.rollcall.controller.reference;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;

/** Pod templates with what matters to a DaemonSet: an image, and where they may run. */
final class Templates {

    private static final String[] IMAGES = {
        "v%d", "v%d", "v%d", "v%d-broken", "v%d-crash", "v%d-slow2", "v%d-done", "v%d-flap"
    };

    private static final String[] PLACES = {
        "{}",
        "{}",
        "{}",
        "{\"tolerations\":[{\"operator\":\"Exists\"}]}",
        "{\"tolerations\":[{\"key\":\"dedicated\",\"operator\":\"Exists\"}]}",
        "{\"nodeSelector\":{\"gpu\":\"true\"}}",
        "{\"hostNetwork\":true}",
        "{\"affinity\":{\"nodeAffinity\":{\"requiredDuringSchedulingIgnoredDuringExecution\":{\"nodeSelectorTerms\":"
                + "[{\"matchExpressions\":[{\"key\":\"gpu\",\"operator\":\"DoesNotExist\"}]}]}}}}",
        "{\"affinity\":{\"nodeAffinity\":{\"requiredDuringSchedulingIgnoredDuringExecution\":{\"nodeSelectorTerms\":"
                + "[{\"matchExpressions\":[{\"key\":\"zone\",\"operator\":\"In\",\"values\":[\"a\",\"b\"]}]}]}}}}"
    };

    private Templates() {}

    static ObjectNode draw(Agenda agenda, String app, int version) {
        ObjectNode template = SimObject.JSON.createObjectNode();
        template.putObject("metadata").putObject("labels").put("app", app);
        place(agenda, template);
        template.withObject("/spec").putArray("containers").addObject().put("name", "c");
        template.withObject("/spec").put("terminationGracePeriodSeconds", 30);
        image(template, "v" + version);
        return template;
    }

    /** Another place to run, the same image. */
    static void place(Agenda agenda, ObjectNode template) {
        try {
            ObjectNode spec = (ObjectNode) SimObject.JSON.readTree(PLACES[agenda.random.nextInt(PLACES.length)]);
            if (template.path("spec").has("containers")) {
                spec.set("containers", template.path("spec").path("containers"));
                spec.put("terminationGracePeriodSeconds", 30);
            }
            template.set("spec", spec);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void image(ObjectNode template, String image) {
        ((ObjectNode) template.at("/spec/containers/0")).put("image", image);
    }

    static String image(Agenda agenda, int version) {
        return String.format(IMAGES[agenda.random.nextInt(IMAGES.length)], version);
    }
}
