package io.rollcall.projector.web;

import io.javalin.config.StaticFilesConfig;
import io.javalin.http.staticfiles.Location;
import java.util.Map;

/** The page: files from the class path, below {@code /}. */
final class StaticPage {

    private static final String FOLDER = "/io/rollcall/projector/page";

    /** Everything comes from here: nothing inline, nothing from elsewhere. A new release is seen at the next visit. */
    private static final Map<String, String> HEADERS = Map.of(
            "Cache-Control", "no-cache",
            "Content-Security-Policy",
                    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none';"
                            + " frame-ancestors 'none'",
            "Referrer-Policy", "no-referrer",
            "X-Content-Type-Options", "nosniff");

    private StaticPage() {}

    static void addTo(StaticFilesConfig files) {
        files.add(page -> {
            page.directory = FOLDER;
            page.location = Location.CLASSPATH;
            page.headers = HEADERS;
        });
    }
}
