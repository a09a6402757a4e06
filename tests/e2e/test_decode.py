"""`tenbells decode`: what is read of a feed, as JSON, for people and for programs."""

import json
import os
import pty
import subprocess
import tempfile
import unittest
from pathlib import Path

from daemon import NEEDS_PROGRAM, PROGRAM
from newsroom import Newsroom

FEED = """\
<rss version="2.0"><channel><title>Harbour wire</title><link>https://wire.example/</link><language>en</language>
<item><title>Ferry &amp;amp; tram late</title><guid>urn:1</guid><pubDate>Tue, 24 Nov 2026 14:03:00 GMT</pubDate>
<description>&lt;p&gt;See &lt;a href="fog"&gt;the fog&lt;/a&gt;.&lt;/p&gt;</description>
<author>ada@wire.example (Ada Li)</author></item>
<item><title>Quiet day</title><link>/quiet</link><pubDate>some day</pubDate></item>
</channel></rss>
"""
SECOND = {"id": "https://wire.example/quiet", "link": "https://wire.example/quiet", "title": "Quiet day",
          "published_text": "some day", "language": "en"}


@NEEDS_PROGRAM
class Decode(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.feed = self.write("feed.xml", FEED)

    def write(self, name, content):
        file = self.folder / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    def decode(self, *arguments, given=b"", status=0):
        ran = subprocess.run([PROGRAM, "decode", *map(str, arguments)], input=given, capture_output=True, check=False,
                             timeout=60)
        self.assertEqual(status, ran.returncode, (ran.stdout, ran.stderr))
        return json.loads(ran.stdout) if status == 0 else ran.stderr.decode()

    def test_the_feed_its_items_and_what_was_wrong_are_one_object(self):
        decoded = self.decode(self.feed)
        self.assertEqual({"title": "Harbour wire", "link": "https://wire.example/", "language": "en"}, decoded["feed"])
        self.assertEqual(
            {"id": "urn:1", "title": "Ferry & tram late", "summary": "See the fog.",
             "summary_html": '<p>See <a href="https://wire.example/fog">the fog</a>.</p>',
             "published": "2026-11-24T14:03:00.000Z", "authors": [{"name": "Ada Li", "email": "ada@wire.example"}],
             "language": "en"}, decoded["items"][0])
        self.assertEqual(SECOND, decoded["items"][1])
        self.assertEqual([{"kind": "field", "message": "a date cannot be read: some day", "count": 1}],
                         decoded["warnings"])
        self.assertFalse(decoded["repaired"])

    def test_standard_input_is_a_document_too(self):
        self.assertEqual(2, len(self.decode("-", "--json", given=FEED.encode())["items"]))

    def test_a_pipe_is_read_as_a_shell_makes_one_of_another_commands_output(self):
        shell = f"'{PROGRAM}' decode --json <(cat '{self.feed}')"
        ran = subprocess.run(["bash", "-c", shell], capture_output=True, check=True, timeout=60)
        self.assertEqual(2, len(json.loads(ran.stdout)["items"]))

    def test_a_url_is_fetched_and_is_the_base_of_its_links(self):
        with Newsroom() as newsroom:
            newsroom.feed("/wire.rss").add("Bridge closed")
            items = self.decode(newsroom.url("/wire.rss"), "--allow-private")["items"]
            self.assertEqual("Bridge closed", items[0]["title"])

    def test_the_base_may_be_named(self):
        file = self.write("feed.xml", "<rss><channel><item><link>a</link></item></channel></rss>")
        self.assertEqual("https://desk.example/x/a",
                         self.decode(file, "--url", "https://desk.example/x/feed")["items"][0]["link"])

    def test_headers_count_as_those_of_a_server(self):
        file = self.write("feed.xml", "<rss><channel><item><link>a</link><title>Příliv</title></item></channel></rss>"
                          .encode("iso-8859-2"))
        headers = self.write("headers", "Content-Type: text/xml; charset=iso-8859-2\r\ncontent-language: cs\r\n"
                             "Content-Location: https://desk.example/news/\r\nnonsense\r\n")
        decoded = self.decode(file, "--headers", headers)
        self.assertEqual("cs", decoded["feed"]["language"])
        self.assertEqual("Příliv", decoded["items"][0]["title"])
        self.assertEqual("https://desk.example/news/a", decoded["items"][0]["link"])

    def test_a_broken_feed_is_marked_as_repaired(self):
        file = self.write("feed.xml", FEED.replace("</guid>", ""))
        decoded = self.decode(file)
        self.assertTrue(decoded["repaired"])
        self.assertIn("repaired", [warning["kind"] for warning in decoded["warnings"]])

    def test_what_is_no_feed_is_refused_with_65(self):
        file = self.write("page.html", "<!doctype html><title>Log in</title>")
        message = self.decode(file, status=65)
        self.assertIn("an HTML page titled “Log in”", message)
        self.assertIn("page.html", message)

    def test_a_file_that_is_not_there_is_refused_with_65(self):
        self.assertIn("nowhere.xml", self.decode(self.folder / "nowhere.xml", status=65))
        self.assertIn("nothing.txt", self.decode(self.feed, "--headers", self.folder / "nothing.txt", status=65))

    def test_on_a_terminal_the_json_is_laid_out_without_what_would_act_on_it(self):
        file = self.write("feed.xml", "<rss><channel><item><title>x</title><description>&lt;p title='\u202e\u009b'>y"
                          "</description></item></channel></rss>")
        leader, follower = pty.openpty()
        self.addCleanup(os.close, leader)
        subprocess.run([PROGRAM, "decode", file], stdout=follower, check=True, timeout=60)
        os.close(follower)
        shown = os.read(leader, 65536).decode().replace("\r\n", "\n")
        self.assertIn('\n            "title": "x"', shown)
        self.assertNotRegex(shown, "[\u0080-\u009f\u202a-\u202e]")
        self.assertEqual("<p title='\u202e\u009b'>y", json.loads(shown)["items"][0]["summary_html"])


if __name__ == "__main__":
    unittest.main()
