package io.rollcall.controller.aggregate;

import io.rollcall.controller.aggregate.Scenario.Fixture;
import io.rollcall.events.ChangeType;
import io.rollcall.events.Revision;
import io.rollcall.events.RevisionObserved;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** ControllerRevisions as events. */
final class RevisionFixtures {

    private RevisionFixtures() {}

    static RevisionObserved.Builder owned(String hash, long number, String image) {
        return orphan(hash, number, image).setController(Fixtures.owner("agent", Fixtures.DS));
    }

    static RevisionObserved.Builder orphan(String hash, long number, String image) {
        return RevisionObserved.newBuilder()
                .setChange(ChangeType.ADDED)
                .setNamespace("default")
                .setName("agent-" + hash)
                .setUid("uid-of-" + hash)
                .setResourceVersion("1")
                .setLabels(Fixtures.labels(Fixtures.APP, "agent"))
                .setRevision(number)
                .setHash(hash)
                .setTemplate(Fixtures.template(image, ""));
    }

    static Fixture revision(RevisionObserved.Builder revision) {
        return scenario -> scenario.append(revision.build());
    }

    static Fixture revision(RevisionObserved.Builder revision, Consumer<RevisionObserved.Builder> change) {
        change.accept(revision);
        return revision(revision);
    }

    /** What was published is there now. */
    static Fixture published(Revision made) {
        return scenario -> scenario.append(RevisionObserved.newBuilder()
                .setChange(ChangeType.ADDED)
                .setNamespace("default")
                .setName(made.getName())
                .setUid("uid-of-" + made.getName() + "-" + made.getRevision())
                .setResourceVersion(Integer.toString(scenario.nextVersion()))
                .setLabels(Fixtures.labels(Fixtures.APP, "agent"))
                .setController(
                        made.getReleased()
                                ? null
                                : Fixtures.owner("agent", made.getDaemonSet().getUid()))
                .setRevision(made.getRevision())
                .setHash(made.getHash())
                .setTemplate(made.getTemplate())
                .build());
    }

    /** Hashes of revisions that were withdrawn, in order. */
    static List<String> withdrawn(Scenario scenario) {
        List<String> hashes = new ArrayList<>();
        for (Outcome outcome : scenario.outcomes) {
            for (Output output : outcome.outputs()) {
                if (output instanceof Output.RevisionGone gone) {
                    hashes.add(gone.hash());
                }
            }
        }
        return hashes;
    }
}
