package io.rollcall.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.projector.query.ExplainQuery;
import io.rollcall.projector.query.ListQuery.DaemonSetEntry;
import io.rollcall.projector.view.ViewDatabase;
import io.rollcall.projector.view.ViewLocation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverviewTest {

    @TempDir
    Path folder;

    @Test
    @DisplayName("a DaemonSet that was deleted after the look at all is left out of the report")
    void deletedMeanwhile() throws Exception {
        Overview overview =
                new Overview(1, 1, 0, List.of(new DaemonSetEntry("default", "nginx", "uid-1", 1, null, null)));

        try (ViewDatabase view = ViewDatabase.open(new ViewLocation.SqliteFile(folder.resolve("view.db")))) {
            assertThat(Overview.report(overview, new ExplainQuery(view))).isEmpty();
        }
    }
}
