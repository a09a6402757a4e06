"""scripts/test and scripts/run, in a tree of stubs: what they say when things go wrong around the tests."""

import os
import shutil
import stat
import subprocess
import tempfile
import unittest
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"


class ATree(unittest.TestCase):
    """A tree whose packages are there, whose build is done, and which has no tests."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        (self.root / "scripts").mkdir()
        for name in ("test", "run", "test-report"):
            shutil.copy2(SCRIPTS / name, self.root / "scripts" / name)
        for name in ("scripts/packages", "scripts/build", "scripts/kafka", "bin/ctest"):
            self.stub(name, f"echo {name} >>{self.root}/called")
        for name in ("tests/scripts", "tests/layout", "tests/e2e"):
            (self.root / name).mkdir(parents=True)

    def stub(self, name, text):
        file = self.root / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"#!/bin/sh\n{text}\n")
        file.chmod(file.stat().st_mode | stat.S_IXUSR)

    def run_script(self, *command):
        environment = {**os.environ, "PATH": f"{self.root}/bin:{os.environ['PATH']}"}
        return subprocess.run([self.root / "scripts" / command[0], *command[1:]], stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=environment,
                              check=False, timeout=60)

    def python_test(self, name):
        (self.root / "tests/e2e/test_x.py").write_text(
            f"import unittest\nclass X(unittest.TestCase):\n    def {name}(self):\n        pass\n")


class TestTheTests(ATree):
    def test_a_filter_runs_what_matches(self):
        self.python_test("test_alert")
        run = self.run_script("test", "--filter", "alert")
        self.assertEqual((0, "1 passed, 0 failed, 0 skipped"), (run.returncode, run.stdout.splitlines()[-1]), run.stderr)

    def test_a_filter_that_matches_nothing_fails(self):
        self.python_test("test_alert")
        run = self.run_script("test", "--filter", "alrt")
        self.assertEqual((1, ["FAILED filter: a test matches alrt", "0 passed, 1 failed, 0 skipped"]),
                         (run.returncode, run.stdout.splitlines()[-2:]), run.stderr)

    def test_a_report_that_breaks_down_fails(self):
        self.python_test("test_alert")
        shutil.rmtree(self.root / "tests/layout")  # no folder to discover
        run = self.run_script("test", "--filter", "alert")
        self.assertEqual((1, ["FAILED scripts/test-report unittest tests/layout: it ended with status 3",
                              "1 passed, 1 failed, 0 skipped"]),
                         (run.returncode, run.stdout.splitlines()[-2:]), run.stderr)

    def test_a_junit_file_cut_short_fails(self):
        self.python_test("test_alert")
        self.stub("bin/ctest", 'for a in "$@"; do case $a in */tests.xml) echo "<x><testcase" >"$a" ;; esac; done')
        run = self.run_script("test", "--filter", "alert")
        self.assertEqual((1, "1 passed, 1 failed, 0 skipped"), (run.returncode, run.stdout.splitlines()[-1]), run.stderr)


class TestRun(ATree):
    def test_a_configuration_that_is_not_there_is_told_before_anything_is_built(self):
        for file in ("nope.yaml", "nope/tenbells.yaml", "tests"):
            run = self.run_script("run", "--config", str(self.root / file))
            self.assertEqual(78, run.returncode)
            self.assertIn(file, run.stderr)
        self.assertFalse((self.root / "called").exists())


if __name__ == "__main__":
    unittest.main()
