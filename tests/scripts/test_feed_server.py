"""The sample newsroom: well-formed feeds that grow, and conditional requests answered as RFC 9110 asks."""

import json
import threading
import unittest
import urllib.error
import urllib.request
import xml.etree.ElementTree as xml
from http.server import ThreadingHTTPServer

from scripts import load

server = load("feed-server")
HEADLINES = [{"desk": "world", "title": f"A <tag> & a title {n}", "summary": "«s» & t"} for n in range(3)]


class FeedServer(unittest.TestCase):
    def setUp(self):
        self.newsroom = server.Newsroom(HEADLINES)
        for _ in range(6):
            self.newsroom.publish()
        handler = type("Desk", (server.Desk,), {"newsroom": self.newsroom})
        http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        self.addCleanup(http.server_close)
        self.addCleanup(http.shutdown)
        self.address = f"http://127.0.0.1:{http.server_address[1]}"

    def get(self, path, **headers):
        """(status, headers, body)"""
        request = urllib.request.Request(self.address + path, headers=headers)
        try:
            with urllib.request.urlopen(request) as response:
                return response.status, response.headers, response.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers, error.read()

    def test_the_rss_feed_is_well_formed_and_escaped(self):
        channel = xml.fromstring(self.get("/wire.rss")[2]).find("channel")
        self.assertEqual(["A <tag> & a title 0"] * 2, [item.findtext("title") for item in channel.findall("item")])

    def test_the_atom_feed_is_well_formed_and_escaped(self):
        feed = xml.fromstring(self.get("/desk.atom")[2])
        titles = [entry.findtext("{*}title") for entry in feed.iterfind("{*}entry")]
        self.assertEqual(["A <tag> & a title 1"] * 2, titles)

    def test_the_api_is_json(self):
        results = json.loads(self.get("/api/items.json")[2])["response"]["results"]
        self.assertEqual(["A <tag> & a title 2"] * 2, [result["headline"] for result in results])

    def test_the_etag_gets_a_304_until_something_is_published(self):
        etag = self.get("/wire.rss")[1]["ETag"]
        self.assertEqual(304, self.get("/wire.rss", **{"If-None-Match": etag})[0])
        self.newsroom.publish()
        self.assertEqual(200, self.get("/wire.rss", **{"If-None-Match": etag})[0])

    def test_the_date_gets_a_304(self):
        date = self.get("/desk.atom")[1]["Last-Modified"]
        self.assertEqual(304, self.get("/desk.atom", **{"If-Modified-Since": date})[0])

    def test_a_date_does_not_overrule_an_etag_that_differs(self):
        date = self.get("/desk.atom")[1]["Last-Modified"]
        self.assertEqual(200, self.get("/desk.atom", **{"If-None-Match": '"x"', "If-Modified-Since": date})[0])

    def test_another_path_is_404(self):
        self.assertEqual(404, self.get("/")[0])

    def test_old_items_fall_off_the_end(self):
        for _ in range(3 * server.LONGEST):
            self.newsroom.publish()
        self.assertEqual(server.LONGEST, len(self.newsroom.items("/wire.rss")))


if __name__ == "__main__":
    unittest.main()
