"""What is written as ${env:…} or ${file:…} is used, and never shown."""

from e2e_case import EndToEnd
from waiting import wait_for

SECRET = "s3cr3t-7f1e"
FILE_SECRET = "hidden-90ab"


class Secrets(EndToEnd):
    def setUp(self):
        super().setUp()
        credentials = self.folder / "credentials"
        credentials.mkdir()
        (credentials / "wire-key").write_text(FILE_SECRET + "\n")
        self.environment = {"TB_TEST_SECRET": SECRET, "CREDENTIALS_DIRECTORY": str(credentials)}

    def run_with_secrets(self, webhook):
        feed, source = self.feed(first_poll="all")
        source["headers"] = {"X-Key": "${file:wire-key}"}
        feed.add("Strait news")
        url = webhook.url("/hook/") + "${env:TB_TEST_SECRET}"
        daemon = self.daemon([source], {"hook": {"webhook": url, "allow_private": True}}, environment=self.environment)
        return daemon, feed

    def assert_silent(self, daemon):
        shown = daemon.log + daemon.output + "".join(daemon.notify.words)
        for secret in (SECRET, FILE_SECRET):
            self.assertNotIn(secret, shown)

    def test_they_are_used(self):
        webhook = self.webhook()
        _, feed = self.run_with_secrets(webhook)
        self.await_titles(webhook, "Strait news")
        self.assertEqual(f"/hook/{SECRET}", webhook.posts[0][0])
        self.assertEqual(FILE_SECRET, feed.requests[0]["X-Key"])

    def test_they_are_not_shown_when_all_is_well(self):
        webhook = self.webhook()
        daemon, _ = self.run_with_secrets(webhook)
        self.await_titles(webhook, "Strait news")
        daemon.stop()
        self.assert_silent(daemon)

    def test_they_are_not_shown_when_everything_fails(self):
        daemon, feed = self.run_with_secrets(self.webhook(away=True))
        wait_for(lambda: daemon.log_lines("hook"), lambda: f"word of the webhook: {daemon.log}")
        feed.misbehave = self.newsroom.sends_html
        wait_for(lambda: daemon.log_lines("wire"), lambda: f"word of the feed: {daemon.log}")
        daemon.stop()
        self.assert_silent(daemon)
