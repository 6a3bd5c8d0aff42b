package io.rollcall.projector.web;

import io.javalin.config.StaticFilesConfig;
import io.javalin.http.staticfiles.Location;

/** The page: files from the class path, below {@code /}. */
final class StaticPage {

    private static final String FOLDER = "/io/rollcall/projector/page";

    private StaticPage() {}

    static void addTo(StaticFilesConfig files) {
        files.add(FOLDER, Location.CLASSPATH);
    }
}
