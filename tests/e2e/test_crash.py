"""kill -9 at any moment loses no alert."""

import os
import random
import sqlite3
import sys
import threading
import time
from contextlib import closing

from daemon import Daemon
from e2e_case import EndToEnd

CRASHES = 30


class Crash(EndToEnd):
    def test_no_alert_is_lost_over_thirty_crashes_under_load(self):
        seed = int(os.environ.get("TB_SEED") or random.randrange(1 << 32))
        print(f"(TB_SEED={seed} repeats these moments)", file=sys.stderr)
        dice = random.Random(seed)
        feed, source = self.feed(first_poll="all")
        webhook = self.webhook()
        daemon = Daemon(self.folder, [source], {"hook": self.hook_sink(webhook)})
        self.addCleanup(daemon.kill)
        expected = []
        done = threading.Event()

        def publish():
            while not done.wait(0.02):
                title = f"Strait report {len(expected) + 1}"
                feed.add(title)
                expected.append(title)

        publisher = threading.Thread(target=publish)
        publisher.start()
        try:
            for _ in range(CRASHES):
                daemon.start()
                time.sleep(dice.uniform(0.02, 0.9))  # the moment of the crash, not a wait for anything
                daemon.kill()
        finally:
            done.set()
            publisher.join()
        daemon.start()
        self.await_titles(webhook, *expected, deadline=120)
        ids = {}
        for alert in webhook.alerts:
            ids.setdefault(alert["item"]["title"], set()).add(alert["id"])
        self.assertEqual([], [title for title, of_title in ids.items() if len(of_title) != 1])
        self.assertEqual(len(expected), len(set.union(*ids.values())))
        self.assertEqual(0, daemon.stop())
        self.assertEqual("ok", self.journal_check())

    def journal_check(self):
        with closing(sqlite3.connect(self.folder / "journal.db")) as journal:
            return journal.execute("PRAGMA integrity_check").fetchone()[0]
