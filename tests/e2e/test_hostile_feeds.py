"""Documents made to hurt: bombs, bytes that are no text, markup without end. Each ends in the items that are whole or in
an error, soon and in little memory; `scripts/test --preset asan` asks the sanitizers too. The documents are no part of
the project: where they do not lie beside the checkout, this test is skipped (tests/feed/hostile_test.cpp makes its own)."""

import json
import shlex
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from daemon import NEEDS_PROGRAM, PROGRAM

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
MOST_SECONDS = 1.0
MOST_MEGABYTES = 256
MOST_RUNS = 3


@NEEDS_PROGRAM
@unittest.skipUnless((CORPUS / "score.py").exists(), f"the corpus of hostile documents is not there: {CORPUS}")
class HostileFeeds(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.report, cls.judged = judge()

    def test_each_ends_as_it_must(self):
        self.assertGreater(len(self.judged), 100, self.report)
        self.assertEqual([], [file["file"] for file in self.judged if not file["ok"]], self.report)

    def test_none_takes_long(self):
        runs = [self.judged]
        while slow_in(runs) and len(runs) < MOST_RUNS:
            runs.append(judge()[1])
        self.assertEqual([], slow_in(runs), self.report)


def judge():
    """What the scorer prints, and what it says of each document."""
    command = f"{shlex.quote(str(PROGRAM))} decode --json --url {{url}} --headers {{headers}} {{file}}"
    with tempfile.TemporaryDirectory() as folder:
        scored = Path(folder) / "score.json"
        done = subprocess.run(
            [sys.executable, CORPUS / "score.py", "--hostile", CORPUS / "hostile", "--cmd", command, "--max-mb",
             str(MOST_MEGABYTES), "--json", scored], capture_output=True, text=True, check=False)
        return done.stdout + done.stderr, json.loads(scored.read_text(encoding="utf-8"))


def slow_in(runs):
    """The documents that took long in every run: time is the clock's, and the machine may be busy."""
    slow = [{file["file"] for file in run if file["seconds"] > MOST_SECONDS} for run in runs]
    return sorted(set.intersection(*slow))


if __name__ == "__main__":
    unittest.main()
