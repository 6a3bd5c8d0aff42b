package io.rollcall.rules.admission.pod;

import io.rollcall.rules.admission.field.FieldErrors;
import io.rollcall.rules.admission.field.Place;
import io.rollcall.rules.admission.field.Syntax;
import io.rollcall.rules.model.Quantity;
import java.util.List;

/** Where a volume comes from. */
final class VolumeSourceRules {

    private static final List<String> SOURCES = List.of(
            "emptyDir",
            "hostPath",
            "gitRepo",
            "gcePersistentDisk",
            "awsElasticBlockStore",
            "secret",
            "nfs",
            "iscsi",
            "glusterfs",
            "flocker",
            "persistentVolumeClaim",
            "rbd",
            "cinder",
            "cephfs",
            "quobyte",
            "downwardAPI",
            "fc",
            "flexVolume",
            "configMap",
            "azureFile",
            "vsphereVolume",
            "photonPersistentDisk",
            "portworxVolume",
            "azureDisk",
            "storageos",
            "projected",
            "scaleIO",
            "csi",
            "ephemeral",
            "image");
    private static final List<String> PATH_TYPES = List.of(
            "", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket");
    private static final String ONE_TYPE = "may not specify more than 1 volume type";
    private static final int MAX_PARTITION = 255;

    private VolumeSourceRules() {}

    static void check(Place volume, FieldErrors errors) {
        int found = 0;
        for (String type : SOURCES) {
            Place source = volume.at(type);
            if (source.absent()) {
                continue;
            }
            if (found++ > 0) {
                errors.forbidden(source, ONE_TYPE);
            } else {
                source(type, source, errors);
            }
        }
        if (found == 0) {
            errors.required(volume, "must specify a volume type");
        }
    }

    private static void source(String type, Place source, FieldErrors errors) {
        switch (type) {
            case "emptyDir" -> emptyDir(source, errors);
            case "hostPath" -> hostPath(source, errors);
            case "gcePersistentDisk" -> disk(source, source.at("pdName"), errors);
            case "awsElasticBlockStore" -> disk(source, source.at("volumeID"), errors);
            case "secret" -> {
                required(source.at("secretName"), errors);
                VolumeFileRules.check(source, errors);
            }
            case "configMap" -> {
                required(source.at("name"), errors);
                VolumeFileRules.check(source, errors);
            }
            case "nfs" -> {
                required(source.at("server"), errors);
                required(source.at("path"), errors);
                if (!source.at("path").text().startsWith("/")) {
                    errors.invalid(source.at("path"), "must be an absolute path");
                }
            }
            case "persistentVolumeClaim" -> required(source.at("claimName"), errors);
            case "downwardAPI" -> VolumeFileRules.ofPod(source, errors);
            case "projected" -> VolumeFileRules.projected(source, errors);
            case "csi" -> required(source.at("driver"), errors);
            default -> {
                // A source that is left to the cluster.
            }
        }
    }

    private static void emptyDir(Place source, FieldErrors errors) {
        Place limit = source.at("sizeLimit");
        boolean negative =
                Quantity.parse(limit.text()).map(amount -> amount.signum() < 0).orElse(false);
        if (negative) {
            errors.forbidden(limit, "SizeLimit field must be a valid resource quantity");
        }
    }

    private static void hostPath(Place source, FieldErrors errors) {
        Place path = source.at("path");
        if (path.text().isEmpty()) {
            errors.required(path);
            return;
        }
        PathRules.withoutSteps(path, errors);
        Place type = source.at("type");
        if (!PATH_TYPES.contains(type.text())) {
            errors.notSupported(type, PATH_TYPES);
        }
    }

    private static void disk(Place source, Place name, FieldErrors errors) {
        required(name, errors);
        Place partition = source.at("partition");
        if (partition.number() < 0 || partition.number() > MAX_PARTITION) {
            errors.invalid(partition, Syntax.between(1, MAX_PARTITION));
        }
    }

    static void required(Place field, FieldErrors errors) {
        if (field.text().isEmpty()) {
            errors.required(field);
        }
    }
}
