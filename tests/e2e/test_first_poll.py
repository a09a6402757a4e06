"""What the first poll of a source does with the news it finds."""

from e2e_case import EndToEnd


class FirstPoll(EndToEnd):
    def test_a_baseline_records_and_does_not_ring(self):
        feed, source = self.feed(first_poll="baseline")
        webhook = self.webhook()
        feed.add("Strait news from before")
        self.daemon([source], {"hook": self.hook_sink(webhook)})
        self.await_baseline(feed)
        feed.add("Strait news of now")
        self.await_titles(webhook, "Strait news of now")
        self.assertEqual(["Strait news of now"], webhook.titles)

    def test_all_rings_for_everything_that_is_there(self):
        feed, source = self.feed(first_poll="all")
        webhook = self.webhook()
        feed.add("Strait news one", "Strait news two")
        self.daemon([source], {"hook": self.hook_sink(webhook)})
        self.await_titles(webhook, "Strait news one", "Strait news two")

    def test_a_restart_is_no_first_poll(self):
        feed, source = self.feed(first_poll="baseline")
        webhook = self.webhook()
        daemon = self.daemon([source], {"hook": self.hook_sink(webhook)})
        self.await_baseline(feed)
        daemon.stop()
        feed.add("Strait news while it was off")
        daemon.start()
        self.await_titles(webhook, "Strait news while it was off")
