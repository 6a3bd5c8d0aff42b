package io.rollcall.cluster.simulated;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.store.Change;
import io.rollcall.cluster.store.DeleteOptions;
import io.rollcall.cluster.store.Meta;
import io.rollcall.cluster.store.Namespaces;
import io.rollcall.cluster.store.ObjectKey;
import io.rollcall.cluster.store.ObjectStore;
import io.rollcall.cluster.store.Selectors;
import io.rollcall.events.ChangeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Empties a namespace that is being deleted and lets it go when nothing is left in it, as Kubernetes' namespace controller does. */
final class NamespaceLifecycle implements Change.Listener {

    /** Owners first: what makes objects anew must not do so while they go. */
    private static final List<ObjectKind> CONTENT =
            List.of(ObjectKind.DAEMON_SET, ObjectKind.CONTROLLER_REVISION, ObjectKind.POD, ObjectKind.EVENT);

    private final ObjectStore store;
    private final Agenda agenda;
    private final Set<String> terminating = new TreeSet<>();

    NamespaceLifecycle(ObjectStore store, Agenda agenda) {
        this.store = store;
        this.agenda = agenda;
    }

    @Override
    public void changed(Change change) {
        if (change.key().kind() == ObjectKind.NAMESPACE) {
            String name = change.key().name();
            if (change.type() == ChangeType.DELETED) {
                terminating.remove(name);
            } else if (Meta.terminating(change.object()) && terminating.add(name)) {
                plan(name);
            }
        } else if (change.type() == ChangeType.DELETED
                && terminating.contains(change.key().namespace())) {
            plan(change.key().namespace());
        }
    }

    private void plan(String name) {
        agenda.plan("namespace/" + name, new Agenda.Task("EMPTY", () -> empty(name)), store.now());
    }

    private void empty(String name) {
        if (!terminating.contains(name)) {
            return;
        }
        List<ObjectKey> left = content(name);
        for (ObjectKey key : left) {
            if (store.find(key).filter(object -> !Meta.terminating(object)).isPresent()) {
                store.delete(key, DeleteOptions.DEFAULT);
            }
        }
        if (content(name).isEmpty()) {
            store.change(Namespaces.key(name), NamespaceLifecycle::letGo);
        }
    }

    private static void letGo(ObjectNode namespace) {
        Meta.child(namespace, "spec").remove("finalizers");
    }

    private List<ObjectKey> content(String name) {
        List<ObjectKey> content = new ArrayList<>();
        for (ObjectKind kind : CONTENT) {
            store.list(kind, name, Selectors.EVERYTHING).forEach(object -> content.add(ObjectKey.of(kind, object)));
        }
        return content;
    }
}
