package io.rollcall.cli.page;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Chromium that is installed: at the path in the property rollcall.chromium or the environment's ROLLCALL_CHROMIUM, else on the PATH.
 * Without one tests are skipped, but fail where CI is true. Notes what a page complains about and whom it asks.
 */
public final class Chromium implements AutoCloseable {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> foreign = new ArrayList<>();

    private Chromium(Path executable) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(FLAGS));
    }

    /** Starts it, or skips the test that asks. */
    public static Chromium start() {
        Optional<Path> executable = executable();
        String missing =
                "no Chromium: install one (apt-get install chromium), or name it with -Drollcall.chromium=PATH";
        if (executable.isEmpty() && "true".equals(System.getenv("CI"))) {
            fail(missing);
        }
        assumeTrue(executable.isPresent(), missing);
        return new Chromium(executable.orElseThrow());
    }

    private static Optional<Path> executable() {
        String named = System.getProperty("rollcall.chromium", System.getenv("ROLLCALL_CHROMIUM"));
        if (named != null && !named.isEmpty()) {
            return Optional.of(Path.of(named));
        }
        return Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Opens an address in a window of its own and waits until the matrix is painted. */
    public Page open(String url, int width, int height, ColorScheme scheme) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE));
        Page page = context.newPage();
        String host = URI.create(url).getAuthority();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.type() + ": " + message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!host.equals(URI.create(request.url()).getAuthority())
                    && !request.url().startsWith("data:")) {
                foreign.add(request.url());
            }
        });
        page.navigate(url);
        page.waitForSelector(
                "html[data-painted]", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED));
        return page;
    }

    /** Keeps a picture for people to look at. */
    public static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    /** Errors and warnings of all pages so far. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Requests to anybody but the server of the page. */
    public List<String> foreignRequests() {
        return List.copyOf(foreign);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
