package io.rollcall.cluster.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A way to a server over plain HTTP that can be cut, and that counts what a client asks and is told on it. */
final class Relay implements AutoCloseable {

    private static final Pattern REQUEST = Pattern.compile("GET (\\S+) HTTP/1\\.1\r\n");
    private static final Pattern GONE = Pattern.compile("\"code\":410");

    private final ServerSocket door;
    private final URI server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong lists = new AtomicLong();
    private final AtomicLong watches = new AtomicLong();
    private final AtomicLong gone = new AtomicLong();
    private volatile boolean cut;

    Relay(String server) throws IOException {
        this.server = URI.create(server);
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    /** Ends all connections, and lets none through until {@link #mend}. */
    void cut() {
        cut = true;
        open.forEach(Relay::end);
    }

    void mend() {
        cut = false;
    }

    /** How often objects were listed. */
    long lists() {
        return lists.get();
    }

    /** How often a watch was begun or gone on with. */
    long watches() {
        return watches.get();
    }

    /** How often the server said that what a watch wanted to go on from is forgotten. */
    long gone() {
        return gone.get();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                if (cut) {
                    end(client);
                } else {
                    join(client);
                }
            } catch (IOException closed) {
                // The next turn finds whether the door is.
            }
        }
    }

    private void join(Socket client) {
        Socket behind;
        try {
            behind = new Socket(server.getHost(), server.getPort());
        } catch (IOException away) {
            end(client);
            return;
        }
        open.add(client);
        open.add(behind);
        Thread.ofVirtual().start(() -> pass(client, behind, REQUEST));
        Thread.ofVirtual().start(() -> pass(behind, client, GONE));
        if (cut) {
            open.forEach(Relay::end);
        }
    }

    private void pass(Socket from, Socket to, Pattern counted) {
        byte[] bytes = new byte[8192];
        StringBuilder seen = new StringBuilder();
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                count(seen.append(new String(bytes, 0, read, StandardCharsets.ISO_8859_1)), counted);
                out.write(bytes, 0, read);
                out.flush();
            }
        } catch (IOException ended) {
            // Either side has left, or the way was cut.
        } finally {
            end(from);
            end(to);
            open.remove(from);
            open.remove(to);
        }
    }

    /** Counts what there is, and keeps the rest: the next piece may complete it. */
    private void count(StringBuilder seen, Pattern counted) {
        Matcher matcher = counted.matcher(seen);
        int end = 0;
        while (matcher.find()) {
            end = matcher.end();
            if (counted.equals(GONE)) {
                gone.incrementAndGet();
            } else if (matcher.group(1).contains("watch=true")) {
                watches.incrementAndGet();
            } else {
                lists.incrementAndGet();
            }
        }
        seen.delete(0, Math.max(end, seen.length() - 2048));
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // It is of no use any more either way.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}
