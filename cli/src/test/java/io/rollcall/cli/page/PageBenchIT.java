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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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

    private static final int STEPS = 60;
    private static final int FRAMES = 120;
    private static final PrintStream OUT = System.out;

    @TempDir
    Path folder;

    @Test
    @DisplayName("first paint, slider steps, frames while scrolling")
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
        try (ViewDatabase view = ViewDatabase.open(folder.resolve(size + ".db"))) {
            long began = System.nanoTime();
            long records = BigLog.write(new Projection(view), nodes, daemonSets);
            say("%s: %,d records projected in %,d ms", size, records, millis(began));
            try (WebServer web =
                    WebServer.start(WebSettings.local(0), view, () -> Freshness.UNKNOWN, () -> {}, new Traffic())) {
                began = System.nanoTime();
                int bytes = matrix(web.url());
                say("%s: first question to the API %,d ms, answer %,d bytes of JSON", size, millis(began), bytes);
                List<Double> again = new ArrayList<>();
                for (int i = 0; i < 10; i++) {
                    began = System.nanoTime();
                    matrix(web.url());
                    again.add((double) millis(began));
                }
                say("%s: the next %s", size, summary(again));
                page(chromium, size, web.url());
            }
        }
    }

    private static int matrix(String url) throws Exception {
        HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url + "/api/v1/matrix"))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body().length;
    }

    private static void page(Chromium chromium, String size, String url) {
        Page page = chromium.open(url + "/", 1600, 1000, ColorScheme.LIGHT);
        say(
                "%s: first paint of the matrix %.0f ms after navigation began",
                size, number(page, "performance.getEntriesByName('rollcall.first')[0].startTime"));
        while (number(page, "Number(document.getElementById('slider').max)") < 10) {
            page.waitForTimeout(100);
        }
        page.waitForTimeout(1_000);
        List<Double> steps = new ArrayList<>();
        for (int i = 1; i <= STEPS; i++) {
            steps.add(number(page, """
                    (async () => {
                      const slider = document.getElementById('slider');
                      const at = Math.round(slider.max * (1 - %d / %d));
                      const { nextPaint } = await import('/grid.js');
                      const before = performance.getEntriesByName('rollcall.step').length;
                      const began = performance.now();
                      slider.value = at;
                      slider.dispatchEvent(new Event('input'));
                      while (performance.getEntriesByName('rollcall.step').length === before) {
                        await nextPaint();
                      }
                      return performance.now() - began;
                    })()""".formatted(i, STEPS)));
        }
        say("%s: slider steps, from input to painted: %s", size, summary(steps));
        page.keyboard().press("n");
        page.waitForTimeout(500);
        Chromium.picture(page, "big-" + size);
        say("%s: frames while scrolling through all nodes: %s", size, summary(frames(page)));
        for (int i = 0; i < 6; i++) {
            page.keyboard().press("-");
        }
        page.waitForTimeout(500);
        Chromium.picture(page, "big-" + size + "-low");
        say("%s: the same with rows of 2 pixels: %s", size, summary(frames(page)));
    }

    /** How long the page takes for each of many frames, a screenful further at each. */
    @SuppressWarnings("unchecked")
    private static List<Double> frames(Page page) {
        Object found = page.evaluate("""
                async frames => {
                  const grid = document.getElementById('grid');
                  const frame = () => new Promise(requestAnimationFrame);
                  const taken = [];
                  let before = await frame();
                  for (let i = 0; i < frames; i++) {
                    grid.scrollTop = (grid.scrollHeight - grid.clientHeight) * i / frames;
                    const now = await frame();
                    taken.push(now - before);
                    before = now;
                  }
                  return taken;
                }""", FRAMES);
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
                "median %.0f ms, 95 %% %.0f ms, longest %.0f ms",
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 95 / 100),
                sorted.getLast());
    }

    private static void say(String format, Object... values) {
        OUT.println(String.format(Locale.ROOT, format, values));
        OUT.flush();
    }
}
