package dev.nearside.server.upstream;

/** Events of a chat as upstreams send them; constants, so that they can stand in annotations. */
final class Chunks {
    private static final String BEGIN = "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":7,"
            + "\"model\":\"m\",\"choices\":[";
    private static final String DELTA = BEGIN + "{\"index\":0,\"delta\":";
    private static final String END = ",\"finish_reason\":null}]}\n\n";

    static final String ROLE = DELTA + "{\"role\":\"assistant\",\"content\":\"\"}" + END;
    static final String HEL = DELTA + "{\"content\":\"Hel\"}" + END;
    static final String LO = DELTA + "{\"content\":\"lo\"}" + END;
    static final String STOP = DELTA + "{},\"finish_reason\":\"stop\"}]}\n\n";
    static final String USAGE =
            BEGIN + "],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2,\"total_tokens\":7}}\n\n";
    static final String DONE = "data: [DONE]\n\n";
    static final String HELLO = ROLE + HEL + LO + STOP + DONE;

    private Chunks() {}

    static String delta(String delta) {
        return DELTA + delta + END;
    }

    static String event(String json) {
        return "data: " + json + "\n\n";
    }
}
