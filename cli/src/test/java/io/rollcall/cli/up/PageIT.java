package io.rollcall.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.rollcall.cli.page.Chromium;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The page of a running {@code rollcall up}, as a person uses it. */
class PageIT {

    private static final int WIDE = 1400;
    private static final int HIGH = 860;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before all tests
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Chromium chromium;

    @SuppressWarnings("NullAway.Init")
    private static PageWorld world;

    @SuppressWarnings("NullAway.Init")
    private static String beforeTaint;

    @BeforeAll
    static void start() throws Exception {
        chromium = Chromium.start();
        world = new PageWorld(folder.resolve("data"));
        world.await("default/nginx", "node-2", "RUNNING");
        world.await("default/hungry", "node-2", "PENDING");
        world.await("default/failing", "node-2", "BACK_OFF");
        world.await("default/zone-a", "node-1", "RUNNING");
        beforeTaint = world.get("/api/v1/matrix").path("place").asText();
        world.taint("node-2", "planted", "NoExecute");
        world.await("default/nginx", "node-2", "UNTOLERATED_TAINT");
    }

    @AfterAll
    @SuppressWarnings("NullAway") // null when nothing was started
    static void stop() {
        if (world != null) {
            world.close();
        }
        if (chromium != null) {
            chromium.close();
            assertThat(chromium.complaints()).as("errors in the console").isEmpty();
            assertThat(chromium.foreignRequests()).as("requests to others").isEmpty();
        }
    }

    private static Page open(String query) {
        Page page = chromium.open(world.url() + "/" + query, WIDE, HIGH, ColorScheme.LIGHT);
        page.setDefaultTimeout(15_000);
        return page;
    }

    private static Locator verdict(Page page) {
        return page.locator("#details .verdict");
    }

    private static void search(Page page, String text) {
        page.keyboard().press("/");
        page.keyboard().type(text);
        page.keyboard().press("Enter");
    }

    @Test
    @DisplayName(
            "a search finds a node, a click on its cell explains it with the first failed check, the event and what would help")
    void searchAndClick() throws Exception {
        try (Page page = open("")) {
            PlaywrightAssertions.assertThat(page.locator("#details h2")).hasText("6 DaemonSets on 7 nodes");
            search(page, "node-2");
            PlaywrightAssertions.assertThat(page.locator("#details h2")).hasText("node-2");
            PlaywrightAssertions.assertThat(page.locator("#cell")).hasText("node-2");
            page.keyboard().press("ArrowDown");
            clickCell(page, "node-2", "default/nginx");
            PlaywrightAssertions.assertThat(verdict(page)).containsText("taint planted:NoExecute is not tolerated");
            PlaywrightAssertions.assertThat(page.locator("#details .checks .first"))
                    .containsText("taint planted:NoExecute is not tolerated");
            PlaywrightAssertions.assertThat(page.locator("#details")).containsText("What would change the answer");
            PlaywrightAssertions.assertThat(page.locator("#cell"))
                    .hasText("node-2, default/nginx: taint not tolerated");
            Chromium.picture(page, "up-explain");
        }
    }

    /** Clicks where the selected cell is painted: found by walking there and asking the page where it is. */
    private static void clickCell(Page page, String node, String daemonSet) {
        page.navigate(world.url() + "/?node=" + node + "&ds=" + daemonSet);
        PlaywrightAssertions.assertThat(verdict(page)).isVisible();
        page.keyboard().press("Escape");
        Object at = page.evaluate(
                "async ([node, ds]) => (await import('/grid.js')).placeOf(node, ds)", List.of(node, daemonSet));
        @SuppressWarnings("unchecked")
        List<Number> point = (List<Number>) at;
        page.mouse().click(point.get(0).doubleValue(), point.get(1).doubleValue());
    }

    @ParameterizedTest
    @CsvSource({
        "kube-system/gpu-plugin, node-1, NODE_SELECTOR",
        "default/zone-a, node-3, NODE_AFFINITY",
        "default/nginx, control-plane, UNTOLERATED_TAINT",
        "default/hungry, node-1, PENDING",
        "default/failing, node-1, BACK_OFF",
    })
    @DisplayName("for each cause the page says what the API says: answer, checks, first failure, what would change it")
    void sameAnswer(String daemonSet, String node, String code) throws Exception {
        JsonNode now = world.explain(daemonSet, node, null);
        String moment = world.get("/api/v1/matrix").path("place").asText();
        JsonNode api = world.explain(daemonSet, node, moment);
        assertThat(now.path("code").asText()).isIn(code, "PENDING", "FAILED");
        try (Page page = open("?at=" + moment + "&node=" + node + "&ds=" + daemonSet)) {
            PlaywrightAssertions.assertThat(verdict(page))
                    .hasText(api.path("verdict").asText());
            List<String> checks = api.path("checks").findValuesAsText("text");
            List<String> shown = page.locator("#details .checks li").allTextContents();
            assertThat(shown).hasSize(api.path("checks").size());
            for (JsonNode check : api.path("checks")) {
                assertThat(shown)
                        .anyMatch(line -> line.contains(check.path("text").asText()));
            }
            assertThat(checks).isNotEmpty();
            for (JsonNode step : api.path("wouldChange")) {
                PlaywrightAssertions.assertThat(page.locator("#details .steps")).containsText(step.asText());
            }
            assertThat(page.locator("#details .checks .first").count()).isEqualTo(1);
            Chromium.picture(page, "up-" + code.toLowerCase(java.util.Locale.ROOT));
        }
    }

