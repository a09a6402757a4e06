#!/usr/bin/env python3
"""Runs bench_decode and the peers of bench/peers over the same feeds, in rounds in which each has its turn:

  compare.py --program BENCH_DECODE --feeds FOLDER --build FOLDER [--sizes 10,100,1000] [--rounds 3]
             [--seconds 0.5] [--json FILE]

A table in Markdown goes to standard output, progress to standard error. Exit: 0 measured, 1 our items are not those of
the peers, 2 usage, or our own program failed.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import time

import peers
import report

START = time.monotonic()


def say(what):
    print(f"bench: {what} ({time.monotonic() - START:.0f} s)", file=sys.stderr)


def measure(contender, files, seconds):
    """By name of file, what the contender prints of it, or why it has nothing to say."""
    command = [*map(str, contender.command), str(seconds), *map(str, files)]
    done = subprocess.run(command, env=contender.environment or None, capture_output=True, text=True)
    measured = {line["file"]: line for line in map(json.loads, done.stdout.splitlines())}
    for file in files:
        if file.name not in measured:
            complaints = [line for line in done.stderr.splitlines() if line.startswith(str(file))]
            why = (complaints or done.stderr.splitlines() or [f"exit {done.returncode}"])[0]
            measured[file.name] = {"file": file.name, "refused": why.removeprefix(f"{file}: ")}
    return measured


def feeds(folder, sizes):
    return {
        kind: [folder / f"{kind}_{size}.{ending}" for size in sizes]
        for kind, ending in (("rss", "xml"), ("atom", "xml"), ("jsonfeed", "json"))
    }


def alternate(contenders, files, rounds, seconds):
    """Of every file, of every contender, what each round gave."""
    gathered = {file.name: {contender.name: [] for contender in contenders} for kind in files.values() for file in kind}
    for number in range(1, rounds + 1):
        for contender in contenders:
            if contender.absent:
                continue
            say(f"round {number} of {rounds}: {contender.name}")
            for kind in contender.formats:
                for name, measured in measure(contender, files[kind], seconds).items():
                    gathered[name][contender.name].append(measured)
    return gathered


def main():
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("--program", type=pathlib.Path, required=True)
    parser.add_argument("--feeds", type=pathlib.Path, required=True)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--sizes", type=lambda text: [int(size) for size in text.split(",")], default=[10, 100, 1000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=0.5)
    parser.add_argument("--json", type=pathlib.Path)
    options = parser.parse_args()
    contenders = peers.contenders(options.program.resolve(), options.build.resolve(), say)
    files = feeds(options.feeds, options.sizes)
    gathered = alternate(contenders, files, options.rounds, options.seconds)
    results = report.results(gathered, contenders)
    print(report.to_text(results))
    if options.json:
        options.json.write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    if report.refusals_of_ours(results):
        print(f"bench: {report.refusals_of_ours(results)}", file=sys.stderr)
        return 2
    return 1 if report.alone_in_a_title(results) else 0


sys.exit(main())
