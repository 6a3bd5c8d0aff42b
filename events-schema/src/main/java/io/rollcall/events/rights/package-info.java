/** What a principal has to be allowed in Kafka, declared once: lists of ACLs, checks at the start and messages are made from it. */
@NullMarked
package io.rollcall.events.rights;

import org.jspecify.annotations.NullMarked;
