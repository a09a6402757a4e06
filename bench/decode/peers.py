"""Who takes part: our parser, the bare ones that are its limit, and the peers of bench/peers with what they need."""
import dataclasses
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
SOURCES = HERE.parent / "peers"
OURS = "tenbells"
LANGUAGES = "tenbells, finding languages"  # no peer does: apart, so that like is compared with like

# How many times as fast we mean to be. The issue that set them measured fastfeedparser before it had a core in C.
TARGETS = {"feed-rs": 1.2, "gofeed": 20, "fastfeedparser": 8, "fastfeedparser, without its core": 8, "feedparser": 100}


@dataclasses.dataclass
class Contender:
    name: str
    command: list
    formats: tuple = ("rss", "atom", "jsonfeed")
    environment: dict = dataclasses.field(default_factory=dict)
    absent: str = ""  # why it is not measured


class Missing(Exception):
    """A peer cannot be built, and why."""


def run(command, folder=None):
    done = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode != 0:
        lines = (done.stderr.strip() or done.stdout.strip() or "no reason given").splitlines()
        raise Missing(f"{' '.join(map(str, command[:3]))}: {lines[-1]}")


def tool(name):
    path = shutil.which(name)
    if path is None:
        raise Missing(f"there is no {name}")
    return path


def copied(name, build):
    """The sources of a peer inside its build folder: npm installs beside them."""
    folder = build / name
    shutil.copytree(SOURCES / name, folder, dirs_exist_ok=True)
    return folder


def build_feed_rs(build):
    run([tool("cargo"), "build", "--release", "--locked", "--target-dir", build / "feed-rs"], SOURCES / "feed-rs")
    return [build / "feed-rs/release/feed-rs-peer"]


def build_gofeed(build):
    program = build / "gofeed-peer"
    run([tool("go"), "build", "-o", program, "."], SOURCES / "gofeed")
    return [program]


def build_python(build):
    python = build / "python/bin/python"
    if not python.exists():
        run([sys.executable, "-m", "venv", build / "python"])
    run([python, "-m", "pip", "install", "--quiet", "-r", SOURCES / "python/requirements.txt"])
    return [python, SOURCES / "python/peer.py"]


def build_node(build):
    node, npm = tool("node"), tool("npm")
    folder = copied("node", build)
    run([npm, "install", "--no-audit", "--no-fund", "--ignore-scripts"], folder)
    return [node, folder / "peer.mjs"]


BUILDERS = {"feed-rs": build_feed_rs, "gofeed": build_gofeed, "python": build_python, "node": build_node}

XML = ("rss", "atom")
# Folder of bench/peers, name in the tables, the parser that the program is asked for, formats, environment.
PEERS = [
    ("feed-rs", "feed-rs", [], (*XML, "jsonfeed"), {}),
    ("gofeed", "gofeed", [], (*XML, "jsonfeed"), {}),
    ("python", "fastfeedparser", ["fastfeedparser"], (*XML, "jsonfeed"), {}),
    ("python", "fastfeedparser, without its core", ["fastfeedparser"], XML, {"FASTFEEDPARSER_DISABLE_CORE": "1"}),
    ("python", "feedparser", ["feedparser"], XML, {}),
    ("node", "feedsmith", ["feedsmith"], (*XML, "jsonfeed"), {}),
    ("node", "rss-parser", ["rss-parser"], XML, {}),
    ("node", "@rowanmanning/feed-parser", ["@rowanmanning/feed-parser"], XML, {}),
    ("node", "feedparser (npm)", ["feedparser"], XML, {}),
]


def contenders(program, build, say):
    """Ours first. A peer that cannot be built says why and takes no part."""
    build.mkdir(parents=True, exist_ok=True)
    commands, reasons = {}, {}
    for folder, builder in BUILDERS.items():
        say(f"builds {folder}")
        try:
            commands[folder] = builder(build)
        except Missing as missing:
            reasons[folder] = str(missing)
    found = [
        Contender(OURS, [program, "tenbells"]),
        Contender(LANGUAGES, [program, "tenbells-languages"]),
        Contender("tenbells, keeping the HTML", [program, "tenbells-html"]),
        Contender("pugixml, in place", [program, "pugixml"], XML),
        Contender("expat", [program, "expat"], XML),
        Contender("RapidJSON, plain tree", [program, "rapidjson"], ("jsonfeed",)),
    ]
    for folder, name, arguments, formats, environment in PEERS:
        command = [*commands.get(folder, []), *arguments]
        found.append(Contender(name, command, formats, {**os.environ, **environment}, reasons.get(folder, "")))
    return found
