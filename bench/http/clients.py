"""The clients under load, each in a process of its own that is pinned to a core: what each round gives, as a value."""

import json
import os
import re
import resource
import subprocess


def run(command, core):
    done = subprocess.run([str(each) for each in command], capture_output=True, text=True,
                          preexec_fn=lambda: os.sched_setaffinity(0, {core}))
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]}: {(done.stderr or done.stdout).strip()}")
    return done.stdout


def per_second(measured):
    return {**measured, "per_second": measured["exchanges"] / measured["seconds"],
            "microseconds": 1e6 * measured["processor_seconds"] / max(measured["exchanges"], 1)}


class Clients:
    """@param program  bench_http"""

    def __init__(self, program, core):
        self._program = program
        self._core = core

    def load(self, client, url, **options):
        """One of bench_http's own clients: tenbells or libcurl."""
        arguments = [text for name, value in options.items() for text in (f"--{name.replace('_', '-')}", value)]
        measured = json.loads(run([self._program, client, "--url", url, *arguments], self._core))
        if measured["wrong"]:
            raise RuntimeError(f"{client}: {url}: {measured['wrong']} answers were wrong: {measured['why_wrong']}")
        return per_second(measured)

    def idle(self, url, ca_file, connections):
        cost = json.loads(run([self._program, "idle", "--url", url, "--ca-file", ca_file, "--connections", connections],
                              self._core))
        if cost["wrong"]:
            raise RuntimeError(f"idle: {cost['wrong']}")
        return cost

    def wrk(self, url, etag, connections, seconds):
        """wrk with one thread; its processor time is that of all its life, which is short of warming up."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        said = run(["wrk", "-t1", f"-c{connections}", f"-d{max(1, round(seconds))}s", "-H", f"If-None-Match: {etag}",
                    "-H", "Accept-Encoding: gzip", url], self._core)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if "Non-2xx" in said or "Socket errors" in said:
            raise RuntimeError(f"wrk: {said}")
        exchanges, took = re.search(r"(\d+) requests in ([\d.]+)s", said).groups()
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return per_second({"exchanges": int(exchanges), "seconds": float(took), "processor_seconds": used})
