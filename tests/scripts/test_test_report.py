"""What scripts/test-report counts, and how it says so."""

import contextlib
import io
import tempfile
import unittest
from pathlib import Path

from scripts import load

report = load("test-report")

JUNIT = """<?xml version="1.0"?>
<testsuite name="Linux" tests="5">
  <testcase name="a.Passes" status="run"><system-out>fine</system-out></testcase>
  <testcase name="a.Fails" status="fail"><failure message="x"/><system-out>no</system-out></testcase>
  <testcase name="a.NeedsKafka" status="notrun"><skipped message="SKIP_REGULAR_EXPRESSION_MATCHED"/>
    <system-out>[ RUN      ] a.NeedsKafka
/src/tests/a_test.cpp:12: Skipped
no broker: Maven can't fetch
the jars

[  SKIPPED ] a.NeedsKafka (0 ms)</system-out></testcase>
  <testcase name="a.Off" status="disabled"><system-out/></testcase>
</testsuite>
"""


class TestReport(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.results = report.Results(self.folder / "results.tsv")

    def summary(self):
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            status = report.summary(self.results)
        return status, out.getvalue().splitlines()

    def test_junit_outcomes_keep_their_names_and_the_reason_of_a_skip(self):
        file = self.folder / "tests.xml"
        file.write_text(JUNIT)
        report.junit(self.results, file)
        self.assertEqual([["passed", "a.Passes", ""], ["failed", "a.Fails", ""],
                          ["skipped", "a.NeedsKafka", "no broker: Maven can't fetch the jars"],
                          ["skipped", "a.Off", "disabled"]], self.results.lines())

    def test_a_check_that_ends_with_77_is_skipped_with_its_last_line(self):
        report.check(self.results, "format", "sh", "-c", "echo first; echo no tool; exit 77")
        self.assertEqual([["skipped", "format", "no tool"]], self.results.lines())

    def test_a_check_that_cannot_be_started_fails(self):
        report.check(self.results, "rules", str(self.folder / "missing"))
        self.assertEqual("failed", self.results.lines()[0][0])

    def test_the_last_line_counts(self):
        for outcome in ("passed", "passed", "skipped"):
            self.results.add(outcome, "x", "y")
        status, lines = self.summary()
        self.assertEqual((False, ["SKIPPED x: y", "2 passed, 0 failed, 1 skipped"]), (bool(status), lines))

    def test_a_failure_shows_in_the_status(self):
        self.results.add("failed", "x")
        self.assertTrue(self.summary()[0])

    def test_nothing_at_all_is_a_failure(self):
        status, lines = self.summary()
        self.assertEqual((True, ["0 passed, 0 failed, 0 skipped"]), (bool(status), lines))


if __name__ == "__main__":
    unittest.main()
