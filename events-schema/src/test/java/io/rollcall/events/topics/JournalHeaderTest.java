package io.rollcall.events.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.events.SourcePosition;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JournalHeaderTest {

    @Test
    @DisplayName("what was written is read, dashes in the name of the topic included")
    void roundTrip() {
        RecordHeaders headers = new RecordHeaders();
        SourcePosition journal = new SourcePosition("my-cluster.journal", 3, 9_000_000_000L);
        JournalHeader.write(headers, journal);
        assertThat(JournalHeader.read(headers)).contains(journal);
    }

    @Test
    @DisplayName("no header, or one that somebody else has written, says nothing")
    void unreadable() {
        assertThat(JournalHeader.read(new RecordHeaders())).isEmpty();
        for (String text : new String[] {"", "journal", "journal@7", "journal-x@7", "journal-1@", "@", "-@"}) {
            RecordHeaders headers = new RecordHeaders();
            headers.add(JournalHeader.NAME, text.getBytes(StandardCharsets.UTF_8));
            assertThat(JournalHeader.read(headers)).as(text).isEmpty();
        }
    }
}
