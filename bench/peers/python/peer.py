#!/usr/bin/env python3
"""peer.py PARSER SECONDS FILE...: how fast a parser in Python is, as bench/peers/README.md says.

PARSER is feedparser or fastfeedparser.
"""
import json
import os
import sys
import time


def parse_with_feedparser(document):
    import feedparser

    feed = feedparser.parse(document)
    if not feed.version:
        raise ValueError("no format that it knows")
    return [
        (
            item.get("title", ""),
            item.get("link", ""),
            item.get("id", ""),
            item.get("summary", ""),
            item["content"][0]["value"] if item.get("content") else "",
            item.get("published_parsed"),
        )
        for item in feed.entries
    ]


def parse_with_fastfeedparser(document):
    import fastfeedparser

    feed = fastfeedparser.parse(document)
    return [
        (
            item.get("title", ""),
            item.get("link", ""),
            item.get("id", ""),
            item.get("description", ""),
            item["content"][0]["value"] if item.get("content") else "",
            item.get("published"),
        )
        for item in feed.entries
    ]


PARSERS = {"feedparser": parse_with_feedparser, "fastfeedparser": parse_with_fastfeedparser}


def measure(parse, path, seconds):
    with open(path, "rb") as file:
        document = file.read()
    items = parse(document)  # also warms up
    start, passes, elapsed = time.process_time(), 0, 0.0
    while passes == 0 or elapsed < seconds:
        items = parse(document)
        passes += 1
        elapsed = time.process_time() - start
    return {
        "file": os.path.basename(path),
        "mb_per_second": len(document) * passes / 1e6 / elapsed,
        "titles": [item[0] for item in items],
    }


def main():
    parse, seconds = PARSERS[sys.argv[1]], float(sys.argv[2])
    for path in sys.argv[3:]:
        try:
            print(json.dumps(measure(parse, path, seconds)), flush=True)
        except Exception as error:  # whatever a parser throws at a format that it does not read
            print(f"{path}: {error}", file=sys.stderr)


main()
