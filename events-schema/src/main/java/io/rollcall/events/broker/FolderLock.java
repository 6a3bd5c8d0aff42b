package io.rollcall.events.broker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a second broker off a folder. Kafka has a lock of its own, but takes it only after the controller has opened
 * its log there.
 */
final class FolderLock implements AutoCloseable {
    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock; it goes with the process, however that ends. */
    static FolderLock take(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("in-use"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return new FolderLock(channel);
            }
        } catch (OverlappingFileLockException inThisProcess) {
            // as below
        } catch (IOException broken) {
            channel.close();
            throw broken;
        }
        channel.close();
        throw new TakenException();
    }

    /** Another broker has the folder. */
    static final class TakenException extends IOException {
        private static final long serialVersionUID = 1L;

        TakenException() {
            super("another broker uses it");
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException ignored) {
            // The lock is gone either way.
        }
    }
}
