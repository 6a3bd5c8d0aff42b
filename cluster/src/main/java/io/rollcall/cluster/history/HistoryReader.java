package io.rollcall.cluster.history;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.cluster.objects.Field;
import io.rollcall.cluster.objects.InvalidObjectException;
import io.rollcall.cluster.objects.Json;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a recorded history: watch events as JSON lines, concatenated or pretty-printed as {@code kubectl get --watch
 * --output-watch-events -o json} prints them, or an audit log of level RequestResponse; plain or gzip, told by content.
 *
 * <p>What cannot be used is one {@link HistoryEntry.Bad} and reading goes on behind it. At most one object is in memory (and,
 * for an audit log, the last state of each live object). For one thread.
 */
public final class HistoryReader implements Iterator<HistoryEntry>, AutoCloseable {

    /** Largest object that is read, in bytes, unless told otherwise: what an input topic takes. */
    public static final int DEFAULT_MAX_OBJECT_BYTES = 4 * 1024 * 1024;

    private static final int GZIP_MAGIC_0 = 0x1f;
    private static final int GZIP_MAGIC_1 = 0x8b;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final String file;
    private final InputStream in;
    private final DocumentSplitter documents;
    private final WatchEvents watchEvents;
    private final AuditEvents auditEvents;
    private final Deque<HistoryEntry> ready = new ArrayDeque<>();
    private boolean ended;

    private HistoryReader(String file, InputStream in, int maxObjectBytes) {
        this.file = file;
        this.in = in;
        this.documents = new DocumentSplitter(in, maxObjectBytes);
        ObservedTime time = new ObservedTime();
        this.watchEvents = new WatchEvents(time);
        this.auditEvents = new AuditEvents(time);
    }

    /**
     * Opens a history.
     *
     * @throws IOException when the file cannot be opened or is damaged at its beginning
     */
    public static HistoryReader open(Path path) throws IOException {
        return open(path, DEFAULT_MAX_OBJECT_BYTES);
    }

    /**
     * Opens a history with another limit.
     *
     * @param maxObjectBytes largest object that is read, in bytes
     * @throws IOException as {@link #open(Path)}
     */
    public static HistoryReader open(Path path, int maxObjectBytes) throws IOException {
        InputStream file = Files.newInputStream(path);
        try {
            return new HistoryReader(path.toString(), plain(new BufferedInputStream(file, 64 * 1024)), maxObjectBytes);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static InputStream plain(InputStream in) throws IOException {
        in.mark(3);
        byte[] first = in.readNBytes(3);
        in.reset();
        if (first.length >= 2 && (first[0] & 0xff) == GZIP_MAGIC_0 && (first[1] & 0xff) == GZIP_MAGIC_1) {
            return new GZIPInputStream(in, 64 * 1024);
        }
        if (java.util.Arrays.equals(first, BYTE_ORDER_MARK)) {
            in.skipNBytes(3);
        }
        return in;
    }

    /** The entries that are left, as a stream that reads as it goes. */
    public Stream<HistoryEntry> stream() {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED), false);
    }

    /**
     * Whether there is another entry.
     *
     * @throws UncheckedIOException when the file can no longer be read
     */
    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !ended) {
            readOn();
        }
        return !ready.isEmpty();
    }

    @Override
    public HistoryEntry next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the history has ended");
        }
        return ready.remove();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void readOn() {
        Chunk chunk;
        try {
            chunk = documents.next();
        } catch (ZipException | EOFException e) {
            ended = true;
            bad(documents.lineNumber(), "the gzip data is damaged from here on; unpack and pack the file again");
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    file + ": cannot be read any further: " + e.getMessage() + "; fetch the file again", e);
        }
        switch (chunk) {
            case null -> ended = true;
            case Chunk.Broken broken -> bad(broken.line(), broken.problem());
            case Chunk.Document document -> read(document);
        }
    }

    private void read(Chunk.Document document) {
        int line = document.line();
        try {
            Field tree = Field.of(Json.read(text(document.bytes())));
            if (AuditEvents.isAudit(tree)) {
                ready.addAll(auditEvents.read(line, tree));
            } else {
                watchEvents.read(line, tree).ifPresent(ready::add);
            }
        } catch (CharacterCodingException e) {
            bad(line, "is not valid UTF-8; write the file as UTF-8");
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            int badLine = at == null ? line : line + at.getLineNr() - 1;
            String column = at == null ? "" : " at column " + at.getColumnNr();
            bad(line, badLine, "is not JSON" + column + ": " + firstLine(e.getOriginalMessage()));
        } catch (InvalidObjectException e) {
            bad(line, subject(document) + e.getMessage());
        }
    }

    private static String text(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /** Which object it is about, when that much can be read. */
    private static String subject(Chunk.Document document) {
        try {
            JsonNode event = Json.read(text(document.bytes()));
            JsonNode object = event.has("object") ? event.get("object") : event.path("responseObject");
            String kind = object.path("kind").asText("");
            String name = object.path("metadata").path("name").asText("");
            return kind.isEmpty() || name.isEmpty() ? "" : kind + " " + name + ": ";
        } catch (IOException e) {
            return "";
        }
    }

    private void bad(int line, String problem) {
        bad(line, line, problem);
    }

    private void bad(int line, int shownLine, String problem) {
        ready.add(new HistoryEntry.Bad(line, file + ":" + shownLine + ": " + problem));
    }

    private static String firstLine(@Nullable String text) {
        return text == null ? "" : text.lines().findFirst().orElse("");
    }
}
