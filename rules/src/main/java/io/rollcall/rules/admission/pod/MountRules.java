package io.rollcall.rules.admission.pod;

import io.rollcall.rules.admission.field.FieldErrors;
import io.rollcall.rules.admission.field.Place;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** Where a container mounts volumes, as folders or as devices. */
final class MountRules {

    private static final List<String> PROPAGATIONS = List.of("Bidirectional", "HostToContainer", "None");

    private MountRules() {}

    static void check(Place container, SortedMap<String, Place> volumes, FieldErrors errors) {
        Place mounts = container.at("volumeMounts");
        Place devices = container.at("volumeDevices");
        SortedSet<String> deviceNames = texts(devices, "name");
        SortedSet<String> devicePaths = texts(devices, "devicePath");
        SortedSet<String> taken = new TreeSet<>();
        for (Place mount : mounts.entries()) {
            volume(mount.at("name"), volumes, errors);
            Place path = mount.at("mountPath");
            if (path.text().isEmpty()) {
                errors.required(path);
            }
            if (!taken.add(path.text())) {
                errors.invalid(path, "must be unique");
            }
            if (deviceNames.contains(mount.at("name").text())) {
                errors.invalid(mount.at("name"), "must not already exist in volumeDevices");
            }
            if (devicePaths.contains(path.text())) {
                errors.invalid(path, "must not already exist as a path in volumeDevices");
            }
            subPath(mount, errors);
            propagation(mount.at("mountPropagation"), container, errors);
        }
        devices(devices, mounts, volumes, errors);
    }

    private static void volume(Place name, SortedMap<String, Place> volumes, FieldErrors errors) {
        if (name.text().isEmpty()) {
            errors.required(name);
        }
        if (!volumes.containsKey(name.text())) {
            errors.notFound(name);
        }
    }

    private static void subPath(Place mount, FieldErrors errors) {
        Place fixed = mount.at("subPath");
        Place expanded = mount.at("subPathExpr");
        if (!fixed.text().isEmpty()) {
            PathRules.descending(fixed, errors);
        }
        if (!expanded.text().isEmpty()) {
            if (!fixed.text().isEmpty()) {
                errors.invalid(expanded, "subPathExpr and subPath are mutually exclusive");
            }
            PathRules.descending(expanded, errors);
        }
    }

    private static void propagation(Place propagation, Place container, FieldErrors errors) {
        if (propagation.absent()) {
            return;
        }
        if (!PROPAGATIONS.contains(propagation.text())) {
            errors.notSupported(propagation, PROPAGATIONS);
        }
        boolean privileged = container.at("securityContext").at("privileged").flag();
        if (propagation.text().equals("Bidirectional") && !privileged) {
            errors.forbidden(propagation, "Bidirectional mount propagation is available only to privileged containers");
        }
    }

    private static void devices(Place devices, Place mounts, SortedMap<String, Place> volumes, FieldErrors errors) {
        SortedSet<String> mountNames = texts(mounts, "name");
        SortedSet<String> mountPaths = texts(mounts, "mountPath");
        SortedSet<String> takenNames = new TreeSet<>();
        SortedSet<String> takenPaths = new TreeSet<>();
        for (Place device : devices.entries()) {
            Place name = device.at("name");
            Place path = device.at("devicePath");
            volume(name, volumes, errors);
            Place source = volumes.get(name.text());
            if (source != null
                    && source.at("persistentVolumeClaim").absent()
                    && source.at("ephemeral").absent()) {
                errors.invalid(
                        name, "can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode");
            }
            if (path.text().isEmpty()) {
                errors.required(path);
            }
            if (!takenPaths.add(path.text())) {
                errors.invalid(path, "must be unique");
            }
            if (path.text().contains("..")) {
                errors.invalid(path, "can not contain backsteps ('..')");
            } else if (!takenNames.add(name.text())) {
                errors.invalid(name, "must be unique");
            }
            if (mountNames.contains(name.text())) {
                errors.invalid(name, "must not already exist in volumeMounts");
            }
            if (mountPaths.contains(path.text())) {
                errors.invalid(path, "must not already exist as a path in volumeMounts");
            }
        }
    }

    private static SortedSet<String> texts(Place list, String field) {
        SortedSet<String> texts = new TreeSet<>();
        list.entries().forEach(entry -> texts.add(entry.at(field).text()));
        return texts;
    }
}
