package io.rollcall.projector.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.status.Failures;
import io.rollcall.kubeapi.store.Choice;
import io.rollcall.projector.view.Tables;
import io.rollcall.projector.view.ViewDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Reads the objects as of one moment. Safe for threads: each question has a connection of its own. */
final class PastReading {

    private final ViewDatabase view;
    private final Tables tables;
    private final KnownVersions versions;

    PastReading(ViewDatabase view, Tables tables, KnownVersions versions) {
        this.view = view;
        this.tables = tables;
        this.versions = versions;
    }

    /** As {@link PastObjects#of}. */
    List<ObjectNode> objects(ResourceType type, Choice choice) {
        return ask(objects -> objects.of(type, choice));
    }

    /** As {@link PastObjects#highestVersion}, which never changes for a moment. */
    long version() {
        return versions.at(tables, () -> ask(PastObjects::highestVersion));
    }

    private interface Question<T> {
        T of(PastObjects objects) throws SQLException;
    }

    private <T> T ask(Question<T> question) {
        try (Connection connection = view.reader()) {
            return question.of(new PastObjects(connection, tables));
        } catch (SQLException e) {
            throw Failures.unavailableNow("the view cannot be read: " + e.getMessage());
        }
    }
}
