"""The real program as a subprocess, with a folder of its own: configuration, rules, journal, what it said."""

import json
import os
import resource
import signal
import subprocess
import unittest
from pathlib import Path

from notify_socket import NotifySocket
from waiting import wait_for

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAM = Path(os.environ.get("TB_PROGRAM") or ROOT / "build" / "dev" / "daemon" / "tenbells")
NEEDS_PROGRAM = unittest.skipUnless(PROGRAM.exists() or "TB_PROGRAM" in os.environ,
                                    f"{PROGRAM} is not built: scripts/build dev")

RULES = """\
rules:
  - id: strait
    title: News of the strait
    severity: bulletin
    match: strait
"""


def feed_source(name, url, **options):
    """A feed as impatient as a configuration can make it, also after failures."""
    return {"id": name, "feed": url, "every": "1s", "backoff_ceiling": "1s", "allow_private": True, **options}


def polling_freely(options):
    """Servers here are one origin, and nobody minds: without this their sources would wait for each other."""
    return {"polling": {"origin": {"concurrent": 100, "spacing": "0s"}}, **options}


class Daemon:
    """One home of a daemon: may be started, killed and started again in it. Use as a context.

    @param sources, sinks  as in the configuration
    @param options         further keys of the configuration
    @param descriptors     how many files it may have open; None: as many as we
    """

    def __init__(self, folder, sources, sinks, rules=RULES, environment=None, descriptors=None, **options):
        self.folder = Path(folder)
        self.configuration = self.folder / "tenbells.yaml"
        self.rules = self.folder / "rules.yaml"
        self.rules.write_text(rules, encoding="utf-8")
        # JSON is YAML.
        self.configuration.write_text(json.dumps({"sources": sources, "rules": ["rules.yaml"], "sinks": sinks,
                                                  "journal": {"path": "journal.db"}, **polling_freely(options)},
                                                 indent=1))
        self._environment = {**os.environ, "LC_ALL": "C.UTF-8", **(environment or {})}
        self._environment.pop("JOURNAL_STREAM", None)
        self._descriptors = descriptors
        self._process = None
        self._starts = 0
        self.notify = None

    def __enter__(self):
        self.start()
        self.await_ready()
        return self

    def __exit__(self, *_):
        self.kill()

    def start(self):
        self._starts += 1
        self.notify = NotifySocket(self.folder / f"notify-{self._starts}")
        self.notify.__enter__()
        with open(self.folder / "stdout", "ab") as out, open(self.folder / "stderr", "ab") as err:
            self._process = subprocess.Popen([PROGRAM, "run", "--config", self.configuration], stdin=subprocess.DEVNULL,
                                             stdout=out, stderr=err, cwd=self.folder, preexec_fn=self._limit,
                                             env={**self._environment, "NOTIFY_SOCKET": self.notify.path})

    def _limit(self):
        """Runs in the child, before the program."""
        if self._descriptors:
            resource.setrlimit(resource.RLIMIT_NOFILE, (self._descriptors, self._descriptors))

    def await_ready(self):
        wait_for(lambda: self.notify.said("READY=1") or self._process.poll() is not None,
                 lambda: f"readiness; it said: {self.log}")
        if self._process.poll() is not None:
            raise AssertionError(f"it ended with {self._process.returncode} instead of running: {self.log}")

    def kill(self):
        """SIGKILL, and the end of what belongs to this start."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None
            self.notify.__exit__()

    def send(self, sign):
        self._process.send_signal(sign)

    def stop(self, sign=signal.SIGTERM, deadline=30):
        """Asks it to end and answers with its exit status."""
        self.send(sign)
        return self.await_end(deadline)

    def await_end(self, deadline=30):
        status = self._process.wait(deadline)
        self._process = None
        self.notify.__exit__()
        return status

    @property
    def pid(self):
        return self._process.pid

    @property
    def log(self):
        return (self.folder / "stderr").read_text(encoding="utf-8", errors="replace")

    @property
    def output(self):
        return (self.folder / "stdout").read_text(encoding="utf-8", errors="replace")

    @property
    def screen_alerts(self):
        """The alerts of a standard output in NDJSON; a line that is still being written is left out."""
        return [json.loads(line) for line in self.output.splitlines(keepends=True) if line.endswith("\n")]

    def log_lines(self, word):
        return [line for line in self.log.splitlines() if word in line]
