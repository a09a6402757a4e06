"""scripts/kafka where there is no broker: what it says, and whom it leaves alone."""

import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

from scripts import ROOT


class KafkaScript(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = Path(folder.name)

    def run_script(self, *arguments, **environment):
        return subprocess.run([ROOT / "scripts" / "kafka", *arguments], capture_output=True, text=True, check=False,
                              env={**os.environ, "TB_KAFKA_HOME": str(self.home), **environment})

    def test_status_of_none_is_3(self):
        self.assertEqual(3, self.run_script("status").returncode)

    def test_status_for_programs_is_json(self):
        status = json.loads(self.run_script("status", "--json").stdout)
        self.assertEqual((False, None), (status["running"], status["address"]))

    def test_stop_of_none_is_done(self):
        self.assertEqual(0, self.run_script("stop").returncode)

    def test_a_pid_that_another_process_has_is_left_alone(self):
        other = subprocess.Popen(["sleep", "60"])
        self.addCleanup(other.wait)
        self.addCleanup(other.kill)
        (self.home / "pid").write_text(str(other.pid))
        self.assertEqual(3, self.run_script("kill").returncode)
        self.assertEqual(0, self.run_script("stop").returncode)
        self.assertIsNone(other.poll())

    def test_without_java_it_is_unavailable_and_says_what_to_install(self):
        empty = self.home / "bin"
        empty.mkdir()
        (empty / "python3").symlink_to("/usr/bin/python3")
        run = self.run_script("start", PATH=str(empty), JAVA_HOME="")
        self.assertEqual(69, run.returncode)
        self.assertIn("scripts/packages", run.stderr)


if __name__ == "__main__":
    unittest.main()
