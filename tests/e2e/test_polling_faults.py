"""Out of file descriptors: the real program with a limit far too low for its sources serves what it can, says so, and
has all of them again; a process that can open nothing for a while recovers by itself."""

import resource
from pathlib import Path

from daemon import feed_source
from e2e_case import EndToEnd
from waiting import wait_for

SOURCES = 50
FEW = 64


class OutOfDescriptors(EndToEnd):
    def sources(self):
        feeds = [self.newsroom.feed(f"/{number}.rss") for number in range(SOURCES)]
        sources = [feed_source(f"wire-{number}", self.newsroom.url(f"/{number}.rss")) for number in range(SOURCES)]
        return feeds, sources

    def daemon_with_hook(self, sources, webhook, **options):
        return self.daemon(sources, {"hook": self.hook_sink(webhook)}, **options)

    def open_files(self, daemon):
        return len(list(Path(f"/proc/{daemon.pid}/fd").iterdir()))

    def await_all_polled_again(self, feeds):
        before = [len(feed.requests) for feed in feeds]
        wait_for(lambda: all(len(feed.requests) > polls for feed, polls in zip(feeds, before)),
                 lambda: f"further poll of {[n for n, f in enumerate(feeds) if len(f.requests) == before[n]]}")

    def test_a_limit_of_64_serves_50_sources_and_says_what_it_costs(self):
        feeds, sources = self.sources()
        webhook = self.webhook()
        daemon = self.daemon_with_hook(sources, webhook, descriptors=FEW)
        self.await_all_polled_again(feeds)
        for number, feed in enumerate(feeds):
            self.await_baseline(feed)
            feed.add(f"Strait bulletin {number}")
        self.await_titles(webhook, *[f"Strait bulletin {number}" for number in range(SOURCES)])
        self.assertEqual(1, len(daemon.log_lines("limit of open files")), daemon.log)
        self.assertLessEqual(len(daemon.log_lines("fails")), SOURCES, daemon.log)
        self.assertLessEqual(self.open_files(daemon), FEW)

    def test_descriptors_that_are_gone_for_a_while_cost_time_and_no_item(self):
        feeds, sources = self.sources()
        webhook = self.webhook()
        daemon = self.daemon_with_hook(sources, webhook)
        self.await_all_polled_again(feeds)
        for feed in feeds:
            self.await_baseline(feed)
        plenty = resource.prlimit(daemon.pid, resource.RLIMIT_NOFILE)
        # What is open stays open; nothing can be added.
        resource.prlimit(daemon.pid, resource.RLIMIT_NOFILE, (3, plenty[1]))
        for feed in feeds:
            feed.misbehave = hangs_up
        wait_for(lambda: len(daemon.log_lines("reason=resources")) == SOURCES,
                 lambda: f"word on the missing descriptors; it said: {daemon.log}")
        self.assertEqual(SOURCES, len(daemon.log_lines("reason=resources")), "once a source")
        for number, feed in enumerate(feeds):
            feed.misbehave = None
            feed.add(f"Strait bulletin {number}")
        resource.prlimit(daemon.pid, resource.RLIMIT_NOFILE, plenty)
        self.await_titles(webhook, *[f"Strait bulletin {number}" for number in range(SOURCES)])
        titles = webhook.titles
        self.assertEqual(SOURCES, len(set(titles)), titles)
        self.assertEqual([], daemon.log_lines("parked"))


def hangs_up(handler):
    """Connections that were kept end here: the next poll needs a new one."""
    handler.close_connection = True
