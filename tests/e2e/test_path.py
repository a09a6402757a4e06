"""The whole way: an item in a feed over HTTP becomes an alert in Kafka, at a webhook and on standard output."""

import re

from broker import messages, new_topic, shared_broker
from e2e_case import EndToEnd
from waiting import wait_for

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
TITLE = "Ferries wait as storm closes the strait — «naïve» plan & 台湾"


class TheWayOfAnItem(EndToEnd):
    def test_a_new_item_reaches_the_webhook_and_standard_output_as_the_same_alert(self):
        feed, source = self.feed()
        webhook = self.webhook()
        feed.add("Old news of the strait")
        daemon = self.daemon([source], {"hook": self.hook_sink(webhook), "screen": {"stdout": "ndjson"}})
        self.await_baseline(feed)
        feed.add(TITLE, summary="Captains were told to stay in port.")
        self.await_titles(webhook, TITLE)
        wait_for(lambda: daemon.screen_alerts, "alert on standard output")
        alert = webhook.alerts[0]
        self.assertEqual([alert], daemon.screen_alerts)
        self.assertEqual(("strait", "bulletin", TITLE, "https://news.example/2", "wire"),
                         (alert["rule"]["id"], alert["severity"], alert["item"]["title"], alert["item"]["link"],
                          alert["item"]["source"]))

    def test_the_evidence_counts_in_the_bytes_of_the_shipped_text(self):
        feed, source = self.feed(first_poll="all")
        webhook = self.webhook()
        feed.add(TITLE)
        self.daemon([source], {"hook": self.hook_sink(webhook)})
        self.await_titles(webhook, TITLE)
        evidence = webhook.alerts[0]["evidence"][0]
        shipped = webhook.alerts[0]["item"][evidence["field"]].encode()
        self.assertEqual(b"strait", shipped[evidence["begin"]:evidence["end"]])

    def test_an_item_that_no_rule_matches_rings_nowhere(self):
        feed, source = self.feed(first_poll="all")
        webhook = self.webhook()
        feed.add("Nothing of interest", "A second strait story", "Nothing again")
        self.daemon([source], {"hook": self.hook_sink(webhook)})
        self.await_titles(webhook, "A second strait story")
        self.await_baseline(feed, 3)
        self.assertEqual(["A second strait story"], webhook.titles)

    def test_a_json_api_is_read_by_its_pointers(self):
        webhook = self.webhook()
        feed = self.newsroom.feed("/api")
        feed.misbehave = lambda handler: self.answer_json(handler)
        self.daemon([{"id": "api", "api": self.newsroom.url("/api"), "items": "/response/results", "every": "1s",
                      "fields": {"id": "/id", "title": "/webTitle", "link": "/webUrl"}, "allow_private": True,
                      "first_poll": "all"}], {"hook": self.hook_sink(webhook)})
        self.await_titles(webhook, "Strait opens again")
        self.assertEqual("https://news.example/a", webhook.alerts[0]["item"]["link"])

    def answer_json(self, handler):
        body = (b'{"response":{"results":[{"id":"a","webTitle":"Strait opens again",'
                b'"webUrl":"https://news.example/a"}]}}')
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)


class ToKafka(EndToEnd):
    def alert_on_kafka(self):
        address, topic = shared_broker(), new_topic()
        feed, source = self.feed(first_poll="all")
        feed.add(TITLE)
        self.daemon([source], {"kafka": {"brokers": address, "topic": topic}})
        return wait_for(lambda: messages(address, topic), f"message on {topic}")[0]

    def test_the_message_is_a_cloud_event_in_binary_mode(self):
        headers = self.alert_on_kafka()["headers"]
        self.assertEqual("1.0", headers["ce_specversion"])
        self.assertRegex(headers["ce_id"], UUID)
        self.assertRegex(headers["ce_time"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z$")
        self.assertTrue(headers["ce_type"] and headers["ce_source"], headers)
        self.assertEqual("application/json", headers["content-type"].split(";")[0])

    def test_the_value_is_the_alert_and_the_key_its_story(self):
        message = self.alert_on_kafka()
        self.assertEqual(TITLE, message["value"]["item"]["title"])
        self.assertEqual(message["value"]["story"], message["key"])
        self.assertEqual(message["value"]["id"], message["headers"]["ce_id"])
