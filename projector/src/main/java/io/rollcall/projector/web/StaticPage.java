package io.rollcall.projector.web;

import io.javalin.config.StaticFilesConfig;
import io.javalin.http.staticfiles.Location;
import java.util.Map;

/** The page: files from the class path, below {@code /}. */
final class StaticPage {

    private static final String FOLDER = "/io/rollcall/projector/page";

    /** A new release is seen at the next visit. */
    private static final Map<String, String> HEADERS = Map.of("Cache-Control", "no-cache");

    private StaticPage() {}

    static void addTo(StaticFilesConfig files) {
        files.add(page -> {
            page.directory = FOLDER;
            page.location = Location.CLASSPATH;
            page.headers = HEADERS;
        });
    }
}
