"""What other parsers' own tests expect of a feed, and how much of it the program reads alike. That corpus is other
people's material and no part of the project: where it does not lie beside the checkout, these tests are skipped."""

import json
import shlex
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from daemon import NEEDS_PROGRAM, PROGRAM

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
LEAST_OF_UNCONTESTED = 99.0  # in percent of files
LEAST_OF_ALL = 96.0


@NEEDS_PROGRAM
@unittest.skipUnless((CORPUS / "score.py").exists(), f"the corpus of feeds is not there: {CORPUS}")
class FeedScore(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        command = f"{shlex.quote(str(PROGRAM))} decode --json --url {{url}} --headers {{headers}} {{file}}"
        with tempfile.TemporaryDirectory() as folder:
            scored = Path(folder) / "score.json"
            done = subprocess.run(
                [sys.executable, CORPUS / "score.py", CORPUS / "feeds", "--cmd", command, "--plain", "title", "--json",
                 scored], capture_output=True, text=True, check=True)
            cls.report = done.stdout
            cls.judged = [file for file in json.loads(scored.read_text(encoding="utf-8"))["results"]
                          if file["status"] != "skipped"]

    def assert_read_alike(self, files, least):
        alike = sum(file["status"] == "pass" for file in files)
        self.assertGreater(len(files), 100, self.report)
        self.assertGreaterEqual(100 * alike / len(files), least, self.report)

    def test_of_the_feeds_that_parsers_agree_on_99_in_100_are_read_alike(self):
        agreed = [file for file in self.judged if not is_contested(file["file"])]
        self.assert_read_alike(agreed, LEAST_OF_UNCONTESTED)

    def test_of_all_feeds_96_in_100_are_read_alike(self):
        self.assert_read_alike(self.judged, LEAST_OF_ALL)


def is_contested(name):
    expectation = CORPUS / "feeds" / (name + ".expect.json")
    return bool(json.loads(expectation.read_text(encoding="utf-8")).get("contested"))


if __name__ == "__main__":
    unittest.main()
