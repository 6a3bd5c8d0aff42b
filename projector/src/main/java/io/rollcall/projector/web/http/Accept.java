package io.rollcall.projector.web.http;

import io.rollcall.projector.web.http.Endpoint.Representation;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The header Accept (RFC 9110, 12.5.1): which way of writing an answer is wanted most. */
public final class Accept {

    private static final String QUALITY = "q=";
    private static final String PROBED = "text/plain";

    private Accept() {}

    /**
     * The most wanted of what there is, the first of those wanted equally.
     *
     * @throws ProblemException when none is wanted at all
     */
    public static Representation choose(@Nullable String accept, List<Representation> there) {
        // What is plain text only is asked for by probes, which accept anything and read the status.
        if (accept == null || accept.isBlank() || there.getLast().mediaType().equals(PROBED) && there.size() == 1) {
            return there.getFirst();
        }
        Representation best = null;
        double highest = 0;
        for (Representation one : there) {
            double quality = quality(accept, one.mediaType());
            if (quality > highest) {
                best = one;
                highest = quality;
            }
        }
        if (best == null) {
            String types = String.join(
                    " or ", there.stream().map(Representation::mediaType).toList());
            throw new ProblemException(new Problem(406, "Not Acceptable", "accept " + types));
        }
        return best;
    }

    /** What the range says that fits most closely. */
    private static double quality(String accept, String mediaType) {
        double quality = 0;
        int closest = -1;
        for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = range.split(";", -1);
            int closeness = closeness(parts[0].strip(), mediaType);
            if (closeness > closest) {
                closest = closeness;
                quality = weight(parts);
            }
        }
        return quality;
    }

    private static int closeness(String range, String mediaType) {
        if (range.equals(mediaType)) {
            return 2;
        }
        if (range.endsWith("/*") && mediaType.startsWith(range.substring(0, range.length() - 1))) {
            return 1;
        }
        return range.equals("*/*") ? 0 : -1;
    }

    private static double weight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i].strip();
            if (part.startsWith(QUALITY)) {
                try {
                    return Double.parseDouble(part.substring(QUALITY.length()));
                } catch (NumberFormatException unreadable) {
                    return 0;
                }
            }
        }
        return 1;
    }
}
