package io.rollcall.kubeapi.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One of the media types that a client accepts.
 *
 * @param name type and subtype
 * @param parameters parameters but for the quality; {@code as}, {@code v} and {@code g} ask for a rendering
 */
record MediaType(String name, SortedMap<String, String> parameters) {

    /** The media types of an Accept header in the order of the client's preference, the first best. */
    static List<MediaType> parse(String header) {
        record Ranked(MediaType type, double quality) {}
        List<Ranked> ranked = new ArrayList<>();
        for (String entry : header.split(",")) {
            String[] parts = entry.trim().split(";");
            SortedMap<String, String> parameters = new TreeMap<>();
            double quality = 1;
            for (int i = 1; i < parts.length; i++) {
                String[] pair = parts[i].trim().split("=", 2);
                if (pair[0].equals("q")) {
                    quality = quality(pair.length > 1 ? pair[1] : "");
                } else if (pair.length > 1) {
                    parameters.put(pair[0], pair[1]);
                }
            }
            if (!parts[0].isBlank()) {
                ranked.add(new Ranked(new MediaType(parts[0].trim().toLowerCase(Locale.ROOT), parameters), quality));
            }
        }
        ranked.sort((one, other) -> Double.compare(other.quality(), one.quality()));
        return ranked.stream().map(Ranked::type).toList();
    }

    /** Whether JSON is one of these. */
    boolean takesJson() {
        return name.equals("application/json") || name.equals("*/*") || name.equals("application/*");
    }

    /** What the client wants the answer rendered as; empty for the object itself. */
    String rendering() {
        return parameters.getOrDefault("as", "");
    }

    /** A parameter; empty when it is not there. */
    String parameter(String parameter) {
        return parameters.getOrDefault(parameter, "");
    }

    private static double quality(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
