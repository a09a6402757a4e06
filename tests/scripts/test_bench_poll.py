"""What bench/poll makes of the newsstand's log."""

import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.append(str(ROOT / "bench" / "poll"))

import lateness  # noqa: E402

EVERY, BEGIN, END = 60, 100, 200


def polled(asked, answered=None, source=7, kind="steady", status=304, before=1):
    return lateness.Poll(asked, answered if answered is not None else asked, source, kind, status, before)


def figures_of(*polls):
    return lateness.figures(polls, EVERY, BEGIN, END)


class BenchPoll(unittest.TestCase):
    def test_a_line_of_the_log_is_read_in_seconds(self):
        self.assertEqual(polled(1.5, 3.5, 42, "slow", 304, 2),
                         lateness.read_poll("1500000000 3500000000 42 slow 304 2\n"))

    def test_lateness_counts_from_the_answer_and_not_from_the_request(self):
        found = figures_of(polled(98, 100), polled(160.25))
        self.assertEqual((1, 0.25), (found["judged"], found["max"]))

    def test_a_poll_outside_the_window_is_not_judged(self):
        found = figures_of(polled(30), polled(99), polled(159.5), polled(219.5))
        self.assertEqual((1, 0.5, 1), (found["judged"], found["max"], found["polls"]))

    def test_the_first_poll_of_a_source_is_not_judged(self):
        self.assertEqual(0, figures_of(polled(150))["judged"])

    def test_a_poll_before_its_time_is_counted(self):
        self.assertEqual(1, figures_of(polled(110), polled(169.5))["early"])

    def test_a_source_overdue_at_the_end_is_late_by_what_it_is_late_then(self):
        found = figures_of(polled(110))
        self.assertEqual((1, 1, 30), (found["overdue"], found["judged"], found["max"]))

    def test_a_poll_after_the_end_does_not_hide_that_the_source_was_overdue(self):
        self.assertEqual(30, figures_of(polled(110), polled(201))["max"])

    def test_sources_that_answer_nothing_are_counted_and_not_judged(self):
        found = figures_of(*(polled(at, kind="hung", status=0) for at in (100, 110)),
                           *(polled(at, source=8, kind="dropping", status=0) for at in (100, 110)))
        self.assertEqual((0, 4, {"0": 4}), (found["judged"], found["polls"], found["by_status"]))

    def test_an_unchanged_feed_sent_whole_again_is_counted(self):
        found = figures_of(polled(150, status=200), polled(151, source=8, kind="bare", status=200))
        self.assertEqual(1, found["sent_again"])

    def test_the_share_of_kept_connections_is_of_answers(self):
        found = figures_of(polled(120), polled(121, source=8, before=0), polled(122, source=9, kind="hung", status=0))
        self.assertEqual(0.5, found["kept"])
