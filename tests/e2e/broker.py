"""Kafka as a test sees it: a shared broker's address or the reason for none, topics read by kcat, a broker of its own."""

import json
import os
import shutil
import subprocess
import unittest
import uuid
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SCRIPT = ROOT / "scripts" / "kafka"


def new_topic():
    return f"e2e-{uuid.uuid4().hex[:12]}"


def shared_broker():
    """The address of the broker that scripts/test started; skips the test, with the reason, where there is none."""
    if "TB_KAFKA" not in os.environ:
        raise unittest.SkipTest("no Kafka: " + os.environ.get("TB_KAFKA_UNAVAILABLE",
                                                              "TB_KAFKA is not set; scripts/test starts one"))
    if not shutil.which("kcat"):
        raise unittest.SkipTest("no kcat: scripts/packages --install test")
    return os.environ["TB_KAFKA"]


def messages(address, topic):
    """Every message of a topic so far: {key, headers, value}, the value decoded; none if there is no such topic yet."""
    run = subprocess.run(["kcat", "-C", "-b", address, "-t", topic, "-o", "beginning", "-e", "-q", "-J",
                          "-X", "isolation.level=read_committed"],
                         stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False)
    found = []
    for line in run.stdout.splitlines():
        message = json.loads(line)
        headers = message.get("headers", [])
        found.append({"key": message["key"], "headers": dict(zip(headers[::2], headers[1::2])),
                      "value": json.loads(message["payload"])})
    return found


class OwnBroker:
    """A broker that a test may kill: the shared one belongs to all. Use as a context."""

    def __init__(self, folder):
        self._environment = {**os.environ, "TB_KAFKA_HOME": str(folder)}
        self.address = None

    def __enter__(self):
        shared_broker()  # where that cannot be had, neither can this
        self.start()
        return self

    def __exit__(self, *_):
        self._run("stop", "--wipe")

    def _run(self, *command):
        return subprocess.run([SCRIPT, *command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True,
                              encoding="utf-8", env=self._environment).stdout.strip()

    def start(self):
        self.address = self._run("start")

    def kill(self):
        self._run("kill")
