package io.rollcall.controller.shadow;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What the rules say of an action in one view. */
sealed interface Ruling {

    /**
     * The rules ask for it, or permit it within the budget.
     *
     * @param reason code of the reason for which Rollcall would do it
     * @param because the record that made it necessary; null when none stands out
     */
    record Allowed(
            String reason,
            SortedMap<String, String> detail,
            @Nullable Seen because,
            DaemonSetVersion version) implements Ruling {}

    /** They do not; {@code why} continues the sentence "… although". */
    record Refused(String why) implements Ruling {}
}
