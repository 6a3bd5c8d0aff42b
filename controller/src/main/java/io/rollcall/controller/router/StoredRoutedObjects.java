package io.rollcall.controller.router;

import io.rollcall.events.GoneObject;
import io.rollcall.events.ObjectSighting;
import io.rollcall.events.OpenRelist;
import io.rollcall.events.ResourceKind;
import io.rollcall.events.RoutedObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The Router's memory in state stores. */
final class StoredRoutedObjects implements RoutedObjects {

    private final KeyValueStore<String, RoutedObject> objects;
    private final KeyValueStore<String, ObjectSighting> sightings;
    private final KeyValueStore<String, GoneObject> gone;
    private final KeyValueStore<String, OpenRelist> relists;

    StoredRoutedObjects(
            KeyValueStore<String, RoutedObject> objects,
            KeyValueStore<String, ObjectSighting> sightings,
            KeyValueStore<String, GoneObject> gone,
            KeyValueStore<String, OpenRelist> relists) {
        this.objects = objects;
        this.sightings = sightings;
        this.gone = gone;
        this.relists = relists;
    }

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
        objects.delete(RowKeys.of(kind, key));
        sightings.delete(RowKeys.of(kind, key));
    }

    @Override
    public List<String> lastMentionedBefore(ResourceKind kind, long offset) {
        try (KeyValueIterator<String, ObjectSighting> rows =
                sightings.prefixScan(RowKeys.prefix(kind), new StringSerializer())) {
            return keysOf(rows, row -> row.getOffset() < offset).stream()
                    .map(key -> RowKeys.strip(kind, key))
                    .sorted()
                    .toList();
        }
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
        gone.delete(RowKeys.of(kind, uid));
    }

    @Override
    public void forgetGone(Instant before) {
        List<String> old;
        try (KeyValueIterator<String, GoneObject> rows = gone.all()) {
            old = keysOf(rows, row -> row.getAt().isBefore(before));
        }
        old.forEach(gone::delete);
    }

    @Override
    public Optional<OpenRelist> relist(ResourceKind kind) {
        return Optional.ofNullable(relists.get(kind.name()));
    }

    @Override
    public void putRelist(ResourceKind kind, OpenRelist relist) {
        relists.put(kind.name(), relist);
    }

    @Override
    public void removeRelist(ResourceKind kind) {
        relists.delete(kind.name());
    }

    private static <V> List<String> keysOf(KeyValueIterator<String, V> rows, Predicate<V> wanted) {
        List<String> keys = new ArrayList<>();
        while (rows.hasNext()) {
            KeyValue<String, V> row = rows.next();
            if (wanted.test(row.value)) {
                keys.add(row.key);
            }
        }
        return keys;
    }
}
