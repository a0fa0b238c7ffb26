// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import java.util.Random;

/** Draws the landscape that stands for a photo, the same for the same title: the album keeps no files. */
final class Picture {

    private static final String[][] SKIES = {
        {"#f6d365", "#fda085"},
        {"#a1c4fd", "#c2e9fb"},
        {"#fbc2eb", "#a6c1ee"},
        {"#ffecd2", "#fcb69f"},
        {"#84a9c0", "#b3cbb9"},
        {"#30475e", "#f2a365"},
    };
    private static final String[][] HILLS = {
        {"#5b8a72", "#3d6b58", "#24483a"},
        {"#6d7f9e", "#4c5f80", "#303f5c"},
        {"#b07d62", "#8a5a44", "#5e3c2c"},
    };

    /** Near seeds begin with near numbers. */
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private Picture() {}

    static Html of(Photo photo) {
        Random random = new Random(photo.title().hashCode() * SPREAD);
        String[] sky = SKIES[random.nextInt(SKIES.length)];
        String[] hills = HILLS[random.nextInt(HILLS.length)];
        String id = "sky-" + photo.id();
        return Html.of(
                """
                <svg viewBox="0 0 320 200" role="img" aria-label="%s"><defs><linearGradient id="%s" x2="0" y2="1">\
                <stop stop-color="%s"/><stop offset="1" stop-color="%s"/></linearGradient></defs>\
                <rect width="320" height="200" fill="url(#%s)"/>\
                <circle cx="%s" cy="%s" r="%s" fill="#fff" fill-opacity=".8"/>%s%s%s</svg>""",
                photo.title(),
                id,
                sky[0],
                sky[1],
                id,
                40 + random.nextInt(240),
                30 + random.nextInt(60),
                14 + random.nextInt(14),
                hill(random, 120, hills[0]),
                hill(random, 145, hills[1]),
                hill(random, 170, hills[2]));
    }

    private static Html hill(Random random, int height, String colour) {
        return Html.of(
                "<path d=\"M0 200V%s C80 %s 120 %s 180 %s S270 %s 320 %s V200Z\" fill=\"%s\"/>",
                height + random.nextInt(20),
                height - random.nextInt(50),
                height + random.nextInt(30),
                height - random.nextInt(20),
                height - random.nextInt(40),
                height + random.nextInt(20),
                colour);
    }
}
