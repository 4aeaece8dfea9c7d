package dev.nearside.browser.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerEventsTest {
    private static final String STREAM =
            ": ping\r\n\r\nevent: x\r\ndata: {\"a\":1}\r\n\r\ndata: one\ndata:two\n\nid: 7\n\ndata: [DONE]\r\r";

    @Test
    void dataOfAnEventIsJoinedAndEverythingElseIsPassedOver() {
        List<String> data = new ServerEvents().add(STREAM);

        assertThat(data).containsExactly("{\"a\":1}", "one\ntwo", "[DONE]");
    }

    @Test
    void whereTheStreamIsCutDoesNotMatter() {
        for (int cut = 0; cut <= STREAM.length(); cut++) {
            ServerEvents events = new ServerEvents();

            List<String> data = new ArrayList<>(events.add(STREAM.substring(0, cut)));
            data.addAll(events.add(STREAM.substring(cut)));

            assertThat(data).as("cut at " + cut).containsExactly("{\"a\":1}", "one\ntwo", "[DONE]");
        }
    }

    @Test
    void anEventWithoutItsEndIsNotTold() {
        assertThat(new ServerEvents().add("data: half")).isEmpty();
    }
}
