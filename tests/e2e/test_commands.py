"""The commands for whoever writes rules, as a person and as a script call them: what they print, how they exit."""

import json
import os
import re
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from daemon import NEEDS_PROGRAM, PROGRAM
from newsroom import Newsroom

PACK = """\
pack: sea
entities:
  port: {kind: organisation, names: [Port Authority], ids: {wikidata: Q1}}
rules:
  - id: late-ferries
    title: Late ferries
    severity: urgent
    match: '(ferry OR ferries) AND (late OR delayed)'
    unless: quiz
    tests:
      - hit: Ferry delayed by fog
      - miss: Ferry on time
  - id: port
    title: News of the port
    status: deprecated
    match: '@port'
    tests:
      - hit: Port Authority speaks
  - id: asleep
    title: Asleep
    enabled: false
    match: walrus
"""
FAILING = """\
rules:
  - id: trams
    match: tram
    tests:
      - hit: "Buses & <trains> \\"run\\""
      - miss: A tram runs
      - hit: A tram
"""
BROKEN = """\
rules:
  - id: broken
    match: (ferry OR
"""
DOUBTFUL = """\
rules:
  - id: doubtful
    match: ferry OR fer* AND tram
"""
HOSTILE = "Ferry \x1b[2J\x1b]0;owned\x07 late \u202egnihtemos"
FEED = """\
<rss version="2.0"><channel><title>Wire</title>
<item><title>Ferry late again</title><link>https://wire.example/1</link></item>
<item><title>Quiet day</title></item>
<item><title>Port Authority on ferries</title><description>All are delayed.</description></item>
</channel></rss>
"""


