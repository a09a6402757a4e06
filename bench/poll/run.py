#!/usr/bin/env python3
"""Polls thousands of local sources with the whole daemon, once with hung servers among them and once without:

  run.py --program TENBELLS --server BENCH_POLL_SERVER --packs FOLDER [--sources 10000] [--every 60] [--seconds 300]
         [--concurrent N] [--only with|without] [--daemon-core 0] [--server-core 1] [--json FILE]

Time counts from when every source has been polled once. --concurrent is polling.concurrent (else the daemon's default).
A table in Markdown goes to standard output, progress to standard error.
Exit: 0 measured, 2 usage, or it could not be measured.
"""
import argparse
import json
import os
import pathlib
import sys
import tempfile
import time

import lateness
import processes
import report

START = time.monotonic()
HUNG_SHOW_AFTER = 25  # seconds: until the daemon gives up a server that is silent
LAST_LINES = 3  # seconds: until polls that were under way, slow ones too, are in the log


def say(what):
    print(f"bench: {what} ({time.monotonic() - START:.0f} s)", file=sys.stderr)


def await_first_polls(newsstand, daemon, sources):
    """Until every source has been polled once. The daemon spreads the first polls over a minute or some."""
    deadline = time.monotonic() + 60 + sources / 25 + HUNG_SHOW_AFTER
    said = time.monotonic()
    while True:
        seen = len({poll.source for poll in list(newsstand.polls)})
        if seen == sources:
            return
        daemon.check_alive()
        if time.monotonic() > deadline:
            raise RuntimeError(f"only {seen} of {sources} sources were polled at all")
        if time.monotonic() > said + 30:
            said = time.monotonic()
            say(f"{seen} of {sources} sources polled")
        time.sleep(0.5)


def measure(options, hung):
    with tempfile.TemporaryDirectory() as folder, \
         processes.Newsstand(options.server, options.sources, hung, options.server_core) as newsstand:
        extra = {"polling": {"concurrent": options.concurrent}} if options.concurrent else {}
        settings = processes.configuration(options.sources, newsstand.port, options.every, options.packs, **extra)
        with processes.Daemon(options.program, pathlib.Path(folder), settings, options.daemon_core) as daemon:
            await_first_polls(newsstand, daemon, options.sources)
            say(f"all sources polled once; measures for {options.seconds} s")
            begin, used = time.monotonic(), daemon.processor_seconds()
            time.sleep(options.seconds)
            end, used = time.monotonic(), daemon.processor_seconds() - used
            daemon.check_alive()
            held = {**daemon.memory(), "descriptors": daemon.descriptors()}
            time.sleep(LAST_LINES)
    found = lateness.figures(newsstand.polls, options.every, begin, end)
    return {**found, **held, "seconds": end - begin, "processor_seconds": used,
            "share_of_a_core": used / (end - begin),
            "processor_seconds_of_1000_polls": 1000 * used / max(1, found["polls"])}


def main():
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("--program", type=pathlib.Path, required=True)
    parser.add_argument("--server", type=pathlib.Path, required=True)
    parser.add_argument("--packs", type=pathlib.Path, required=True)
    parser.add_argument("--sources", type=int, default=10_000)
    parser.add_argument("--every", type=int, default=60)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--concurrent", type=int)
    parser.add_argument("--only", choices=["with", "without"])
    parser.add_argument("--daemon-core", type=int, default=0)
    parser.add_argument("--server-core", type=int, default=1)
    parser.add_argument("--json", type=pathlib.Path)
    options = parser.parse_args()
    options.program, options.server, options.packs = (
        path.resolve() for path in (options.program, options.server, options.packs))
    if not {options.daemon_core, options.server_core} <= os.sched_getaffinity(0):
        print("bench: daemon and server need a core each: --daemon-core, --server-core", file=sys.stderr)
        return 2
    limit = processes.raise_descriptor_limit()
    if limit < options.sources + 1_000:
        print(f"bench: {options.sources} sources need more descriptors than {limit}: raise the hard limit (ulimit -Hn)",
              file=sys.stderr)
        return 2
    runs = {}
    try:
        for name, hung in (("with", True), ("without", False)):
            if options.only in (None, name):
                say(f"{options.sources} sources, {name} hung servers")
                runs[name] = measure(options, hung)
    except (OSError, RuntimeError) as error:
        print(f"bench: {error}", file=sys.stderr)
        return 2
    results = {"sources": options.sources, "every": options.every, "descriptor_limit": limit, "runs": runs,
               "verdicts": report.verdicts(runs)}
    print(report.to_text(results))
    if options.json:
        options.json.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    return 0


sys.exit(main())
