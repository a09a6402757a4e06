"""What the newsstand's log says of how punctually sources were polled: pure functions from its lines to figures.

Lateness is the time from an answer to the next request, both as the server sees them, less `every`. It is judged where
the daemon promises that wait: after answers that came. Nobody promises it to sources that close the connection or never
answer: the first tries after such a failure come sooner, by design. These are counted and not judged.
"""

import collections

JUDGED = ("steady", "growing", "bare", "slow", "failing")

CONDITIONAL = ("steady", "slow")  # feeds that never change and say so: after the first time, only 304

Poll = collections.namedtuple("Poll", "asked answered source kind status before")


def read_poll(line):
    """One line of the log, as newsstand.hpp says; its times in seconds."""
    asked, answered, source, kind, status, before = line.split()
    return Poll(int(asked) / 1e9, int(answered) / 1e9, int(source), kind, int(status), int(before))


def lateness(polls, every, begin, end):
    """Of each poll that was asked for in the window, with an answer before it to count from: (kind, seconds)."""
    last_end = {}
    found = []
    for poll in sorted(polls, key=lambda each: each.asked):
        before = last_end.get(poll.source)
        if poll.kind in JUDGED and before is not None and begin <= poll.asked < end:
            found.append((poll.kind, poll.asked - before - every))
        last_end[poll.source] = poll.answered
    return found


def overdue(polls, every, end):
    """Of each source whose next poll was due and had not come when the window ended: (kind, seconds so far)."""
    last = {poll.source: poll for poll in sorted(polls, key=lambda each: each.asked) if poll.asked < end}
    return [(poll.kind, end - poll.answered - every) for poll in last.values()
            if poll.kind in JUDGED and poll.answered + every < end]


def at(part, values):
    return values[int(part * (len(values) - 1))] if values else None


def summary(late):
    values = sorted(seconds for _, seconds in late)
    return {"judged": len(values), "p50": at(0.5, values), "p99": at(0.99, values), "max": at(1, values),
            "min": at(0, values), "early": sum(seconds < -0.001 for seconds in values)}


def figures(polls, every, begin, end):
    """All that is said of one run. What was overdue at the end counts with the lateness that it had by then."""
    still_due = overdue(polls, every, end)
    late = lateness(polls, every, begin, end) + still_due
    in_window = [poll for poll in polls if begin <= poll.asked < end]
    kinds = {poll.source: poll.kind for poll in polls}
    answered = [poll for poll in in_window if poll.status]
    return {**summary(late),
            "by_kind": {kind: summary([each for each in late if each[0] == kind]) for kind in JUDGED},
            "overdue": len(still_due),
            "polls": len(in_window),
            "kept": sum(poll.before > 0 for poll in answered) / max(1, len(answered)),
            "sent_again": sum(poll.kind in CONDITIONAL and poll.status == 200 for poll in in_window),
            "by_status": dict(sorted(collections.Counter(str(poll.status) for poll in in_window).items())),
            "sources_by_kind": dict(collections.Counter(kinds.values()))}
