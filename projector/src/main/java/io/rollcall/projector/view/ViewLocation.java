package io.rollcall.projector.view;

import java.nio.file.Path;

/** Where a view stands. */
public sealed interface ViewLocation {

    /** As people know it; without the password. */
    String shown();

    /**
     * A SQLite file that one projector writes.
     *
     * @param path the file; made where it is missing
     */
    record SqliteFile(Path path) implements ViewLocation {
        @Override
        public String shown() {
            return path.toString();
        }
    }

    /**
     * A PostgreSQL database that several projectors may write together.
     *
     * @param url {@code jdbc:postgresql:…}; its parameter currentSchema names the schema, public without it
     * @param user the role that writes; empty for what the URL or the driver's defaults say
     * @param password its password; empty for none
     */
    record PostgresDatabase(String url, String user, String password) implements ViewLocation {
        @Override
        public String shown() {
            int parameters = url.indexOf('?');
            return parameters < 0 ? url : url.substring(0, parameters);
        }

        @Override
        public String toString() {
            return shown();
        }
    }

    /** What URLs of PostgreSQL databases begin with. */
    String POSTGRES_URL = "jdbc:postgresql:";
}
