"""From what the rounds gave to medians, ratios and agreement; as values (which become JSON) and as tables."""
import html
import statistics

import peers


def as_read(title):
    """A title as a reader sees it: some parsers give the HTML, some the text, and some text was encoded twice."""
    return " ".join(html.unescape(html.unescape(title or "")).split())


def difference(ours, theirs):
    """What separates two lists of titles, in a few words; empty if nothing does."""
    if len(ours) != len(theirs):
        return f"{len(theirs)} items, not {len(ours)}"
    different = sum(as_read(left) != as_read(right) for left, right in zip(ours, theirs))
    return f"{different} titles differ" if different else ""


def ratio(rounds, of):
    """The median of the rounds' ratios; nothing if one of both is not measured."""
    if not rounds or not of or any("refused" in each for each in [*rounds, *of]):
        return None
    return statistics.median(left["mb_per_second"] / right["mb_per_second"] for left, right in zip(rounds, of))


def row(contender, rounds, ours, with_languages):
    """One contender over one file."""
    if contender.absent:
        return {"parser": contender.name, "not_measured": contender.absent}
    refused = [each["refused"] for each in rounds if "refused" in each]
    if refused:
        return {"parser": contender.name, "not_measured": refused[0]}
    paces = [each["mb_per_second"] for each in rounds]
    found = {"parser": contender.name, "mb_per_second": statistics.median(paces), "rounds": paces}
    found["items"] = len(rounds[-1]["titles"])
    if contender.name == peers.OURS or any("refused" in each for each in ours):
        return found
    found["tenbells_over_it"] = ratio(ours, rounds)
    found["with_languages_over_it"] = ratio(with_languages, rounds)
    found["difference"] = difference(ours[-1]["titles"], rounds[-1]["titles"])
    if contender.name in peers.TARGETS:
        found["target"] = peers.TARGETS[contender.name]
        found["met"] = found["tenbells_over_it"] >= found["target"]
    return found


def results(gathered, contenders):
    return [
        {
            "file": file,
            "parsers": [
                row(contender, by_parser[contender.name], by_parser[peers.OURS], by_parser.get(peers.LANGUAGES))
                for contender in contenders
                if contender.absent or by_parser[contender.name]
            ],
        }
        for file, by_parser in gathered.items()
    ]


def refusals_of_ours(found):
    """Why our own program could not be measured; empty if it was."""
    reasons = [each["parsers"][0].get("not_measured", "") for each in found]
    return "; ".join(filter(None, reasons))


def alone_in_a_title(found):
    """Whether there is a file over which no peer has our items: then the mistake is ours."""
    for each in found:
        differences = [row["difference"] for row in each["parsers"] if "difference" in row]
        if differences and all(differences):
            return True
    return False


def figure(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def line(row):
    if "not_measured" in row:
        return f"| {row['parser']} | – | | | | not measured: {row['not_measured']} |"
    ratios = [figure(row[key]) if row.get(key) else "" for key in ("tenbells_over_it", "with_languages_over_it")]
    target = f"≥ {row['target']} {'met' if row['met'] else 'NOT MET'}" if "target" in row else ""
    agreement = row.get("difference", "–") or "the same"
    return f"| {row['parser']} | {figure(row['mb_per_second'])} | {' | '.join(ratios)} | {target} | {agreement} |"


def to_text(found):
    tables = []
    for each in found:
        tables.append(f"### {each['file']}\n")
        tables.append("| parser | MB/s | tenbells is × as fast | finding languages | target | items and titles |")
        tables.append("| --- | ---: | ---: | ---: | --- | --- |")
        tables += [line(row) for row in each["parsers"]]
        tables.append("")
    return "\n".join(tables)
