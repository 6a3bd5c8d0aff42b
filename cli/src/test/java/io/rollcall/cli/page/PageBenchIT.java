package io.rollcall.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.rollcall.projector.metrics.Traffic;
import io.rollcall.projector.projection.Projection;
import io.rollcall.projector.view.Freshness;
import io.rollcall.projector.view.ViewDatabase;
import io.rollcall.projector.web.WebServer;
import io.rollcall.projector.web.WebSettings;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the page takes with a large cluster; figures are printed, none is asserted. Sizes are nodes x DaemonSets:
 * {@code mvn -pl cli verify -Dit.test=PageBenchIT -Drollcall.page.bench=5000x20,5000x50}.
 */
@EnabledIfSystemProperty(named = "rollcall.page.bench", matches = ".+")
class PageBenchIT {

    private static final int LOADS = 7;
    private static final int STEPS = 60;
    private static final int FRAMES = 120;
    /** Of a view that was built before, by a projector that has not read anything yet. */
    private static final Freshness STARTING = Freshness.UNKNOWN.ofBuilt(true);

    private static final PrintStream OUT = System.out;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before the test
    Path folder;

    @Test
    @DisplayName("first paint, slider steps, frames while scrolling and pointing")
    void bench() throws Exception {
        try (Chromium chromium = Chromium.start()) {
            for (String size : System.getProperty("rollcall.page.bench", "").split(",")) {
                String[] parts = size.split("x");
                bench(chromium, size, Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
            }
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    private void bench(Chromium chromium, String size, int nodes, int daemonSets) throws Exception {
        Path file = folder.resolve(size + ".db");
        if (!Files.exists(file)) {
            try (ViewDatabase view = ViewDatabase.open(file)) {
                long began = System.nanoTime();
                long records = BigLog.write(new Projection(view), nodes, daemonSets);
                say(size, "%,d records projected in %,d ms", records, millis(began));
            }
        }
        // Anew, as by a projector that starts with a view that is there.
        try (ViewDatabase view = ViewDatabase.open(file)) {
            long began = System.nanoTime();
            try (WebServer web = WebServer.start(WebSettings.local(0), view, () -> STARTING, () -> {}, new Traffic())) {
                try (Page page = open(chromium, web.url())) {
                    say(size, "first paint, projector just started: %.0f ms after navigation began", firstPaint(page));
                    awaitPast(page);
                    say(size, "slider usable %,d ms after the start", millis(began));
                }
                answers(size, web.url());
                List<Double> loads = new ArrayList<>();
                for (int i = 0; i < LOADS; i++) {
                    try (Page page = open(chromium, web.url())) {
                        loads.add(firstPaint(page));
                    }
                }
                say(size, "first paint after page load: %s", summary(loads));
                try (Page page = open(chromium, web.url())) {
                    awaitPast(page);
                    slider(page, size);
                    frames(page, size);
                }
            }
        }
    }

    private static Page open(Chromium chromium, String url) {
        return chromium.open(url + "/", 1600, 1000, ColorScheme.LIGHT);
    }

    private static double firstPaint(Page page) {
        return number(page, "performance.getEntriesByName('rollcall.first')[0].startTime");
    }

    private static void awaitPast(Page page) {
        while (number(page, "Number(document.getElementById('slider').max)") < 10) {
            page.waitForTimeout(50);
        }
        page.waitForTimeout(1_000);
    }

    private static void answers(String size, String url) throws Exception {
        List<Double> taken = new ArrayList<>();
        int bytes = 0;
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < 10; i++) {
                long began = System.nanoTime();
                HttpResponse<byte[]> answer = client.send(
                        HttpRequest.newBuilder(URI.create(url + "/api/v1/matrix"))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
                taken.add((double) millis(began));
                assertThat(answer.statusCode()).isEqualTo(200);
                bytes = answer.body().length;
            }
        }
        say(size, "answer with all nodes, %,d bytes of JSON: %s", bytes, summary(taken));
    }

    private static void slider(Page page, String size) {
        List<Double> steps = new ArrayList<>();
        for (int i = 1; i <= STEPS; i++) {
            steps.add(step(page, 1 - (double) i / STEPS));
        }
        say(size, "slider step, from input to on the screen: %s", summary(steps));
        List<Double> back = new ArrayList<>();
        for (int i = 1; i < STEPS; i++) {
            back.add(step(page, (double) i / STEPS));
        }
        say(size, "slider step to where it was before: %s", summary(back));
        page.keyboard().press("n");
        page.waitForTimeout(500);
    }

    /** Milliseconds until the frame behind the one that painted the moment begins: then that one is on the screen. */
    private static double step(Page page, double part) {
        return number(page, """
                (async () => {
                  const slider = document.getElementById('slider');
                  const frame = () => new Promise(requestAnimationFrame);
                  await frame();
                  const steps = () => performance.getEntriesByName('rollcall.step').length;
                  const before = steps();
                  const began = performance.now();
                  slider.value = Math.round(slider.max * %s);
                  slider.dispatchEvent(new Event('input'));
                  while (steps() === before) {
                    await frame();
                  }
                  await frame();
                  return performance.now() - began;
                })()""".formatted(Double.toString(part)));
    }

    private static void frames(Page page, String size) {
        Chromium.picture(page, "big-" + size);
        say(size, "frames while scrolling through all nodes: %s", summary(scrolling(page)));
        say(size, "frames while the pointer moves over cells: %s", summary(pointing(page)));
        for (int i = 0; i < 6; i++) {
            page.keyboard().press("-");
        }
        page.waitForTimeout(500);
        Chromium.picture(page, "big-" + size + "-low");
        say(size, "frames while scrolling, rows of 2 pixels: %s", summary(scrolling(page)));
        say(size, "frames while pointing, rows of 2 pixels: %s", summary(pointing(page)));
    }

    /** A screenful further at each frame. */
    private static List<Double> scrolling(Page page) {
        return eachFrame(page, "grid.scrollTop = (grid.scrollHeight - grid.clientHeight) * i / frames;");
    }

    /** From the upper left to the lower right. */
    private static List<Double> pointing(Page page) {
        return eachFrame(page, """
                const box = grid.getBoundingClientRect();
                grid.dispatchEvent(new PointerEvent('pointermove', {
                  clientX: box.left + box.width * (0.2 + 0.7 * i / frames),
                  clientY: box.top + box.height * (0.2 + 0.7 * i / frames) }));""");
    }

    /** How long the page takes for each of many frames. */
    @SuppressWarnings("unchecked")
    private static List<Double> eachFrame(Page page, String action) {
        Object found = page.evaluate("""
                async frames => {
                  const grid = document.getElementById('grid');
                  const frame = () => new Promise(requestAnimationFrame);
                  const taken = [];
                  let before = await frame();
                  for (let i = 0; i < frames; i++) {
                    %s
                    const now = await frame();
                    taken.push(now - before);
                    before = now;
                  }
                  return taken;
                }""".formatted(action), FRAMES);
        return ((List<Number>) found).stream().map(Number::doubleValue).toList();
    }

    private static double number(Page page, String script) {
        return ((Number) page.evaluate(script)).doubleValue();
    }

    private static long millis(long began) {
        return (System.nanoTime() - began) / 1_000_000;
    }

    private static String summary(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return String.format(
                Locale.ROOT,
                "min %.0f ms, median %.0f ms, 95 %% %.0f ms, max %.0f ms",
                sorted.getFirst(),
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 95 / 100),
                sorted.getLast());
    }

    /** With the load of the machine, without which a figure says little. */
    private static void say(String size, String format, Object... values) {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        OUT.println(String.format(Locale.ROOT, "%s: " + format, prepend(size, values))
                + String.format(Locale.ROOT, " (load %.1f)", load));
        OUT.flush();
    }

    private static Object[] prepend(String size, Object[] values) {
        List<Object> all = new ArrayList<>();
        all.add(size);
        all.addAll(List.of(values));
        return all.toArray();
    }
}
