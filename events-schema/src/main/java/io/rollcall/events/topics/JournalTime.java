package io.rollcall.events.topics;

/** Whose time the records of the journal carry ({@code message.timestamp.type}): it is the time of all decisions. */
public enum JournalTime {
    /** The broker's at the moment of appending, so that no producer's clock can harm: for live clusters. */
    APPENDED("LogAppendTime"),
    /** The one the producer gives: for replays, whose time is that of the history. */
    GIVEN("CreateTime");

    private final String type;

    JournalTime(String type) {
        this.type = type;
    }

    /** The value of Kafka's {@code message.timestamp.type}. */
    public String type() {
        return type;
    }
}
