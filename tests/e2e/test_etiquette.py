"""What a publisher sees of us: validators come back byte for byte, and nothing is asked for twice."""

from e2e_case import EndToEnd
from waiting import wait_for


class ConditionalGet(EndToEnd):
    def test_the_etag_comes_back_as_it_was_sent(self):
        feed, source = self.feed(etag_form='W/"odd, \\ {} ::"')
        self.daemon([source], {"screen": {"stdout": "ndjson"}})
        feed.add("Strait news")
        wait_for(lambda: feed.answers.count(304) >= 2, lambda: f"304; requests: {feed.requests}")
        self.assertEqual(feed.etag, feed.requests[-1]["If-None-Match"])

    def test_the_first_request_is_unconditional(self):
        feed, source = self.feed()
        self.daemon([source], {"screen": {"stdout": "ndjson"}})
        self.await_baseline(feed, 1)
        self.assertNotIn("If-None-Match", feed.requests[0])
        self.assertNotIn("If-Modified-Since", feed.requests[0])

    def test_the_etag_is_remembered_over_a_restart(self):
        feed, source = self.feed()
        daemon = self.daemon([source], {"screen": {"stdout": "ndjson"}})
        wait_for(lambda: 304 in feed.answers, "304 before the restart")
        daemon.stop()
        before = len(feed.requests)
        daemon.start()
        self.await_baseline(feed, before + 1)
        self.assertEqual(feed.etag, feed.requests[before].get("If-None-Match"))

    def test_the_user_agent_names_us(self):
        feed, source = self.feed()
        self.daemon([source], {"screen": {"stdout": "ndjson"}})
        self.await_baseline(feed, 1)
        self.assertIn("tenbells", feed.requests[0]["User-Agent"].lower())
