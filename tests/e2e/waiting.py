"""Waiting for a condition with a deadline, the only way these tests wait."""

import time

DEADLINE = 30  # seconds: far more than any of it takes, so that a loaded machine fails nothing


def wait_for(condition, what, deadline=DEADLINE):
    """The first true answer of `condition`; an AssertionError that says `what` did not happen, and how it stood.

    `what` may be a function, asked for its words at the end.
    """
    give_up = time.monotonic() + deadline
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > give_up:
            words = what() if callable(what) else what
            raise AssertionError(f"within {deadline} s there was no {words}")
        time.sleep(0.02)
