"""The rules of the layout, as functions from a tree to what breaks them: which module may include which, where Beast may
be included, what the first line of a C++ file is. The table of modules is read from docs/architecture.md itself."""

import re
from pathlib import Path

INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)')
ROW = re.compile(r"^\|\s*`(\w+)`\s*\|.*\|([^|]*)\|\s*$")


def modules_in(text):
    """The table under "## Modules": {module: set of modules it may include}, `all` meaning every module."""
    section = text.split("\n## Modules", 1)
    if len(section) < 2:
        raise ValueError('there is no section "## Modules"')
    rows = [ROW.match(line) for line in section[1].split("\n## ", 1)[0].splitlines()]
    table = {row.group(1): set(re.findall(r"\w+", row.group(2))) for row in rows if row}
    for module, allowed in table.items():
        if "all" in allowed:
            table[module] = set(table)
        table[module] = (table[module] & set(table)) | {module}
    return table


def cpp_files(root):
    """Every C++ file of a module, with the module's name."""
    for top in (root / "daemon", root / "include" / "tenbells"):
        for file in sorted(top.rglob("*")):
            if file.suffix in (".cpp", ".hpp") and file.parent != top:
                yield file.relative_to(top).parts[0], file


def includes(file):
    """(line, path, quoted) of every include directive."""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        match = INCLUDE.match(line)
        if match:
            yield number, match.group(1) or match.group(2), match.group(1) is not None


def config_may(header):
    """config fills everybody's options and reads rule packs, and knows nothing else of anybody."""
    _, module, rest = header.split("/", 2)
    return module in ("core", "config") or rest == "options.hpp" or header == "tenbells/rules/pack.hpp"


def why_not(module, file, path, quoted, root, table):
    """What is wrong with one include; nothing if it is in order."""
    if path.startswith("tenbells/"):
        target = path.split("/")[1]
        if module == "config":
            return None if config_may(path) else "config may include options.hpp, core and rules/pack.hpp only"
        if target not in table.get(module, set()):
            return f"{module} may not use {target}"
        return None
    if path.startswith("boost/beast"):
        at_home = file.parent == root / "daemon" / "http" and file.suffix == ".cpp"
        return None if at_home else "Beast is included by daemon/http/*.cpp alone"
    if quoted:
        target = (file.parent / path).resolve()
        if not target.is_relative_to(root / "daemon" / module):
            return f"it lies outside daemon/{module}; what others may include lies in include/tenbells/"
    return None


def forbidden_includes(root, table):
    """One line a breach: file:line: #include "…": why."""
    root = Path(root).resolve()
    breaches = []
    for module, file in cpp_files(root):
        shown = file.relative_to(root)
        if module not in table:
            breaches.append(f"{shown}:1: the module {module} has no row in docs/architecture.md")
            continue
        for line, path, quoted in includes(file):
            why = why_not(module, file, path, quoted, root, table)
            if why:
                breaches.append(f'{shown}:{line}: #include "{path}": {why}')
    return breaches


def files_without_first_comment(root):
    """C++ files whose first line does not begin to say what they are for."""
    root = Path(root)
    return [str(file.relative_to(root)) for _, file in cpp_files(root)
            if not file.read_text(encoding="utf-8").startswith("// ")]
