package io.rollcall.events.serde;

import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Tells Avro, which refuses to make objects of classes it was not told to trust, that the generated records of this
 * module are ours. What the process trusted before stays trusted.
 */
public final class TrustedRecords {
    private static final String PACKAGE = "io.rollcall.events";

    private static boolean known;

    private TrustedRecords() {}

    /** Takes effect for the whole process, once; {@link AvroSerdes} does it by itself. */
    public static synchronized void makeKnown() {
        if (known) {
            return;
        }
        ClassSecurityPredicate ours = type -> PACKAGE.equals(type.getPackageName());
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), ours));
        known = true;
    }
}
