package io.rollcall.events.serde;

import org.apache.kafka.common.errors.RetriableException;

/**
 * The schema registry could not be asked, so nothing can be said about the bytes. Not a fault of the data: the record
 * must be read again, never skipped.
 */
public final class RegistryUnavailableException extends RetriableException {
    private static final long serialVersionUID = 1L;

    RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
