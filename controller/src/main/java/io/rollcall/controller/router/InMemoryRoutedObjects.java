package io.rollcall.controller.router;

import io.rollcall.events.GoneObject;
import io.rollcall.events.ObjectSighting;
import io.rollcall.events.OpenRelist;
import io.rollcall.events.ResourceKind;
import io.rollcall.events.RoutedObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The Router's memory without Kafka, for the in-process engine. */
public final class InMemoryRoutedObjects implements RoutedObjects {

    private final Map<String, RoutedObject> objects = new TreeMap<>();
    private final TreeMap<String, ObjectSighting> sightings = new TreeMap<>();
    private final Map<String, GoneObject> gone = new TreeMap<>();
    private final Map<ResourceKind, OpenRelist> relists = new EnumMap<>(ResourceKind.class);

    @Override
    public Optional<RoutedObject> object(ResourceKind kind, String key) {
        return Optional.ofNullable(objects.get(RowKeys.of(kind, key)));
    }

    @Override
    public void putObject(ResourceKind kind, String key, RoutedObject object) {
        objects.put(RowKeys.of(kind, key), object);
    }

    @Override
    public Optional<ObjectSighting> sighting(ResourceKind kind, String key) {
        return Optional.ofNullable(sightings.get(RowKeys.of(kind, key)));
    }

    @Override
    public void putSighting(ResourceKind kind, String key, ObjectSighting sighting) {
        sightings.put(RowKeys.of(kind, key), sighting);
    }

    @Override
    public void remove(ResourceKind kind, String key) {
        objects.remove(RowKeys.of(kind, key));
        sightings.remove(RowKeys.of(kind, key));
    }

    @Override
    public List<String> lastMentionedBefore(ResourceKind kind, long offset) {
        List<String> keys = new ArrayList<>();
        String prefix = RowKeys.prefix(kind);
        for (Map.Entry<String, ObjectSighting> row :
                sightings.tailMap(prefix, true).entrySet()) {
            if (!row.getKey().startsWith(prefix)) {
                break;
            }
            if (row.getValue().getOffset() < offset) {
                keys.add(RowKeys.strip(kind, row.getKey()));
            }
        }
        return keys;
    }

    @Override
    public Optional<GoneObject> gone(ResourceKind kind, String uid) {
        return Optional.ofNullable(gone.get(RowKeys.of(kind, uid)));
    }

    @Override
    public void putGone(ResourceKind kind, String uid, GoneObject row) {
        gone.put(RowKeys.of(kind, uid), row);
    }

    @Override
    public void removeGone(ResourceKind kind, String uid) {
        gone.remove(RowKeys.of(kind, uid));
    }

    @Override
    public void forgetGone(Instant before) {
        gone.values().removeIf(row -> row.getAt().isBefore(before));
    }

    @Override
    public Optional<OpenRelist> relist(ResourceKind kind) {
        return Optional.ofNullable(relists.get(kind));
    }

    @Override
    public void putRelist(ResourceKind kind, OpenRelist relist) {
        relists.put(kind, relist);
    }

    @Override
    public void removeRelist(ResourceKind kind) {
        relists.remove(kind);
    }
}