    @Test
    @DisplayName("the slider goes back to before the taint: there the node had its pod; the address leads there again")
    void slider() {
        try (Page page = open("?node=node-2&ds=default/nginx")) {
            PlaywrightAssertions.assertThat(verdict(page)).containsText("is not tolerated");
            Locator slider = page.locator("#slider");
            PlaywrightAssertions.assertThat(slider).isEnabled();
            slider.focus();
            Locator moment = page.locator("#moment");
            for (int steps = 0; !page.locator("#cell").textContent().endsWith(": Ready"); steps++) {
                assertThat(steps).as("steps back").isLessThan(600);
                String before = moment.textContent();
                page.keyboard().press("ArrowLeft");
                PlaywrightAssertions.assertThat(moment).not().hasText(before);
            }
            PlaywrightAssertions.assertThat(verdict(page)).containsText("Ready, of the current revision");
            PlaywrightAssertions.assertThat(page.locator("#moment")).hasClass(Pattern.compile("past"));
            PlaywrightAssertions.assertThat(page.locator("#cell")).hasText("node-2, default/nginx: Ready");
            Chromium.picture(page, "up-past");
            String address = page.url();
            try (Page other = chromium.open(address, WIDE, HIGH, ColorScheme.LIGHT)) {
                PlaywrightAssertions.assertThat(verdict(other)).containsText("Ready, of the current revision");
                PlaywrightAssertions.assertThat(other.locator("#moment"))
                        .hasText(page.locator("#moment").textContent());
            }
            page.keyboard().press("n");
            PlaywrightAssertions.assertThat(verdict(page)).containsText("is not tolerated");
            assertThat(page.url()).doesNotContain("at=");
        }
    }

    @Test
    @DisplayName("a permalink to before the taint gives the earlier answer, as the API does")
    void permalink() throws Exception {
        String then = world.explain("default/nginx", "node-2", beforeTaint)
                .path("verdict")
                .asText();
        try (Page page = open("?at=" + beforeTaint + "&node=node-2&ds=default/nginx&group=taint&only=FINE")) {
            PlaywrightAssertions.assertThat(verdict(page)).hasText(then);
            PlaywrightAssertions.assertThat(page.locator("#group")).hasValue("taint");
            PlaywrightAssertions.assertThat(page.locator(".chip.fine")).hasAttribute("aria-pressed", "true");
        }
    }

    @Test
    @DisplayName(
            "by keyboard alone: into the matrix, to a cell, its explanation, a DaemonSet's rollout, help, and back")
    void keyboard() {
        try (Page page = open("")) {
            page.locator("#grid").focus();
            page.keyboard().press("ArrowDown");
            PlaywrightAssertions.assertThat(page.locator("#cell"))
                    .hasText(Pattern.compile(".+, default/edge-cache: .+"));
            page.keyboard().press("ArrowRight");
            PlaywrightAssertions.assertThat(page.locator("#cell")).hasText(Pattern.compile(".+, default/failing: .+"));
            page.keyboard().press("ArrowRight");
            page.keyboard().press("Home");
            PlaywrightAssertions.assertThat(page.locator("#cell")).hasText("DaemonSet default/hungry");
            PlaywrightAssertions.assertThat(page.locator("#details")).containsText("Rollout");
            PlaywrightAssertions.assertThat(page.locator("#details .blockers")).containsText("Insufficient cpu");
            PlaywrightAssertions.assertThat(page.locator("#details .blockers")).containsText("node-1");
            Chromium.picture(page, "up-daemonset");
            page.keyboard().press("?");
            PlaywrightAssertions.assertThat(page.locator("#keys")).isVisible();
            page.keyboard().press("Escape");
            PlaywrightAssertions.assertThat(page.locator("#keys")).isHidden();
            page.keyboard().press("Escape");
            PlaywrightAssertions.assertThat(page.locator("#details h2")).hasText("6 DaemonSets on 7 nodes");
            page.keyboard().press("p");
            assertThat(page.url()).contains("only=PROBLEM");
        }
    }

    @Test
    @DisplayName("a decision appears as it is made, and the matrix follows")
    void live() {
        try (Page page = open("")) {
            world.apply("""
                    apiVersion: apps/v1
                    kind: DaemonSet
                    metadata: {name: fresh, namespace: live}
                    spec:
                      selector: {matchLabels: {app: fresh}}
                      template:
                        metadata: {labels: {app: fresh}}
                        spec: {containers: [{name: main, image: nginx}]}
                    """);
            PlaywrightAssertions.assertThat(page.locator("#feed")).containsText("live/fresh");
            PlaywrightAssertions.assertThat(page.locator("#details")).containsText("live/fresh");
        } finally {
            world.delete("live", "fresh");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    @DisplayName(
            "nothing to object for accessibility, contrast included, with a slot, a DaemonSet, the overview, and in a narrow window")
    void accessible(ColorScheme scheme) {
        String[] addresses = {"", "?node=node-2&ds=default/nginx", "?ds=default/hungry", "?node=node-1"};
        for (int i = 0; i < addresses.length; i++) {
            boolean narrow = i == 1;
            try (Page page = chromium.open(world.url() + "/" + addresses[i], narrow ? 480 : WIDE, HIGH, scheme)) {
                page.locator("#details h2").waitFor();
                page.locator(".legend summary").click();
                assertThat(new AxeBuilder(page).analyze().getViolations())
                        .as("%s %s", addresses[i], scheme)
                        .extracting(rule -> rule.getId() + ": " + rule.getNodes())
                        .isEmpty();
                page.locator(".legend summary").click();
                Chromium.picture(page, "up-" + scheme.name().toLowerCase(java.util.Locale.ROOT) + "-" + i);
            }
        }
    }
}
