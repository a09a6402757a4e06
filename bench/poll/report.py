"""Verdicts over the runs of run.py, and all of it as a table."""

# What is wanted of a run with hung servers: which figure, at most how much, and how it is shown.
WANTED = (("lateness, p99", "p99", 1.0, "{:.3f} s"), ("resident memory, at the highest", "resident_max", 300e6, None),
          ("processor, of one core", "share_of_a_core", 0.10, "{:.1%}"))

ROWS = (("polls", "polls", "{:,}"), ("lateness, p50", "p50", "{:.3f} s"), ("lateness, p99", "p99", "{:.3f} s"),
        ("lateness, longest", "max", "{:.3f} s"), ("polls judged", "judged", "{:,}"),
        ("polls before their time", "early", "{:,}"), ("overdue at the end", "overdue", "{:,}"),
        ("answers on a kept connection", "kept", "{:.1%}"), ("unchanged feeds sent whole again", "sent_again", "{:,}"),
        ("resident memory, at the highest", "resident_max", None), ("resident memory, at the end", "resident", None),
        ("descriptors at the end", "descriptors", "{:,}"), ("processor, of one core", "share_of_a_core", "{:.1%}"),
        ("processor of 1,000 polls", "processor_seconds_of_1000_polls", "{:.3f} s"))


def shown(value, form):
    if value is None:
        return "–"
    return form.format(value) if form else f"{value / 1e6:.0f} MB"


def verdicts(runs):
    run = runs.get("with") or runs["without"]
    found = [{"what": what, "wanted": f"≤ {shown(limit, form)}", "measured": shown(run[key], form),
              "met": run[key] is not None and run[key] <= limit} for what, key, limit, form in WANTED]
    if len(runs) == 2 and None not in (runs["with"]["p99"], runs["without"]["p99"]):
        more = runs["with"]["p99"] - runs["without"]["p99"]
        found.append({"what": "lateness, p99, that hung servers add for others", "wanted": "≤ 0.100 s",
                      "measured": f"{more:.3f} s", "met": more <= 0.1})
    return found


def to_text(results):
    runs = results["runs"]
    lines = [f"{results['sources']:,} sources, every {results['every']} s\n",
             f"| | {' | '.join(f'{name} hung servers' for name in runs)} |", f"| --- |{' ---: |' * len(runs)}"]
    for what, key, form in ROWS:
        lines.append(f"| {what} | {' | '.join(shown(run[key], form) for run in runs.values())} |")
    statuses = sorted({status for run in runs.values() for status in run["by_status"]})
    for status in statuses:
        name = "no answer" if status == "0" else f"answers with {status}"
        lines.append(f"| {name} | {' | '.join(f'''{run['by_status'].get(status, 0):,}''' for run in runs.values())} |")
    lines += ["", "| | wanted | measured | |", "| --- | --- | --- | --- |"]
    lines += [f"| {each['what']} | {each['wanted']} | {each['measured']} | {'met' if each['met'] else 'NOT MET'} |"
              for each in results["verdicts"]]
    return "\n".join(lines)
