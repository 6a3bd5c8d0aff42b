package io.rollcall.rules.admission.pod;

import io.rollcall.rules.admission.field.FieldErrors;
import io.rollcall.rules.admission.field.GoText;
import io.rollcall.rules.admission.field.Place;
import io.rollcall.rules.admission.field.Syntax;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Volumes: names that are all different, and one source each. */
public final class VolumeRules {

    private VolumeRules() {}

    /** The volumes by name; those with an error are not among them. */
    static SortedMap<String, Place> check(Place volumes, FieldErrors errors) {
        SortedSet<String> names = new TreeSet<>();
        SortedMap<String, Place> right = new TreeMap<>();
        for (Place volume : volumes.entries()) {
            FieldErrors found = new FieldErrors();
            VolumeSourceRules.check(volume, found);
            Place name = volume.at("name");
            if (name.text().isEmpty()) {
                found.required(name);
            } else {
                found.invalidText(name, Syntax.dnsLabel(name.text()));
            }
            if (names.contains(name.text())) {
                found.duplicate(name.path(), GoText.quote(name.text()), "");
            }
            if (found.isEmpty()) {
                names.add(name.text());
                right.put(name.text(), volume);
            }
            errors.addAll(found);
        }
        return right;
    }

    /**
     * Disks that one machine alone can write to are read-only in a DaemonSet, unless the stored object broke this rule already
     * (semantics 1.6).
     */
    public static void readOnlyDisks(Place volumes, Place stored, FieldErrors errors) {
        boolean before = stored.entries().stream().anyMatch(VolumeRules::isWrittenTo);
        for (Place volume : volumes.entries()) {
            if (isWrittenTo(volume) && !before) {
                errors.invalid(
                        volume.at("GCEPersistentDisk").at("readOnly").path(),
                        "false",
                        "must be true for replicated pods > 1; GCE PD can only be mounted on multiple machines if it is"
                                + " read-only");
            }
        }
    }

    private static boolean isWrittenTo(Place volume) {
        Place disk = volume.at("gcePersistentDisk");
        return !disk.absent() && !disk.at("readOnly").flag();
    }
}
