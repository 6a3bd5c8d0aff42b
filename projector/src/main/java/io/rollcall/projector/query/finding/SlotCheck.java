package io.rollcall.projector.query.finding;

import io.rollcall.rules.eligibility.Check;

/**
 * A check of a slot, and what makes it the same one at another moment.
 *
 * @param key what it is about, without what changes while it keeps failing
 */
record SlotCheck(String key, Check check) {

    static SlotCheck of(Check check) {
        return new SlotCheck(check.name() + " " + check.text(), check);
    }

    static SlotCheck of(String name, boolean passed, String text) {
        return of(new Check(name, passed, text));
    }
}
