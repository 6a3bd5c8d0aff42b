package io.rollcall.cli.acls;

import io.rollcall.events.rights.NeededRight;
import java.util.ArrayList;
import java.util.List;

/** A role's rights as text: a right a line, as options of Kafka's kafka-acls, below comments that say what for. */
final class AclList {

    private AclList() {}

    static List<String> of(List<NeededRight> rights) {
        List<String> lines = new ArrayList<>();
        String purpose = "";
        for (NeededRight right : rights) {
            if (!right.purpose().equals(purpose)) {
                purpose = right.purpose();
                lines.add("# " + purpose);
            }
            lines.add(right.options());
        }
        return lines;
    }
}
