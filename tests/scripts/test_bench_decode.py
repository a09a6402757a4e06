"""What bench/decode makes of the figures and titles that its peers print."""

import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "bench" / "decode"))

import peers  # noqa: E402
import report  # noqa: E402

OURS = peers.Contender(peers.OURS, ["ours"])
FEED_RS = peers.Contender("feed-rs", ["feed-rs"])


def a_round(pace, titles=("Port reopens",)):
    return {"file": "rss_10.xml", "mb_per_second": pace, "titles": list(titles)}


def results_of(ours, theirs, theirs_absent=""):
    peer = peers.Contender(FEED_RS.name, FEED_RS.command, absent=theirs_absent)
    return report.results({"rss_10.xml": {peers.OURS: ours, FEED_RS.name: theirs}}, [OURS, peer])


class BenchDecode(unittest.TestCase):
    def test_a_ratio_is_the_median_of_the_rounds_ratios(self):
        ours, theirs = [a_round(300), a_round(300), a_round(100)], [a_round(100), a_round(200), a_round(100)]
        row = results_of(ours, theirs)[0]["parsers"][1]
        self.assertEqual(1.5, row["tenbells_over_it"])
        self.assertTrue(row["met"])

    def test_titles_are_compared_as_a_reader_sees_them(self):
        self.assertEqual("", report.difference(["AT&T\n rises"], ["AT&amp;amp;T rises"]))
        self.assertEqual("1 titles differ", report.difference(["AT&T rises"], ["AT&T falls"]))
        self.assertEqual("1 items, not 2", report.difference(["One", "Two"], ["One"]))

    def test_a_title_that_no_peer_has_is_our_mistake(self):
        found = results_of([a_round(300, ["Port closes"])], [a_round(100)])
        self.assertTrue(report.alone_in_a_title(found))
        self.assertFalse(report.alone_in_a_title(results_of([a_round(300)], [a_round(100)])))

    def test_a_peer_that_cannot_be_built_stands_in_the_table_with_the_reason(self):
        found = results_of([a_round(300)], [], "there is no cargo")
        self.assertIn("| feed-rs | – | | | | not measured: there is no cargo |", report.to_text(found))

    def test_a_file_that_a_peer_refuses_is_not_measured(self):
        found = results_of([a_round(300)], [{"file": "rss_10.xml", "refused": "no format that it knows"}])
        self.assertEqual("no format that it knows", found[0]["parsers"][1]["not_measured"])
        self.assertEqual("", report.refusals_of_ours(found))

    def test_a_tool_that_is_missing_is_a_reason_and_no_failure(self):
        with self.assertRaisesRegex(peers.Missing, "there is no no-such-tool"):
            peers.tool("no-such-tool")
        with self.assertRaisesRegex(peers.Missing, "no network"):
            peers.run([sys.executable, "-c", "raise SystemExit('no network')"])


if __name__ == "__main__":
    unittest.main()
