"""A public list becomes an entity list, and rules may name it at once."""

import json
import subprocess
import tempfile
import unittest
from pathlib import Path

from daemon import NEEDS_PROGRAM, PROGRAM, ROOT

DATA = ROOT / "tests" / "watchlist" / "data"
CSV_FILES = [DATA / name for name in ("SDN.CSV", "ALT.CSV", "ADD.CSV", "SDN_COMMENTS.CSV")]
PACK = """\
pack: sanctions
lists: [{file: %s, as: ofac-sdn}]
rules:
  - id: sanctioned
    match: '@ofac-sdn AND talks'
    tests:
      - hit: Karam Muhammad el-Testawi joins the talks
      - hit: "Tanker Morning Probe, under sanctions, waits for talks"
      - miss: Morning probe finds nothing new before the talks
"""


def run(*arguments):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, check=False)


@NEEDS_PROGRAM
class ImportOfacSdn(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def test_both_editions_give_the_same_list(self):
        outputs = [run("import", "ofac-sdn", *files) for files in ([DATA / "sdn.xml"], CSV_FILES)]
        self.assertEqual([0, 0], [output.returncode for output in outputs])
        self.assertEqual(outputs[0].stdout, outputs[1].stdout)
        self.assertEqual(5, len(json.loads(outputs[0].stdout)))
        self.assertIn("1 weak alias left out (--weak takes them)", outputs[0].stderr)

    def test_a_rule_rings_by_the_list_in_either_form(self):
        for name in ("ofac.json", "ofac.csv"):
            with self.subTest(name):
                made = run("import", "ofac-sdn", DATA / "sdn.xml", "-o", self.folder / name)
                self.assertEqual((0, ""), (made.returncode, made.stdout))
                pack = self.folder / "pack.yaml"
                pack.write_text(PACK % name, encoding="utf-8")
                tested = run("test", pack)
                self.assertEqual((0, "1 rule: 3 passed, 0 failed\n", ""),
                                 (tested.returncode, tested.stdout, tested.stderr))
                self.assertEqual([name, "pack.yaml"], sorted(file.name for file in self.folder.iterdir()))
                (self.folder / name).unlink()

    def test_a_file_that_is_no_list_leaves_the_old_one(self):
        out = self.folder / "ofac.json"
        out.write_text("{}")
        wrong = self.folder / "wrong.xml"
        wrong.write_text("<rss/>")
        refused = run("import", "ofac-sdn", wrong, "-o", out)
        self.assertEqual(1, refused.returncode)
        self.assertIn("it holds no sdnList", refused.stderr)
        self.assertEqual("{}", out.read_text())

    def test_an_ending_that_no_list_has_is_a_wrong_command_line(self):
        refused = run("import", "ofac-sdn", DATA / "sdn.xml", "-o", self.folder / "ofac.xml")
        self.assertEqual(2, refused.returncode)
        self.assertIn("ends in .json or .csv", refused.stderr)


if __name__ == "__main__":
    unittest.main()
