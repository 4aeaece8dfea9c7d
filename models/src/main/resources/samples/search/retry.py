"""Try again, but politely: exponential backoff with jitter.

The bookings service sits behind a gateway that answers 503 for some seconds whenever
a new version is rolled out. Clients that all come back after exactly one second make
it fall over again (a "thundering herd"). So the pause doubles each time, up to a
ceiling, and is multiplied by a random number, which spreads the callers out.
"""
import random
import time

RETRYABLE_STATUS = {429, 502, 503, 504}
MAX_ATTEMPTS = 6
FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0


class GaveUp(Exception):
    """Every attempt failed; the last error is the cause."""


def pause_before(attempt, retry_after=None):
    """Seconds to wait before this attempt, from 1. What the server asked for wins."""
    if retry_after is not None:
        return min(retry_after, LONGEST_PAUSE_SECONDS)
    ceiling = min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** (attempt - 1))
    return random.uniform(0, ceiling)


def call_with_retry(send, is_idempotent):
    """Calls send() until it succeeds.

    Requests that must not happen twice (payments!) are only repeated if the server
    certainly did not see them, which we cannot know after a timeout. Give those an
    idempotency key and pass is_idempotent=True.
    """
    last_error = None
    for attempt in range(MAX_ATTEMPTS):
        if attempt:
            time.sleep(pause_before(attempt, getattr(last_error, "retry_after", None)))
        try:
            response = send()
        except TimeoutError as error:
            if not is_idempotent:
                raise
            last_error = error
            continue
        if response.status not in RETRYABLE_STATUS:
            return response
        last_error = response
    raise GaveUp(f"no success after {MAX_ATTEMPTS} attempts") from None
