package io.rollcall.cluster.app;

import java.time.Duration;

/**
 * A transaction lasted longer than it may, so the broker has ended it, and with it the session. Nothing of it was committed. Whether
 * somebody else has taken over meanwhile is another question.
 */
final class ExpiredTransactionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ExpiredTransactionException(Duration lasted, Duration allowed, Throwable cause) {
        super(
                "a transaction lasted " + lasted.toSeconds() + " s, which is longer than the " + allowed.toSeconds()
                        + " s of transaction.timeout.ms; the broker has ended it",
                cause);
    }
}