class Commands(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.pack = self.write("sea.yaml", PACK)

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")
        return name

    def run_program(self, *arguments, given="", status=None, **environment):
        ran = subprocess.run([PROGRAM, *map(str, arguments)], cwd=self.folder, input=given.encode(), check=False,
                             capture_output=True, env={**os.environ, "LC_ALL": "C.UTF-8", **environment}, timeout=60)
        ran.stdout, ran.stderr = ran.stdout.decode(), ran.stderr.decode()
        if status is not None:
            self.assertEqual(status, ran.returncode, (ran.stdout, ran.stderr))
        return ran

    def json_of(self, *arguments, given="", status=0):
        return json.loads(self.run_program(*arguments, "--json", given=given, status=status).stdout)

    def configure(self, **more):
        self.write("tenbells.yaml", json.dumps({"sources": [{"feed": "https://wire.example/"}], "rules": ["sea.yaml"],
                                                "journal": {"path": "journal.db"}, **more}))

    def assert_refused_as_rules(self, *arguments):
        self.write("broken.yaml", BROKEN)
        refused = self.run_program(*arguments, "-r", "broken.yaml", status=78)
        self.assertRegex(refused.stderr, r"broken\.yaml:3:\d+: ")
        self.assertEqual("", refused.stdout)

    def assert_harmless(self, text):
        self.assertNotRegex(text, "[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e]")


@NEEDS_PROGRAM
class Help(Commands):
    def test_it_lists_every_command(self):
        listed = self.run_program("--help", status=0).stdout
        for command in ("run", "check", "test", "match", "decode", "explain", "rules", "import"):
            self.assertRegex(listed, rf"(?m)^  {command} +\S")
            self.assertIn(f"tenbells {command}", self.run_program(command, "--help", status=0).stdout)

    def test_a_wrong_command_line_is_refused(self):
        for arguments in ([], ["ring"], ["match"], ["explain"], ["explain", "late-ferries", "-r", "sea.yaml"],
                          ["match", "-r", "sea.yaml", "--as", "html", "-"], ["rules"],
                          ["explain", "x", "--item", "0", "-"]):
            with self.subTest(arguments):
                refused = self.run_program(*arguments, status=2)
                self.assertEqual("", refused.stdout)
                self.assertNotEqual("", refused.stderr)

    def test_output_that_is_lost_is_no_success(self):
        with open("/dev/full", "wb") as full:
            ran = subprocess.run([PROGRAM, "rules", "list", "-r", self.pack], cwd=self.folder, stdout=full, check=False,
                                 stderr=subprocess.PIPE, timeout=60)
        self.assertEqual(74, ran.returncode)
        self.assertIn(b"could not be written", ran.stderr)


@NEEDS_PROGRAM
class Test(Commands):
    def test_tests_that_pass_are_counted(self):
        tested = self.run_program("test", self.pack, status=0)
        self.assertEqual(("3 rules: 3 passed, 0 failed\n", ""), (tested.stdout, tested.stderr))

    def test_each_failure_is_one_line_with_its_place(self):
        tested = self.run_program("test", self.pack, self.write("failing.yaml", FAILING), status=1)
        lines = tested.stderr.splitlines()
        self.assertEqual(2, len(lines), lines)
        self.assertRegex(lines[0], r'^failing\.yaml:5:\d+: rule trams should hit: "Buses & <trains> "run""; .')
        self.assertRegex(lines[1], r'^failing\.yaml:6:\d+: rule trams should miss: "A tram runs"; .')
        self.assertEqual("4 rules: 4 passed, 2 failed\n", tested.stdout)

    def test_junit_is_xml_with_a_suite_a_pack(self):
        self.run_program("test", self.pack, self.write("failing.yaml", FAILING), "--junit", "out.xml", status=1)
        root = ElementTree.parse(self.folder / "out.xml").getroot()
        suites = {suite.get("name"): suite for suite in root}
        self.assertEqual({"sea": "0", "failing": "2"}, {name: suite.get("failures") for name, suite in suites.items()})
        cases = list(suites["failing"])
        self.assertEqual('hit: Buses & <trains> "run"', cases[0].get("name"))
        self.assertEqual(("trams", "failing.yaml", "5"), tuple(cases[0].get(key) for key in ("classname", "file", "line")))
        self.assertIn("should hit", cases[0].find("failure").get("message"))
        self.assertIsNone(cases[2].find("failure"))

    def test_a_report_that_cannot_be_written_is_told(self):
        refused = self.run_program("test", self.pack, "--junit", "nowhere/out.xml", status=69)
        self.assertIn("nowhere/out.xml", refused.stderr)

    def test_json_says_why(self):
        tests = self.json_of("test", self.write("failing.yaml", FAILING), status=1)
        self.assertEqual([False, False, True], [test["passed"] for test in tests])
        self.assertEqual((5, "hit", "trams"), (tests[0]["line"], tests[0]["expect"], tests[0]["rule"]))
        self.assertNotEqual("", tests[0]["why"])

    def test_no_tests_are_said_to_be_none(self):
        self.write("bare.yaml", "rules:\n  - {id: a, match: ferry}\n")
        tested = self.run_program("test", "bare.yaml", status=0)
        self.assertTrue(tested.stdout.startswith("1 rule: no tests"), tested.stdout)

    def test_packs_of_the_configuration_are_tested_even_without_its_secrets(self):
        self.configure(sinks={"desk": {"slack": "${env:NOT_HERE_AT_ALL}"}})
        tested = self.run_program("test", "-c", "tenbells.yaml", status=0)
        self.assertEqual("3 rules: 3 passed, 0 failed\n", tested.stdout)

    def test_a_pack_with_mistakes_is_refused_and_so_is_one_that_is_not_there(self):
        refused = self.run_program("test", self.write("broken.yaml", BROKEN), status=78)
        self.assertRegex(refused.stderr, r"broken\.yaml:3:\d+: ")
        self.assertIn("nothere.yaml", self.run_program("test", "nothere.yaml", status=78).stderr)


@NEEDS_PROGRAM
class Check(Commands):
    def test_warnings_come_with_their_place_and_do_not_fail(self):
        self.write("doubtful.yaml", DOUBTFUL)
        checked = self.run_program("check", "-r", "doubtful.yaml", status=0)
        self.assertRegex(checked.stderr, r"(?m)^doubtful\.yaml:3:\d+: warning: .*\n .*match: ferry OR fer\*.*\n +\^$")
        self.assertRegex(checked.stdout, r"^doubtful\.yaml: good \(1 rule, \d+ warnings?\)\n$")
        self.run_program("check", "-r", "doubtful.yaml", "--strict", status=1)

    def test_mistakes_come_before_warnings(self):
        self.write("doubtful.yaml", DOUBTFUL)
        self.write("broken.yaml", BROKEN)
        checked = self.run_program("check", "-r", "doubtful.yaml", "-r", "broken.yaml", status=1)
        self.assertLess(checked.stderr.index("broken.yaml:3:"), checked.stderr.index("warning:"))

    def test_json_has_both(self):
        self.write("doubtful.yaml", DOUBTFUL)
        found = self.json_of("check", "-r", "doubtful.yaml")
        self.assertEqual((True, []), (found["ok"], found["mistakes"]))
        self.assertEqual(("doubtful.yaml", 3), (found["warnings"][0]["file"], found["warnings"][0]["line"]))

    def test_a_configuration_is_checked_with_its_packs(self):
        self.configure()
        self.assertRegex(self.run_program("check", "-c", "tenbells.yaml", status=0).stdout,
                         r"^tenbells\.yaml: good \(1 source, 2 rules, 1 sink")


@NEEDS_PROGRAM
class Match(Commands):
    def match(self, *arguments, given="", status=0):
        """The JSON lines of a match with the pack."""
        lines = self.run_program("match", "-r", "sea.yaml", *arguments, given=given, status=status).stdout
        return [json.loads(line) for line in lines.splitlines()]

    def test_the_hits_of_a_feed_are_alerts_in_shape(self):
        hits = self.match(self.write("feed.rss", FEED))
        self.assertEqual(["late-ferries", "late-ferries", "port"], [hit["rule"]["id"] for hit in hits])
        self.assertEqual("urgent", hits[0]["severity"])
        self.assertEqual([("title", "Ferry"), ("title", "late")],
                         [(span["field"], span["text"]) for span in hits[0]["evidence"]])
        self.assertEqual([{"id": "port", "kind": "organisation", "ids": {"wikidata": "Q1"}}], hits[2]["entities"])
        for hit in hits:
            for span in hit["evidence"]:
                text = hit["item"][span["field"]].encode()
                self.assertEqual(span["text"], text[span["begin"]:span["end"]].decode())

    def test_all_shows_misses_too(self):
        found = self.match("--all", self.write("feed.rss", FEED))
        misses = [line["item"]["title"] for line in found if line["rule"] is None]
        self.assertEqual(["Quiet day"], misses)

    def test_items_come_as_json_of_any_form_and_as_text(self):
        item = json.dumps({"title": "Ferry late"})
        for given in (item, f"[{item}, \"Quiet\"]", f"{item}\n{item}\n", "Ferry late\n", "Today\n\nThe ferry is late.\n"):
            with self.subTest(given):
                hits = self.match("-", given=given)
                self.assertEqual({"late-ferries"}, {hit["rule"]["id"] for hit in hits})

    def test_an_alert_may_be_given_back(self):
        line = self.run_program("match", "-r", "sea.yaml", "-", given="Ferry late", status=0).stdout
        self.assertEqual("Ferry late", self.match("-", given=line)[0]["item"]["title"])

    def test_nothing_that_hits_is_status_1(self):
        self.assertEqual([], self.match("-", given="Quiet day", status=1))

    def test_the_form_may_be_said(self):
        given = '{"title": "Ferry late"}'
        self.assertEqual(given, self.match("--as", "text", "-", given=given)[0]["item"]["title"])
        self.run_program("match", "-r", "sea.yaml", "--as", "feed", "-", given=given, status=65)

    def test_an_input_that_cannot_be_read_says_why(self):
        for given, why in (("", "empty"), ('{"title": 5}', 'must be a text'), ('{"titel": "x"}', 'Did you mean "title"'),
                           ('{"title": "x"}\n{"', "line 2"), ("<html></html>", "HTML page")):
            with self.subTest(given):
                refused = self.run_program("match", "-r", "sea.yaml", "-", given=given, status=65)
                self.assertEqual("", refused.stdout)
                self.assertIn(why, refused.stderr)
        self.assertIn("nothere.rss", self.run_program("match", "-r", "sea.yaml", "nothere.rss", status=65).stderr)

    def test_a_url_is_fetched_by_our_client_under_its_policy(self):
        with Newsroom() as newsroom:
            newsroom.feed("/wire.rss").add("Ferry late by wire")
            url = newsroom.url("/wire.rss")
            self.assertEqual("Ferry late by wire", self.match("--allow-private", url)[0]["item"]["title"])
            self.assertIn("--allow-private", self.run_program("match", "-r", "sea.yaml", url, status=65).stderr)
            self.run_program("match", "-r", "sea.yaml", "--allow-private", newsroom.url("/nothere.rss"), status=65)
        self.run_program("match", "-r", "sea.yaml", "--allow-private", url, status=69)

    def test_rules_may_be_those_of_a_configuration(self):
        self.configure()
        hits = self.run_program("match", "-c", "tenbells.yaml", "-", given="Ferry late", status=0).stdout
        self.assertEqual("late-ferries", json.loads(hits)["rule"]["id"])
        refused = self.run_program("match", "-c", "nothere.yaml", "-", given="Ferry late", status=2)
        self.assertIn("--rules PACK", refused.stderr)

    def test_rules_with_mistakes_are_refused(self):
        self.assert_refused_as_rules("match", "-")

    def test_a_terminal_sees_what_matched_and_nothing_drives_it(self):
        self.write("hostile.json", json.dumps({"title": HOSTILE, "body": HOSTILE}))
        shown = self.on_a_terminal("match", "-r", "sea.yaml", "hostile.json")
        self.assertIn("[Ferry]", shown)
        self.assertIn(" URGENT  late-ferries  Late ferries", shown)
        self.assertIn("1 of 1 item hit by 1 of 2 rules", shown)
        self.assert_harmless(shown)
        self.assertIn("\x1b[1m\x1b[4mFerry\x1b[0m", self.on_a_terminal("match", "-r", "sea.yaml", "hostile.json",
                                                                       NO_COLOR=""))

    def on_a_terminal(self, *arguments, **environment):
        """What a terminal would get, its line ends as ours."""
        control, terminal = os.openpty()
        with subprocess.Popen([PROGRAM, *arguments], cwd=self.folder, stdin=subprocess.DEVNULL, stdout=terminal,
                              stderr=terminal, env={**os.environ, "LC_ALL": "C.UTF-8", "NO_COLOR": "1", **environment}):
            os.close(terminal)
            shown = b""
            try:
                while piece := os.read(control, 65536):
                    shown += piece
            except OSError:  # the other end is closed
                pass
        os.close(control)
        return shown.decode().replace("\r\n", "\n")


@NEEDS_PROGRAM
class Explain(Commands):
    def explain(self, rule, *arguments, status, **options):
        return self.run_program("explain", rule, "-r", "sea.yaml", *arguments, status=status, **options).stdout

    def test_the_summary_comes_first_and_each_part_has_its_answer(self):
        shown = self.explain("late-ferries", "--text", "Ferry on time", status=1)
        self.assertTrue(shown.startswith("✗ no hit: "), shown)
        self.assertRegex(shown, r"(?m)^ +✓ ferry  → Ferry$")
        self.assertRegex(shown, r"(?m)^ +✗ late  — .+$")
        self.assertRegex(shown, r"(?m)^unless: must not be true\n  ✗ quiz  — ")

    def test_a_hit_is_status_0_and_unless_is_what_forbids(self):
        self.assertTrue(self.explain("late-ferries", "--text", "Late ferry", status=0).startswith("✓ a hit"))
        self.assertIn("unless", self.explain("late-ferries", "--text", "Late ferry quiz", status=1).splitlines()[0])

    def test_a_locale_without_utf8_gets_ascii(self):
        for options in ({"LC_ALL": "C"}, {}):
            flags = [] if options else ["--ascii"]
            self.assertTrue(self.explain("late-ferries", "--text", "Ferry", *flags, status=1, **options).isascii())

    def test_one_item_of_a_document_is_chosen(self):
        feed = self.write("feed.rss", FEED)
        self.assertIn("item Ferry late again", self.explain("late-ferries", feed, status=0))
        self.assertIn("item Quiet day", self.explain("late-ferries", feed, "--item", "2", status=1))
        refused = self.run_program("explain", "late-ferries", "-r", "sea.yaml", feed, "--item", "4", status=65)
        self.assertIn("there are 3 items", refused.stderr)

    def test_json_has_the_tree(self):
        tree = json.loads(self.explain("late-ferries", "--text", "Ferry on time", "--json", status=1))
        self.assertEqual((False, "late-ferries", "AND"), (tree["hit"], tree["rule"], tree["match"]["what"]))
        ferry = tree["match"]["parts"][0]["parts"][0]
        self.assertEqual((True, "Ferry"), (ferry["holds"], ferry["spans"][0]["text"]))

    def test_a_disabled_rule_is_explained_too(self):
        self.assertIn("(disabled)", self.explain("asleep", "--text", "walrus", status=0))

    def test_an_unknown_rule_is_answered_with_the_nearest(self):
        refused = self.run_program("explain", "late-ferry", "-r", "sea.yaml", "--text", "x", status=2)
        self.assertIn('Did you mean "late-ferries"?', refused.stderr)

    def test_hostile_text_is_harmless(self):
        self.assert_harmless(self.explain("late-ferries", "--text", HOSTILE, status=0))
        self.assert_harmless(self.run_program("explain", "\x1b[2J", "-r", "sea.yaml", "--text", "x", status=2).stderr)

    def test_rules_with_mistakes_are_refused(self):
        self.assert_refused_as_rules("explain", "late-ferries", "--text", "x")


@NEEDS_PROGRAM
class Rules(Commands):
    def test_list_has_every_rule(self):
        lines = self.run_program("rules", "list", "-r", "sea.yaml", status=0).stdout.splitlines()
        self.assertEqual(["id", "pack", "severity", "status", "enabled", "title"], lines[0].split())
        self.assertEqual(["asleep", "sea", "routine", "stable", "no", "Asleep"], lines[3].split())
        listed = self.json_of("rules", "list", "-r", "sea.yaml")
        self.assertEqual(["late-ferries", "port", "asleep"], [rule["id"] for rule in listed])
        self.assertEqual(("deprecated", True), (listed[1]["status"], listed[1]["enabled"]))

    def test_stats_count_what_the_rules_are_made_of(self):
        shown = self.run_program("rules", "stats", "-r", "sea.yaml", status=0).stdout
        self.assertRegex(shown, r"(?m)^rules +2 and 1 disabled$")
        self.assertRegex(shown, r"(?m)^without words +none$")
        numbers = self.json_of("rules", "stats", "-r", "sea.yaml")
        self.assertEqual((2, 1, 1), (numbers["rules"], numbers["disabled"], numbers["entities"]))
        self.assertNotIn("corpus", numbers)

    def test_stats_with_a_corpus_say_what_each_rule_cost(self):
        corpus = self.json_of("rules", "stats", "-r", "sea.yaml", "--corpus", self.write("feed.rss", FEED))["corpus"]
        self.assertEqual((3, 2), (corpus["items"], corpus["items_hit"]))
        hits = {rule["rule"]: rule["hits"] for rule in corpus["rules"]}
        self.assertEqual({"late-ferries": 2, "port": 1}, hits)
        self.assertEqual([], corpus["never_hit"])
        self.write("quiet.txt", "Quiet day")
        shown = self.run_program("rules", "stats", "-r", "sea.yaml", "--corpus", "quiet.txt", "--top", "1", status=0)
        self.assertIn("2 rules never hit: late-ferries and 1 more", shown.stdout)

    def test_a_corpus_or_rules_that_cannot_be_read_are_refused(self):
        self.run_program("rules", "stats", "-r", "sea.yaml", "--corpus", "nothere.jsonl", status=65)
        self.assert_refused_as_rules("rules", "stats")
        self.assert_refused_as_rules("rules", "list")


if __name__ == "__main__":
    unittest.main()
