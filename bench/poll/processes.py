"""The two processes of the benchmark, each pinned to a core: the newsstand, and the daemon with its configuration."""

import json
import os
import resource
import subprocess
import threading

from lateness import read_poll

# Few lines of the newsstand ring: what is measured is polling. The repository's own packs are there as well.
RULES = """\
rules:
  - id: strait
    title: A balloon over the strait
    severity: bulletin
    match: '"balloon over the strait" AND spokesman'
"""


def pinned(core):
    return lambda: os.sched_setaffinity(0, {core})


def raise_descriptor_limit():
    """As many as the system lets: each source is a connection here and one there."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard


class Newsstand:
    """bench_poll_server; `polls` is what its log has said so far."""

    def __init__(self, program, sources, hung, core):
        self._process = subprocess.Popen([program, "--sources", str(sources), *([] if hung else ["--no-hung"])],
                                         stdout=subprocess.PIPE, text=True, preexec_fn=pinned(core))
        self.port = int(self._process.stdout.readline())
        self.polls = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self):
        for line in self._process.stdout:
            self.polls.append(read_poll(line))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.terminate()
        self._process.wait()
        self._reader.join()


def address_of(source):
    """127.1.0.0 and on: every source is an origin of its own. None ends in .0 or .255, which look odd in a log."""
    return f"127.1.{source // 250}.{source % 250 + 1}"


def configuration(sources, port, every, packs, **options):
    return {
        "sources": [{"feed": f"http://{address_of(source)}:{port}/{source}", "id": f"desk-{source}"}
                    for source in range(sources)],
        # The ceiling keeps failing sources in the mix, at the pace of the others.
        "defaults": {"every": f"{every}s", "backoff_ceiling": f"{every}s", "jitter": 0, "allow_private": True},
        "rules": ["rules.yaml", str(packs)],
        "sinks": {"screen": {"stdout": "ndjson"}},
        "journal": {"path": "journal.db"},
        **options,
    }


class Daemon:
    """`tenbells run` in a folder of its own, its alerts thrown away."""

    def __init__(self, program, folder, settings, core):
        (folder / "rules.yaml").write_text(RULES, encoding="utf-8")
        (folder / "tenbells.yaml").write_text(json.dumps(settings), encoding="utf-8")  # JSON is YAML
        environment = {name: value for name, value in os.environ.items() if name not in ("NOTIFY_SOCKET",
                                                                                         "JOURNAL_STREAM")}
        self.log = folder / "log"
        with open(self.log, "wb") as log:
            self._process = subprocess.Popen([program, "run", "--config", folder / "tenbells.yaml"], cwd=folder,
                                             stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=log,
                                             env=environment, preexec_fn=pinned(core))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.terminate()
        try:
            self._process.wait(60)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def check_alive(self):
        if self._process.poll() is not None:
            tail = self.log.read_text(encoding="utf-8", errors="replace")[-2000:]
            raise RuntimeError(f"the daemon ended with {self._process.returncode}: {tail}")

    def processor_seconds(self):
        with open(f"/proc/{self._process.pid}/stat", encoding="utf-8") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self):
        """Resident bytes: now, and at the highest."""
        with open(f"/proc/{self._process.pid}/status", encoding="utf-8") as status:
            lines = dict(line.split(":", 1) for line in status)
        resident, highest = (1024 * int(lines[name].split()[0]) for name in ("VmRSS", "VmHWM"))
        return {"resident": resident, "resident_max": highest}

    def descriptors(self):
        return len(os.listdir(f"/proc/{self._process.pid}/fd"))
