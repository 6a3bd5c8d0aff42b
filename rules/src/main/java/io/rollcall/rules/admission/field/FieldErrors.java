package io.rollcall.rules.admission.field;

import java.util.ArrayList;
import java.util.List;

/** Collects errors in the order in which an API server finds them. Not thread-safe. */
public final class FieldErrors {

    private final List<FieldError> errors = new ArrayList<>();

    /** What was found so far. */
    public List<FieldError> list() {
        return List.copyOf(errors);
    }

    /** Whether nothing was found so far. */
    public boolean isEmpty() {
        return errors.isEmpty();
    }

    /** Adds what another collector found. */
    public void addAll(FieldErrors others) {
        errors.addAll(others.errors);
    }

    /** The value is not allowed; it is shown as it is written in Go. */
    public void invalid(Place place, String detail) {
        invalid(place.path(), GoText.of(place.node()), detail);
    }

    /** The value, given as Go prints it, is not allowed. */
    public void invalid(String path, String goValue, String detail) {
        add(ErrorType.INVALID, path, goValue, detail);
    }

    /** A text that is not allowed, an error for each of its problems. */
    public void invalidText(String path, String text, List<String> problems) {
        problems.forEach(problem -> invalid(path, GoText.quote(text), problem));
    }

    /** As {@link #invalidText(String, String, List)} for the text of a place. */
    public void invalidText(Place place, List<String> problems) {
        invalidText(place.path(), place.text(), problems);
    }

    /** There is no value. */
    public void required(Place place) {
        required(place, "");
    }

    /** There is no value, with a reason why one is needed. */
    public void required(Place place, String detail) {
        add(ErrorType.REQUIRED, place.path(), "", detail);
    }

    /** The field may not be set. */
    public void forbidden(Place place, String detail) {
        add(ErrorType.FORBIDDEN, place.path(), "", detail);
    }

    /** A text that is none of those that are known. */
    public void notSupported(Place place, List<String> supported) {
        notSupported(place.path(), GoText.quote(place.text()), supported);
    }

    /** A value, given as Go prints it, that is none of those that are known. */
    public void notSupported(String path, String goValue, List<String> supported) {
        List<String> quoted = supported.stream().map(GoText::quote).toList();
        add(ErrorType.NOT_SUPPORTED, path, goValue, "supported values: " + String.join(", ", quoted));
    }

    /** Another entry has this value. */
    public void duplicate(String path, String goValue, String detail) {
        add(ErrorType.DUPLICATE, path, goValue, detail);
    }

    /** What this text names is not there. */
    public void notFound(Place place) {
        add(ErrorType.NOT_FOUND, place.path(), GoText.quote(place.text()), "");
    }

    /** The value is larger than that many bytes. */
    public void tooLong(Place place, int bytes) {
        add(ErrorType.TOO_LONG, place.path(), "", "must have at most " + bytes + " bytes");
    }

    /** A number that is below zero is not allowed. */
    public void notNegative(Place place) {
        if (place.number() < 0) {
            invalid(place, "must be greater than or equal to 0");
        }
    }

    private void add(ErrorType type, String path, String goValue, String detail) {
        errors.add(new FieldError(type, path, goValue, detail));
    }
}
