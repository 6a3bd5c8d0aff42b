package io.rollcall.kubeapi.discovery;

import java.util.Locale;
import java.util.Optional;

/** Questions about oneself: posted, answered, and not stored. */
public enum Review {
    /** Who one is: {@code kubectl auth whoami}. */
    SELF("authentication.k8s.io", "SelfSubjectReview"),
    /** Whether one may do something: {@code kubectl auth can-i}. */
    ACCESS("authorization.k8s.io", "SelfSubjectAccessReview"),
    /** All that one may do: {@code kubectl auth can-i --list}. */
    RULES("authorization.k8s.io", "SelfSubjectRulesReview");

    private final String group;
    private final String kind;

    Review(String group, String kind) {
        this.group = group;
        this.kind = kind;
    }

    /** The review of this group and plural; empty when there is none. */
    public static Optional<Review> of(String group, String plural) {
        for (Review review : values()) {
            if (review.group.equals(group) && review.plural().equals(plural)) {
                return Optional.of(review);
            }
        }
        return Optional.empty();
    }

    /** Its API group, of which there is version v1. */
    public String group() {
        return group;
    }

    /** Its kind. */
    public String kind() {
        return kind;
    }

    /** Its name in paths. */
    public String plural() {
        return singular() + "s";
    }

    /** Its name in discovery. */
    public String singular() {
        return kind.toLowerCase(Locale.ROOT);
    }

    /** Where it is posted. */
    public String path() {
        return "/apis/" + group + "/v1/" + plural();
    }
}
