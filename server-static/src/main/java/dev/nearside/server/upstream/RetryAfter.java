package dev.nearside.server.upstream;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** When a server wants to be asked again (RFC 9110, 10.2.3; OpenAI's {@code retry-after-ms} besides). */
final class RetryAfter {
    private RetryAfter() {}

    /** Reads the headers of an answer; a date that has passed is no time at all. */
    static Optional<Duration> of(Answer answer, Instant now) {
        String millis = answer.header("retry-after-ms").strip();
        return millis.matches("\\d{1,9}")
                ? Optional.of(Duration.ofMillis(Long.parseLong(millis)))
                : parse(answer.header("Retry-After").strip(), now);
    }

    /** Reads seconds or a date; empty if it is neither. */
    static Optional<Duration> parse(String value, Instant now) {
        if (value.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(now, then);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeParseException e) {
            // A server that cannot write a date is treated as one that sent none.
            return Optional.empty();
        }
    }
}
