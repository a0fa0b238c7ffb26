// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The rates of a section as horizontal bars.
 *
 * @param title what stands above
 * @param bars from top to bottom
 */
record Chart(String title, List<Bar> bars) {

    private static final int WIDTH = 760;
    private static final int LONGEST_BAR = 600;
    private static final int ROW = 40;
    private static final int TOP = 40;
    private static final int MARGIN = 10;

    /**
     * One of them.
     *
     * @param label what stands above it
     * @param perSecond how long it is
     */
    record Bar(String label, double perSecond) {}

    /** The chart of a section, as it was measured on one Java platform or several. */
    static Chart of(String section, List<Measured> measured) {
        List<Bar> bars = new ArrayList<>();
        for (Measured on : measured) {
            String platform = measured.size() > 1 ? ", " + on.java().replaceFirst("\\+.*?\\)", "") : "";
            on.figures().stream()
                    .filter(figure ->
                            figure.perSecond().isPresent() && figure.demand().isEmpty())
                    .map(figure -> new Bar(
                            figure.what().replace("`", "") + platform,
                            figure.perSecond().getAsDouble()))
                    .forEach(bars::add);
        }
        return new Chart(section + ": operations per second, medians", bars);
    }

    /** One bar says nothing. */
    boolean isWorthLookingAt() {
        return bars.size() > 1;
    }

    String toSvg() {
        double longest = bars.stream().mapToDouble(Bar::perSecond).max().orElse(1);
        StringBuilder svg = new StringBuilder();
        line(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"13\">",
                WIDTH,
                TOP + ROW * bars.size() + MARGIN);
        line(svg, "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>");
        line(svg, "<text x=\"%d\" y=\"24\" font-size=\"15\" font-weight=\"bold\">%s</text>", MARGIN, escaped(title));
        int y = TOP;
        for (Bar bar : bars) {
            int length = (int) Math.max(Math.round(bar.perSecond / longest * LONGEST_BAR), 1);
            line(svg, "<text x=\"%d\" y=\"%d\">%s</text>", MARGIN, y + 13, escaped(bar.label));
            line(svg, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"14\" fill=\"#4878a8\"/>", MARGIN, y + 18, length);
            line(svg, "<text x=\"%d\" y=\"%d\">%,.0f</text>", MARGIN + length + 6, y + 30, bar.perSecond);
            y += ROW;
        }
        return svg.append("</svg>\n").toString();
    }

    private static void line(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
