package io.rollcall.cli.replay;

import io.rollcall.cli.console.UserException;
import io.rollcall.rules.profile.RuleProfile;

/** The value of {@code --rules}. */
public final class Rules {

    private Rules() {}

    /**
     * The rules of this name.
     *
     * @throws UserException when there are none
     */
    public static RuleProfile named(String option) {
        try {
            return RuleProfile.of(option);
        } catch (IllegalArgumentException e) {
            throw new UserException("--rules: " + e.getMessage(), e);
        }
    }
}
