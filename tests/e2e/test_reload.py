"""SIGHUP: new configuration and rules at once, or, where they are wrong, the old ones and a word about it."""

import signal

from daemon import RULES
from e2e_case import EndToEnd
from waiting import wait_for

MORE_RULES = RULES + """\
  - id: canal
    title: News of the canal
    severity: routine
    match: canal
"""
BROKEN_RULES = RULES.replace("match: strait", "match: (strait OR")


class Reload(EndToEnd):
    def setUp(self):
        super().setUp()
        self.wire, source = self.feed()
        self.hook = self.webhook()
        self.running = self.daemon([source], {"hook": self.hook_sink(self.hook)})
        self.await_baseline(self.wire)

    def test_a_new_rule_rings_without_a_restart(self):
        pid = self.running.pid
        self.running.rules.write_text(MORE_RULES)
        self.running.send(signal.SIGHUP)
        self.ring_until_heard("canal")
        self.assertEqual(pid, self.running.pid)

    def test_a_broken_rule_keeps_the_old_ones_and_says_where_it_is_broken(self):
        self.running.rules.write_text(BROKEN_RULES)
        self.running.send(signal.SIGHUP)
        wait_for(lambda: "rules.yaml:5:" in self.running.log, lambda: f"place of the mistake in: {self.running.log}")
        self.wire.add("Strait news after the mistake")
        self.await_titles(self.hook, "Strait news after the mistake")

    def test_a_configuration_that_is_no_yaml_keeps_the_old_one(self):
        self.running.configuration.write_text("sources: [\n")
        self.running.send(signal.SIGHUP)
        wait_for(lambda: "tenbells.yaml:" in self.running.log, lambda: f"place of the mistake in: {self.running.log}")
        self.wire.add("Strait news after the mistake")
        self.await_titles(self.hook, "Strait news after the mistake")

    def test_the_service_manager_hears_of_it(self):
        self.running.send(signal.SIGHUP)
        wait_for(lambda: self.running.notify.words.count("READY=1") == 2, lambda: f"{self.running.notify.words}")
        words = self.running.notify.words
        self.assertLess(words.index("RELOADING=1"), len(words) - 1 - words[::-1].index("READY=1"))

    def test_deprecated_rules_are_named_once_a_load(self):
        self.running.rules.write_text(MORE_RULES + "    status: deprecated\n")
        for loads in (1, 2):
            self.running.send(signal.SIGHUP)
            wait_for(lambda: len(self.running.log_lines("deprecated")) == loads, lambda: f"a line in: {self.running.log}")
            wait_for(lambda: self.running.notify.words.count("READY=1") == 1 + loads, "the end of the reload")
        self.assertIn("canal", self.running.log_lines("deprecated")[0])
        self.assertNotIn("strait", self.running.log_lines("deprecated")[0])

    def ring_until_heard(self, word):
        """The reload takes a moment of its own, so news keep coming until one rings."""
        def heard():
            self.wire.add(f"News {len(self.wire.requests)} of the {word}")
            return any(word in title for title in self.hook.titles)

        wait_for(heard, f"alert of the {word}")
