package io.rollcall.controller.aggregate;

import io.rollcall.events.DeletePods;
import io.rollcall.events.WishState;
import org.jspecify.annotations.Nullable;

/** Counts the pods of one DaemonSet that are wished away, so that they never become too many at once (semantics 4.7). */
final class OpenDeletes {

    static final int LIMIT = 250;

    private int open;

    /** How many more pods may be wished away now. */
    int room() {
        return Math.max(0, LIMIT - open);
    }

    void opened(@Nullable WishState wish) {
        open += podsOf(wish);
    }

    void ended(@Nullable WishState wish) {
        open -= podsOf(wish);
    }

    private static int podsOf(@Nullable WishState wish) {
        return wish != null && wish.getCommand().getWish() instanceof DeletePods delete
                ? delete.getPods().size()
                : 0;
    }
}
