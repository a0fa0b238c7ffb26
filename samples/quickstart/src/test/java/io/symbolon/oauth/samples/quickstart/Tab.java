// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What a person does in one tab: looks, types and presses. Clicks go where the thing is drawn. */
final class Tab {

    private final DevTools devTools;
    private final String browserContext;
    private final String session;

    Tab(DevTools devTools, String browserContext) {
        this.devTools = devTools;
        this.browserContext = browserContext;
        String target = devTools.send(
                        DevTools.BROWSER,
                        "Target.createTarget",
                        Map.of("url", "about:blank", "browserContextId", browserContext))
                .get("targetId")
                .asText();
        this.session = devTools.send(
                        DevTools.BROWSER, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .get("sessionId")
                .asText();
        send("Page.enable", Map.of());
    }

    String browserContext() {
        return browserContext;
    }

    /** From now on no page runs a script. */
    void withoutScripts() {
        send("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    }

    void open(String uri) {
        loading(() -> send("Page.navigate", Map.of("url", uri)));
    }

    /** What the page reads like. */
    String text() {
        return evaluate("document.body.innerText").get("value").asText();
    }

    String uri() {
        return evaluate("location.href").get("value").asText();
    }

    /** Types into the field with this label. */
    void fill(String label, String text) {
        send("DOM.focus", Map.of("objectId", find("//input[@id=//label[normalize-space()='" + label + "']/@for]")));
        send("Input.insertText", Map.of("text", text));
    }

    /** Presses the last button or link with this text, which is not the header's, and waits for the page that comes. */
    void click(String text) {
        loading(() -> press(text, 1));
    }

    /** Presses it twice, as people do who are used to icons, and waits for the page that comes. */
    void doubleClick(String text) {
        loading(() -> press(text, 2));
    }

    void back() {
        travel(-1);
    }

    void forward() {
        travel(1);
    }

    private void travel(int by) {
        JsonNode history = send("Page.getNavigationHistory", Map.of());
        JsonNode entry = history.get("entries").get(history.get("currentIndex").intValue() + by);
        loading(() -> send("Page.navigateToHistoryEntry", Map.of("entryId", entry.get("id"))));
    }

    private void press(String text, int times) {
        String named = "[normalize-space()='" + text + "']";
        String element = find("(//button" + named + "|//a" + named + ")[last()]");
        send("DOM.scrollIntoViewIfNeeded", Map.of("objectId", element));
        JsonNode corners = send("DOM.getContentQuads", Map.of("objectId", element))
                .get("quads")
                .get(0);
        Map<String, Object> mouse = new HashMap<>(Map.of(
                "button", "left",
                "x", (corners.get(0).asDouble() + corners.get(4).asDouble()) / 2,
                "y", (corners.get(1).asDouble() + corners.get(5).asDouble()) / 2));
        for (int time = 1; time <= times; time++) {
            mouse.put("clickCount", time);
            mouse.put("type", "mousePressed");
            send("Input.dispatchMouseEvent", mouse);
            mouse.put("type", "mouseReleased");
            send("Input.dispatchMouseEvent", mouse);
        }
    }

    private String find(String path) {
        JsonNode found =
                evaluate("document.evaluate(\"" + path + "\", document, null, 9 /* the first node */).singleNodeValue");
        if (!found.has("objectId")) {
            throw new AssertionError("there is no " + path + " in:\n" + text());
        }
        return found.get("objectId").asText();
    }

    private void loading(Runnable action) {
        CompletableFuture<JsonNode> loaded = devTools.next(session, "Page.loadEventFired");
        action.run();
        DevTools.await(loaded);
    }

    private JsonNode evaluate(String expression) {
        return send("Runtime.evaluate", Map.of("expression", expression)).get("result");
    }

    private JsonNode send(String method, Map<String, ?> parameters) {
        return devTools.send(session, method, parameters);
    }
}
