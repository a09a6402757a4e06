"""The README's examples run as they stand."""

import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from daemon import NEEDS_PROGRAM, PROGRAM, ROOT


def yaml_blocks(page):
    return re.findall(r"^```yaml\n(.*?)^```$", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


@NEEDS_PROGRAM
class Readme(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.configuration, self.rules = yaml_blocks("README.md")
        (self.folder / "tenbells.yaml").write_text(self.configuration, encoding="utf-8")
        (self.folder / "my-rules.yaml").write_text(self.rules, encoding="utf-8")
        shutil.copytree(ROOT / "rules", self.folder / "rules")

    def run_program(self, *arguments):
        environment = {**os.environ, "SLACK_URL": "https://hooks.chat.example/services/T0/B0/x"}
        return subprocess.run([PROGRAM, *arguments], cwd=self.folder, env=environment, capture_output=True, text=True,
                              check=False)

    def test_its_configuration_is_accepted(self):
        checked = self.run_program("check", "--config", "tenbells.yaml")
        self.assertEqual((0, ""), (checked.returncode, checked.stderr))

    def test_its_rule_passes_its_tests(self):
        tested = self.run_program("test", "my-rules.yaml")
        self.assertEqual((0, "1 rule: 2 passed, 0 failed\n"), (tested.returncode, tested.stdout))


if __name__ == "__main__":
    unittest.main()
