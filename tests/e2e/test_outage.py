"""A sink that is away at the start, or later: alerts wait in the outbox and go out in order once it is back."""

from broker import OwnBroker, messages, new_topic
from e2e_case import EndToEnd
from waiting import wait_for

TITLES = [f"Strait bulletin {number}" for number in range(1, 4)]


class Outage(EndToEnd):
    def publish_one_by_one(self, feed):
        """Each in a poll of its own, so that there is an order to keep."""
        for title in TITLES:
            polls = len(feed.requests)
            feed.add(title)
            self.await_baseline(feed, polls + 2)

    def test_a_webhook_that_is_away_at_the_start_gets_all_in_order(self):
        feed, source = self.feed()
        webhook = self.webhook(away=True)
        self.daemon([source], {"hook": self.hook_sink(webhook)})
        self.await_baseline(feed)
        self.publish_one_by_one(feed)
        webhook.come_back()
        self.await_titles(webhook, *TITLES, deadline=90)
        self.assertEqual(TITLES, list(dict.fromkeys(webhook.titles)))

    def test_alerts_that_wait_survive_a_restart(self):
        feed, source = self.feed()
        webhook = self.webhook(away=True)
        daemon = self.daemon([source], {"hook": self.hook_sink(webhook)})
        self.await_baseline(feed)
        self.publish_one_by_one(feed)
        daemon.kill()
        webhook.come_back()
        daemon.start()
        self.await_titles(webhook, *TITLES, deadline=90)
        self.assertEqual(TITLES, list(dict.fromkeys(webhook.titles)))

    def test_a_webhook_that_is_away_holds_up_no_other_sink(self):
        feed, source = self.feed(first_poll="all")
        away, here = self.webhook(away=True), self.webhook()
        feed.add(TITLES[0])
        self.daemon([source], {"away": self.hook_sink(away), "here": self.hook_sink(here)})
        self.await_titles(here, TITLES[0])

    def test_a_broker_that_crashed_gets_all_in_order_when_it_is_back(self):
        broker, topic = self.enter(OwnBroker(self.folder / "kafka")), new_topic()
        feed, source = self.feed()
        self.daemon([source], {"kafka": {"brokers": broker.address, "topic": topic}})
        self.await_baseline(feed)
        feed.add("Strait bulletin 0")
        wait_for(lambda: messages(broker.address, topic), "message before the crash")
        broker.kill()
        self.publish_one_by_one(feed)
        broker.start()
        self.await_on(broker, topic, ["Strait bulletin 0", *TITLES])

    def test_a_broker_that_is_away_at_the_start_gets_all_in_order(self):
        broker, topic = self.enter(OwnBroker(self.folder / "kafka")), new_topic()
        broker.kill()
        feed, source = self.feed()
        self.daemon([source], {"kafka": {"brokers": broker.address, "topic": topic}})
        self.await_baseline(feed)
        self.publish_one_by_one(feed)
        broker.start()
        self.await_on(broker, topic, TITLES)

    def await_on(self, broker, topic, titles):
        def found():
            return list(dict.fromkeys(message["value"]["item"]["title"] for message in messages(broker.address, topic)))

        wait_for(lambda: len(found()) >= len(titles), lambda: f"{titles} on the topic; there were {found()}", 120)
        self.assertEqual(titles, found())
