#!/usr/bin/env python3
"""Runs our HTTP client beside libcurl and wrk against a local nginx, in rounds in which each has its turn:

  compare.py --program BENCH_HTTP --feed FILE [--rounds 3] [--seconds 2] [--connections 64] [--idle 1000]
             [--client-core 0] [--server-core 1] [--json FILE]

FILE is what nginx sends, gzipped beforehand: rss_10.xml of bench/decode, 52 kB. Tables in Markdown go to standard
output, progress to standard error. Exit: 0 measured, 2 usage, or something failed.
"""
import argparse
import gzip
import json
import os
import pathlib
import sys
import tempfile
import time

import clients
import nginx
import report

START = time.monotonic()
OURS_AND_CURL = ("tenbells", "libcurl")
HANDSHAKES = ("closed", "tls_new", "tls_resumed")


def say(what):
    print(f"bench: {what} ({time.monotonic() - START:.0f} s)", file=sys.stderr)


class Comparison:
    """Each measure_… is one contender's turn in one round."""

    def __init__(self, server, runner, options):
        self._server = server
        self._runner = runner
        self._options = options
        self._body = options.feed.stat().st_size
        self._load = {"connections": options.connections, "seconds": options.seconds}

    def not_modified(self, client):
        url = self._server.url("kept")
        if client == "wrk":
            return self._runner.wrk(url, self._server.etag, **self._load)
        return self._runner.load(client, url, etag=self._server.etag, status=304, **self._load)

    def gzipped(self, client):
        return self._runner.load(client, self._server.url("kept"), body=self._body, **self._load)

    def handshakes(self, client, kind):
        """304s, each on a connection of its own: of one name, so that there is one session to be resumed."""
        tls = {"ca_file": self._server.ca_file} if kind.startswith("tls") else {}
        url = self._server.url(kind, "one.bench.test")
        return self._runner.load(client, url, etag=self._server.etag, status=304, connections=1,
                                 seconds=self._options.seconds, **tls)

    def idle(self):
        url = self._server.url("tls_kept", "origin-{}.bench.test")
        return self._runner.idle(url, self._server.ca_file, self._options.idle)


def publish(feed, folder):
    """The feed as nginx finds it: it sends the .gz, whatever is asked for."""
    folder.mkdir()
    content = feed.read_bytes()
    (folder / "feed.rss").write_bytes(content)
    (folder / "feed.rss.gz").write_bytes(gzip.compress(content, 6, mtime=0))
    return folder


def measure(comparison, rounds):
    """Of every measurement, of every contender, what each round gave."""
    gathered = {"not_modified": {}, "gzipped": {}, "handshakes": {}, "idle": []}
    for number in range(1, rounds + 1):
        say(f"round {number} of {rounds}: 304s")
        for client in (*OURS_AND_CURL, "wrk"):
            gathered["not_modified"].setdefault(client, []).append(comparison.not_modified(client))
        say(f"round {number} of {rounds}: gzipped bodies")
        for client in OURS_AND_CURL:
            gathered["gzipped"].setdefault(client, []).append(comparison.gzipped(client))
        say(f"round {number} of {rounds}: handshakes")
        for kind in HANDSHAKES:
            for client in OURS_AND_CURL:
                by_kind = gathered["handshakes"].setdefault(client, {})
                by_kind.setdefault(kind, []).append(comparison.handshakes(client, kind))
        say(f"round {number} of {rounds}: idle connections")
        gathered["idle"].append(comparison.idle())
    return gathered


def main():
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("--program", type=pathlib.Path, required=True)
    parser.add_argument("--feed", type=pathlib.Path, required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--idle", type=int, default=1_000)
    parser.add_argument("--client-core", type=int, default=0)
    parser.add_argument("--server-core", type=int, default=1)
    parser.add_argument("--json", type=pathlib.Path)
    options = parser.parse_args()
    if not {options.client_core, options.server_core} <= os.sched_getaffinity(0):
        print("bench: client and server need a core each: --client-core, --server-core", file=sys.stderr)
        return 2
    try:
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            www = publish(options.feed, folder / "www")
            with nginx.Nginx(folder, www, options.server_core) as server:
                runner = clients.Clients(options.program.resolve(), options.client_core)
                gathered = measure(Comparison(server, runner, options), options.rounds)
    except (OSError, RuntimeError) as error:
        print(f"bench: {error}", file=sys.stderr)
        return 2
    results = report.results(gathered)
    print(report.to_text(results))
    if options.json:
        options.json.write_text(json.dumps({"rounds": gathered, **results}, indent=2) + "\n", encoding="utf-8")
    return 0


sys.exit(main())
