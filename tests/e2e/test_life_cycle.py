"""Start, stop, what the service manager hears, who may use a journal, what a wrong configuration gets."""

import json
import re
import signal
import subprocess
import time

from daemon import PROGRAM, RULES
from e2e_case import EndToEnd
from waiting import wait_for


class LifeCycle(EndToEnd):
    def start_one(self, **options):
        feed, source = self.feed()
        daemon = self.daemon([source], {"screen": {"stdout": "ndjson"}}, **options)
        self.await_baseline(feed, 1)
        return daemon

    def test_sigterm_ends_it_with_0(self):
        self.assertEqual(0, self.start_one().stop(signal.SIGTERM))

    def test_sigint_ends_it_with_0(self):
        self.assertEqual(0, self.start_one().stop(signal.SIGINT))

    def test_a_poll_under_way_does_not_hold_up_the_end(self):
        feed, source = self.feed("slow")
        feed.misbehave = self.newsroom.never_answers
        daemon = self.daemon([source], {"screen": {"stdout": "ndjson"}})
        self.await_baseline(feed, 1)
        began = time.monotonic()
        self.assertEqual(0, daemon.stop())
        self.assertLess(time.monotonic() - began, 15)  # the grace is 10 s

    def test_a_sink_that_is_away_does_not_hold_up_the_end(self):
        feed, source = self.feed(first_poll="all")
        feed.add("Strait news")
        daemon = self.daemon([source], {"hook": self.hook_sink(self.webhook(away=True))})
        self.await_baseline(feed)
        self.assertEqual(0, daemon.stop())

    def test_the_service_manager_hears_ready_then_status_then_stopping(self):
        daemon = self.start_one()
        wait_for(lambda: any(word.startswith("STATUS=") for word in daemon.notify.words), "STATUS=")
        notify = daemon.notify
        daemon.stop()
        self.assertEqual(1, notify.words.count("READY=1"))
        self.assertLess(notify.words.index("READY=1"), notify.words.index("STOPPING=1"))

    def test_the_watchdog_is_fed_as_often_as_asked(self):
        daemon = self.start_one(environment={"WATCHDOG_USEC": "400000"})
        began = time.monotonic()
        wait_for(lambda: daemon.notify.words.count("WATCHDOG=1") >= 5, "five WATCHDOG=1")
        self.assertLess(time.monotonic() - began, 5 * 0.4)

    def test_a_second_daemon_on_one_journal_names_the_first(self):
        first = self.start_one()
        run = subprocess.run([PROGRAM, "run", "--config", first.configuration], stdin=subprocess.DEVNULL,
                             capture_output=True, text=True, timeout=30, check=False)
        self.assertNotEqual(0, run.returncode)
        self.assertRegex(run.stderr, rf"\b{first.pid}\b")

    def test_a_journal_is_free_again_after_a_crash(self):
        daemon = self.start_one()
        daemon.kill()
        daemon.start()
        daemon.await_ready()


class WrongConfiguration(EndToEnd):
    def run_with(self, text, command="run"):
        file = self.folder / "tenbells.yaml"
        file.write_text(text)
        return subprocess.run([PROGRAM, command, "--config", file], stdin=subprocess.DEVNULL, capture_output=True,
                              text=True, timeout=30, check=False)

    def test_run_refuses_it_with_78_so_that_nobody_restarts_it(self):
        self.assertEqual(78, self.run_with("sorces: []\n").returncode)

    def test_check_refuses_it_with_1_and_shows_place_and_nearest_word(self):
        checked = self.run_with("sorces: []\n", "check")
        self.assertEqual(1, checked.returncode)
        self.assertRegex(checked.stdout + checked.stderr, r"tenbells\.yaml:1:1: .*sources")

    def test_a_private_address_is_refused_before_anything_is_asked_there(self):
        feed, source = self.feed()
        del source["allow_private"]
        (self.folder / "rules.yaml").write_text(RULES)
        run = self.run_with(json.dumps({"sources": [source], "rules": ["rules.yaml"]}))
        self.assertEqual(78, run.returncode)
        self.assertIn("allow_private", run.stderr)
        self.assertEqual([], feed.requests)

    def test_a_file_that_is_not_there_is_named(self):
        run = subprocess.run([PROGRAM, "run", "--config", self.folder / "missing.yaml"], stdin=subprocess.DEVNULL,
                             capture_output=True, text=True, timeout=30, check=False)
        self.assertEqual(78, run.returncode)
        self.assertIn("missing.yaml", run.stderr)

    def test_the_version_is_told(self):
        run = subprocess.run([PROGRAM, "--version"], capture_output=True, text=True, timeout=30, check=False)
        self.assertTrue(re.search(r"\d+\.\d+\.\d+", run.stdout) and run.returncode == 0, run)
