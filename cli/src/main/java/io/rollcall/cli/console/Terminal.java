package io.rollcall.cli.console;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether somebody looks at a terminal, and how large it is.
 *
 * @param columns characters a line
 * @param rows lines
 */
public record Terminal(int columns, int rows) {

    private static final Pattern SIZE = Pattern.compile("(\\d+) (\\d+)");
    private static final Terminal USUAL = new Terminal(80, 24);

    /** Whether standard output goes to a terminal that can move its cursor. */
    public static boolean onStandardOutput() {
        return isCapable() && isTerminal(1);
    }

    /** Whether standard error goes to a terminal that can move its cursor. */
    public static boolean onStandardError() {
        return isCapable() && isTerminal(2);
    }

    /** The size of the terminal now; 80 by 24 when it does not say. */
    public static Terminal size() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            stty.waitFor(1, TimeUnit.SECONDS);
            Matcher size = SIZE.matcher(answer);
            if (size.matches()) {
                int columns = Integer.parseInt(size.group(2));
                int rows = Integer.parseInt(size.group(1));
                return columns > 0 && rows > 0 ? new Terminal(columns, rows) : USUAL;
            }
        } catch (IOException noTerminal) {
            return USUAL;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return USUAL;
    }

    private static boolean isCapable() {
        String term = System.getenv("TERM");
        return term != null && !term.isEmpty() && !term.equals("dumb");
    }

    /** Asks the system where it can be asked: System.console() looks at standard input as well, and differs between Java versions. */
    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        if (!Files.exists(Path.of("/proc/self/fd"))) {
            return System.console() != null;
        }
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException closed) {
            return false;
        }
    }
}
