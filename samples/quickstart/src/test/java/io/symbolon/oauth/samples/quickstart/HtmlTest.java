// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HtmlTest {

    @Test
    @Tag("security-case-76")
    void escapesWhateverIsNoHtml() {
        Html html = Html.of("<p title='%s'>%s</p>", "'\"", "<script>&");

        assertThat(html.markup()).isEqualTo("<p title='&#39;&quot;'>&lt;script&gt;&amp;</p>");
    }

    @Test
    void takesHtmlAsItIs() {
        Html html = Html.of("<p>%s</p>", Html.of("<em>%s</em>", "<"));

        assertThat(html.markup()).isEqualTo("<p><em>&lt;</em></p>");
    }
}
