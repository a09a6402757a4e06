"""From what the rounds gave to medians, ratios and verdicts; as values (which become JSON) and as tables."""

import statistics

# What is wanted: which measurement, over whom, at least how many times as fast.
RATIOS = (("304s", "not_modified", "libcurl", 1.7), ("304s", "not_modified", "wrk", 0.7),
          ("gzipped bodies", "gzipped", "libcurl", 1.6))
IDLE_LIMIT = 40_000  # bytes of resident memory


def median(rounds, of):
    return statistics.median(each[of] for each in rounds)


def ratio(ours, theirs, of):
    """The median of the rounds' ratios, greater where we are better."""
    pairs = [(left[of], right[of]) for left, right in zip(ours, theirs)]
    return statistics.median(left / right if of == "per_second" else right / left for left, right in pairs)


def throughput(by_client):
    rows = []
    for client, rounds in by_client.items():
        row = {"client": client, "per_second": median(rounds, "per_second"),
               "microseconds": median(rounds, "microseconds")}
        if client != "tenbells":
            row["ours_over_it"] = ratio(by_client["tenbells"], rounds, "per_second")
            row["ours_over_it_by_processor_time"] = ratio(by_client["tenbells"], rounds, "microseconds")
        rows.append(row)
    return rows


def handshakes(by_client):
    """Processor time of one handshake: of an exchange on a new TLS connection, less one on a new plain connection."""
    rows = []
    for client, by_kind in by_client.items():
        plain = median(by_kind["closed"], "microseconds")
        resumed = by_kind["tls_resumed"]
        rows.append({"client": client, "plain_exchange": plain,
                     "new": median(by_kind["tls_new"], "microseconds") - plain,
                     "resumed": median(resumed, "microseconds") - plain,
                     "share_resumed": sum(each["resumed"] for each in resumed)
                     / max(1, sum(each["exchanges"] for each in resumed))})
    return rows


def idle(rounds):
    """A connection's share; the rounds' sockets are those that were still open."""
    connections = min(each["connections"] for each in rounds)
    if connections == 0:
        return {"connections": 0}
    return {"connections": connections,
            "resident": statistics.median(each["resident"] / each["connections"] for each in rounds),
            "heap": statistics.median(each["heap"] / each["connections"] for each in rounds)}


def verdicts(gathered, idle_cost):
    found = []
    for title, measurement, peer, wanted in RATIOS:
        by_client = gathered[measurement]
        is_ratio = ratio(by_client["tenbells"], by_client[peer], "per_second")
        found.append({"what": f"{title}, × {peer}", "wanted": f"≥ {wanted}", "measured": round(is_ratio, 2),
                      "met": is_ratio >= wanted})
    kept = "resident" in idle_cost
    found.append({"what": "idle TLS connection, kB resident", "wanted": f"≤ {IDLE_LIMIT / 1e3:.0f}",
                  "measured": round(idle_cost["resident"] / 1e3, 1) if kept else "none is kept",
                  "met": kept and idle_cost["resident"] <= IDLE_LIMIT})
    return found


def results(gathered):
    idle_cost = idle(gathered["idle"])
    return {"not_modified": throughput(gathered["not_modified"]), "gzipped": throughput(gathered["gzipped"]),
            "handshakes": handshakes(gathered["handshakes"]), "idle": idle_cost,
            "verdicts": verdicts(gathered, idle_cost)}


def throughput_table(title, rows):
    lines = [f"### {title}\n",
             "| client | a second | processor time, µs | tenbells is × as fast | by processor time |",
             "| --- | ---: | ---: | ---: | ---: |"]
    for row in rows:
        ratios = [f"{row[key]:.2f}" if key in row else ""
                  for key in ("ours_over_it", "ours_over_it_by_processor_time")]
        figures = [f"{row['per_second']:,.0f}", f"{row['microseconds']:.1f}", *ratios]
        lines.append(f"| {row['client']} | {' | '.join(figures)} |")
    return lines


def handshake_table(rows):
    lines = ["### Handshakes, processor time in µs\n",
             "| client | new | resumed | were resumed | TCP and the exchange |",
             "| --- | ---: | ---: | ---: | ---: |"]
    for row in rows:
        lines.append(f"| {row['client']} | {row['new']:.0f} | {row['resumed']:.0f} | {row['share_resumed']:.0%} "
                     f"| {row['plain_exchange']:.0f} |")
    return lines


def to_text(found):
    lines = throughput_table("304s on warm connections", found["not_modified"])
    lines += ["", *throughput_table("52 kB, gzipped", found["gzipped"]), "", *handshake_table(found["handshakes"])]
    cost = found["idle"]
    if "resident" in cost:
        lines += ["", f"An idle TLS connection: {cost['resident'] / 1e3:.1f} kB resident, {cost['heap'] / 1e3:.1f} kB "
                  f"of the heap ({cost['connections']} connections, each to an origin of its own)."]
    lines += ["", "| | wanted | measured | |", "| --- | --- | --- | --- |"]
    lines += [f"| {each['what']} | {each['wanted']} | {each['measured']} | {'met' if each['met'] else 'NOT MET'} |"
              for each in found["verdicts"]]
    return "\n".join(lines)
