package io.rollcall.projector.query.answer;

/** A question that cannot be answered. The message is one line that names the thing, and what there is instead. */
public final class QueryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Kind {
        /** The thing asked for is not there. */
        NOT_FOUND,
        /** The question is malformed. */
        BAD_QUESTION,
        /** The moment lies ahead. */
        NOT_YET,
        /** The thing asked for was there and is no longer kept. */
        GONE,
        /** What is there cannot be used. */
        UNUSABLE
    }

    private final Kind kind;

    /** With a line for people. */
    public QueryException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Where a list cannot go on. */
    public static QueryException otherList() {
        return new QueryException(
                Kind.BAD_QUESTION, "the parameter continue is not of this list: give what the answer before has");
    }

    /** What is wrong. */
    public Kind kind() {
        return kind;
    }
}
