package io.rollcall.controller.verification;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * What verifying a partition of the journal came to.
 *
 * @param partition the partition
 * @param journalRecords how many of its records were decided upon again
 * @param compared how many records of each kind were compared, and were the same
 * @param compacted how many values of compacted topics are not there any more, as later ones took their place
 * @param decidedUpTo how far the decider had come, when that is known
 * @param difference the first difference, by journal record; empty when all is the same
 */
public record VerifiedPartition(
        int partition,
        long journalRecords,
        SortedMap<String, Long> compared,
        long compacted,
        OptionalLong decidedUpTo,
        Optional<Difference> difference) {}
