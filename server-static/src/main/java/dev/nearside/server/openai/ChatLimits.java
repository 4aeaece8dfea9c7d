package dev.nearside.server.openai;

import java.time.Duration;

/**
 * What a chat or completion may ask for, and how long it may take.
 *
 * @param bodyBytes length of a request's body; pictures for other servers are in it
 * @param messages turns of a conversation
 * @param textChars characters of all its texts together
 * @param bodyTime from the first byte of a body to its last
 * @param deadline from the arrival of a request to the end of its answer, all attempts and fallbacks included
 * @param heartbeat after which silence a stream says that somebody is there
 */
public record ChatLimits(
        int bodyBytes, int messages, int textChars, Duration bodyTime, Duration deadline, Duration heartbeat) {
    /** 16 MB, 2,000 turns, 2,000,000 characters; a minute for the body, five for the answer; ten seconds of silence. */
    public static final ChatLimits USUAL = new ChatLimits(
            16 << 20, 2000, 2_000_000, Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofSeconds(10));

    /** The same with another deadline. */
    public ChatLimits deadline(Duration other) {
        return new ChatLimits(bodyBytes, messages, textChars, bodyTime, other, heartbeat);
    }
}
