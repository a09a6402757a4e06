"""A feed that misbehaves does not stop the others, and is told of once, not at every poll."""

import socket

from daemon import feed_source
from e2e_case import EndToEnd
from waiting import wait_for


def unused_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class BadFeeds(EndToEnd):
    def bad_next_to_good(self, misbehaviour):
        """A daemon with a feed that misbehaves and one that does not, whose news it has brought."""
        good, good_source = self.feed("good")
        bad, bad_source = self.feed("unlucky")
        bad.misbehave = getattr(self.newsroom, misbehaviour)
        self.webhook_of_good = self.webhook()
        daemon = self.daemon([bad_source, good_source], {"hook": self.hook_sink(self.webhook_of_good)})
        self.await_baseline(bad, 1)
        self.await_baseline(good)
        good.add("Good strait news")
        self.await_titles(self.webhook_of_good, "Good strait news")
        return daemon, bad

    def assert_told_once_and_healed(self, misbehaviour):
        daemon, bad = self.bad_next_to_good(misbehaviour)
        self.await_baseline(bad, 3)
        lines = daemon.log_lines("unlucky")
        self.assertEqual(1, len(lines), lines)
        bad.misbehave = None
        wait_for(lambda: len(daemon.log_lines("unlucky")) == 2,
                 lambda: f"second line when it healed: {daemon.log_lines('unlucky')}")

    def test_html_in_place_of_a_feed_is_told_once_and_heals(self):
        self.assert_told_once_and_healed("sends_html")

    def test_an_empty_body_is_told_once_and_heals(self):
        self.assert_told_once_and_healed("sends_nothing")

    def test_a_truncated_feed_is_told_once_and_heals(self):
        self.assert_told_once_and_healed("hangs_up_halfway")

    def test_half_a_document_sent_as_if_whole_is_told_at_most_once(self):
        daemon, bad = self.bad_next_to_good("sends_half_as_if_whole")
        self.await_baseline(bad, 3)
        self.assertLessEqual(len(daemon.log_lines("unlucky")), 1)

    def test_an_endless_feed_is_told_once_and_heals(self):
        self.assert_told_once_and_healed("never_ends")

    def test_a_server_that_never_answers_stops_nobody_else(self):
        self.bad_next_to_good("never_answers")

    def test_a_server_that_is_down_stops_nobody_else_and_is_told_once(self):
        good, good_source = self.feed("good")
        webhook = self.webhook()
        down = feed_source("unlucky", f"http://127.0.0.1:{unused_port()}/feed")
        daemon = self.daemon([down, good_source], {"hook": self.hook_sink(webhook)})
        self.await_baseline(good, 4)
        good.add("Good strait news")
        self.await_titles(webhook, "Good strait news")
        lines = daemon.log_lines("unlucky")
        self.assertEqual(1, len(lines), lines)

    def test_news_in_a_feed_that_was_broken_before_still_rings(self):
        daemon, bad = self.bad_next_to_good("hangs_up_halfway")
        bad.misbehave = None
        self.await_baseline(bad, len(bad.requests) + 2)
        bad.add("Late strait news")
        self.await_titles(self.webhook_of_good, "Late strait news", deadline=60)
        self.assertEqual(0, daemon.stop())
