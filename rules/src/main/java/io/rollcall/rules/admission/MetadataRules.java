package io.rollcall.rules.admission;

import io.rollcall.rules.admission.field.FieldErrors;
import io.rollcall.rules.admission.field.GoText;
import io.rollcall.rules.admission.field.LabelRules;
import io.rollcall.rules.admission.field.Place;
import io.rollcall.rules.admission.field.Syntax;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** metadata of any object. */
final class MetadataRules {

    private static final int MAX_ANNOTATIONS = 256 * 1024;
    private static final List<String> STANDARD_FINALIZERS = List.of("kubernetes", "orphan", "foregroundDeletion");
    private static final List<String> IMMUTABLE =
            List.of("name", "namespace", "uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds");

    private MetadataRules() {}

    /** What must hold of any metadata, whose name is a DNS subdomain. */
    static void check(Place metadata, boolean namespaced, FieldErrors errors) {
        common(metadata, namespaced, errors);
        for (Place finalizer : metadata.at("finalizers").entries()) {
            if (!finalizer.text().contains("/") && !STANDARD_FINALIZERS.contains(finalizer.text())) {
                errors.invalid(finalizer, "name is neither a standard finalizer name nor is it fully qualified");
            }
        }
    }

    /** What an API server checks before each update once more: everything but the spelling of the name. */
    static void checkBeforeUpdate(Place metadata, Place stored, boolean namespaced, FieldErrors errors) {
        if (metadata.at("name").text().isEmpty()) {
            errors.required(metadata.at("name"), "name or generateName is required");
        }
        rest(metadata, namespaced, errors);
        checkUpdate(metadata, stored, errors);
    }

    /** What must hold between stored metadata and the next. */
    static void checkUpdate(Place metadata, Place stored, FieldErrors errors) {
        if (!stored.at("deletionTimestamp").absent()) {
            List<String> before = stored.at("finalizers").texts();
            List<String> added = metadata.at("finalizers").texts().stream()
                    .filter(finalizer -> !before.contains(finalizer))
                    .sorted()
                    .toList();
            if (!added.isEmpty()) {
                errors.forbidden(
                        metadata.at("finalizers"),
                        "no new finalizers can be added if the object is being deleted, found new finalizers []string{"
                                + String.join(
                                        ", ", added.stream().map(GoText::quote).toList()) + "}");
            }
        }
        if (metadata.at("generation").number() < stored.at("generation").number()) {
            errors.invalid(metadata.at("generation"), "must not be decremented");
        }
        for (String field : IMMUTABLE) {
            boolean same =
                    Meaning.same(metadata.at(field).node(), stored.at(field).node());
            if (!same) {
                errors.invalid(metadata.at(field), "field is immutable");
            }
        }
        LabelRules.check(metadata.at("labels"), errors);
        annotations(metadata.at("annotations"), errors);
        OwnerRules.check(metadata.at("ownerReferences"), errors);
    }

    /** Annotations of an object or a template: spelling of the keys, size of the whole. */
    static void annotations(Place annotations, FieldErrors errors) {
        long size = 0;
        for (Map.Entry<String, String> annotation : annotations.textMap().entrySet()) {
            String key = annotation.getKey();
            errors.invalidText(annotations.path(), key, Syntax.qualifiedName(key.toLowerCase(Locale.ROOT)));
            size += key.getBytes(StandardCharsets.UTF_8).length
                    + annotation.getValue().getBytes(StandardCharsets.UTF_8).length;
        }
        if (size > MAX_ANNOTATIONS) {
            errors.tooLong(annotations, MAX_ANNOTATIONS);
        }
    }

    private static void common(Place metadata, boolean namespaced, FieldErrors errors) {
        Place generated = metadata.at("generateName");
        if (!generated.text().isEmpty()) {
            errors.invalidText(generated, Syntax.subdomain(maskTrailingDash(generated.text())));
        }
        if (metadata.at("name").text().isEmpty()) {
            errors.required(metadata.at("name"), "name or generateName is required");
        } else {
            errors.invalidText(
                    metadata.at("name"), Syntax.subdomain(metadata.at("name").text()));
        }
        rest(metadata, namespaced, errors);
    }

    private static void rest(Place metadata, boolean namespaced, FieldErrors errors) {
        Place namespace = metadata.at("namespace");
        if (!namespaced) {
            if (!namespace.text().isEmpty()) {
                errors.forbidden(namespace, "not allowed on this type");
            }
        } else if (namespace.text().isEmpty()) {
            errors.required(namespace);
        } else {
            errors.invalidText(namespace, Syntax.dnsLabel(namespace.text()));
        }
        errors.notNegative(metadata.at("generation"));
        LabelRules.check(metadata.at("labels"), errors);
        annotations(metadata.at("annotations"), errors);
        OwnerRules.check(metadata.at("ownerReferences"), errors);
        finalizers(metadata.at("finalizers"), errors);
    }

    private static void finalizers(Place finalizers, FieldErrors errors) {
        List<String> names = finalizers.texts();
        names.forEach(name -> errors.invalidText(finalizers.path(), name, Syntax.qualifiedName(name)));
        if (names.contains("orphan") && names.contains("foregroundDeletion")) {
            errors.invalid(
                    finalizers.path(),
                    GoText.strings(finalizers),
                    "finalizer orphan and foregroundDeletion cannot be both set");
        }
    }

    /** A prefix may end with a dash, since something follows. */
    private static String maskTrailingDash(String prefix) {
        return prefix.length() > 1 && prefix.endsWith("-") ? prefix.substring(0, prefix.length() - 2) + "a" : prefix;
    }
}
