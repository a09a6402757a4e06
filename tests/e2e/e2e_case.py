"""What every end-to-end test has: a folder of its own, a newsroom, a webhook; all gone at the end."""

import tempfile
import unittest
from pathlib import Path

from daemon import NEEDS_PROGRAM, Daemon, feed_source
from newsroom import Newsroom
from waiting import wait_for
from webhook import Webhook


@NEEDS_PROGRAM
class EndToEnd(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = Path(self.enter(tempfile.TemporaryDirectory()))
        self.newsroom = self.enter(Newsroom())

    def enter(self, context):
        """Enters a context that is left when the test ends."""
        entered = context.__enter__()
        self.addCleanup(context.__exit__, None, None, None)
        return entered

    def webhook(self, away=False):
        return self.enter(Webhook(away))

    def hook_sink(self, webhook):
        return {"webhook": webhook.url(), "allow_private": True}

    def feed(self, name="wire", first_poll="baseline", **options):
        """A feed of the newsroom and the source that watches it."""
        path = f"/{name}.rss"
        feed = self.newsroom.feed(path, **options)
        return feed, feed_source(name, self.newsroom.url(path), first_poll=first_poll)

    def daemon(self, sources, sinks, **options):
        """A daemon that is ready."""
        return self.enter(Daemon(self.folder, sources, sinks, **options))

    def await_baseline(self, feed, polls=2):
        """Until the feed was asked once more than its first time: the items of the first answer are then committed."""
        wait_for(lambda: len(feed.requests) >= polls, lambda: f"{polls} polls; there were {len(feed.requests)}")

    def await_titles(self, webhook, *titles, deadline=30):
        wait_for(lambda: set(titles) <= set(webhook.titles),
                 lambda: f"alert of each of {titles}; there were {webhook.titles}", deadline)
