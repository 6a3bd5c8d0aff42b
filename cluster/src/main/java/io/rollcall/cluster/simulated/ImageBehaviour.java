package io.rollcall.cluster.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a pod's image does: words in the image name steer the simulated kubelet. */
sealed interface ImageBehaviour {

    /** Ready as soon as it runs, and stays so. */
    record Plain() implements ImageBehaviour {}

    /** Its image can never be pulled. */
    record Broken(String container, String image) implements ImageBehaviour {}

    /** Ends in phase Failed. */
    record Crash() implements ImageBehaviour {}

    /** Ready, and one second later Succeeded. */
    record Done() implements ImageBehaviour {}

    /** Ready after so many seconds. */
    record Slow(long seconds) implements ImageBehaviour {}

    /** Ready, and two seconds later no longer. */
    record Flap() implements ImageBehaviour {}

    /** A word of its own in the name, as in nginx:broken or nginx:v2-slow5, not a part of one as in crashpad. */
    Pattern WORD = Pattern.compile("(?:^|[/:@._-])(?:(broken|crash|done|flap)|slow([0-9]{1,6}))(?=$|[/:@._-])");

    /** The behaviour of a pod: that of its first container whose image says something. */
    static ImageBehaviour of(JsonNode pod) {
        for (JsonNode container : pod.path("spec").path("containers")) {
            String image = container.path("image").asText("");
            Matcher word = WORD.matcher(image);
            if (word.find()) {
                return named(word, container.path("name").asText(""), image);
            }
        }
        return new Plain();
    }

    private static ImageBehaviour named(Matcher word, String container, String image) {
        String seconds = word.group(2);
        if (seconds != null) {
            return new Slow(Long.parseLong(seconds));
        }
        return switch (word.group(1)) {
            case "broken" -> new Broken(container, image);
            case "crash" -> new Crash();
            case "done" -> new Done();
            default -> new Flap();
        };
    }
}
