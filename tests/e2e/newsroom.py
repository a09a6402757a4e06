"""A news server on 127.0.0.1 under the test's control: feeds that grow, keep what they were asked, and misbehave."""

import threading
from email.utils import format_datetime
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from xml.sax.saxutils import escape

RSS = "application/rss+xml; charset=utf-8"


class Feed:
    """One RSS feed. `requests` holds the headers of every request so far; `misbehave` answers in the feed's place.

    Threads: the test's and the server's; a method is one step for both.
    """

    def __init__(self, etag_form='"v{}"'):
        self._etag_form = etag_form
        self._items = []
        self._lock = threading.Lock()
        self.requests = []
        self.answers = []
        self.misbehave = None

    def add(self, *titles, summary=""):
        with self._lock:
            for title in titles:
                self._items.insert(0, (len(self._items) + 1, title, summary, datetime.now(timezone.utc)))

    @property
    def etag(self):
        with self._lock:
            return self._etag_form.format(len(self._items))

    def document(self):
        with self._lock:
            items = "".join(
                f"<item><title>{escape(title)}</title><guid isPermaLink='false'>item-{number}</guid>"
                f"<link>https://news.example/{number}</link><pubDate>{format_datetime(at)}</pubDate>"
                f"<description>{escape(summary)}</description></item>" for number, title, summary, at in self._items)
        return ('<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Test wire</title>'
                "<link>https://news.example/</link><description>-</description><language>en</language>"
                f"{items}</channel></rss>").encode()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        feed = self.server.feeds.get(self.path.split("?")[0])
        if not feed:
            self.send_error(404)
            return
        feed.requests.append(dict(self.headers))
        if feed.misbehave:
            feed.misbehave(self)
            return
        etag = feed.etag
        document = feed.document()
        if self.headers.get("If-None-Match") == etag:
            feed.answers.append(304)
            self.send_response(304)
            self.send_header("ETag", etag)
            self.end_headers()
            return
        feed.answers.append(200)
        answer(self, document, RSS, {"ETag": etag})

    def log_message(self, *_):
        """Silent: what was asked is in Feed.requests."""


def answer(handler, body, content_type, headers=None):
    handler.send_response(200)
    handler.send_header("Content-Type", content_type)
    handler.send_header("Content-Length", str(len(body)))
    for name, value in (headers or {}).items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """Silent: clients are killed in mid-exchange here, on purpose."""


class Newsroom:
    """The server and its feeds by path. Use as a context."""

    def __init__(self):
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.feeds = {}
        self.stopping = threading.Event()
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()

    def feed(self, path, **options):
        return self._server.feeds.setdefault(path, Feed(**options))

    def url(self, path):
        return f"http://127.0.0.1:{self._server.server_address[1]}{path}"

    # The ways to misbehave, for Feed.misbehave.

    def never_answers(self, handler):
        self.stopping.wait()
        handler.close_connection = True

    def sends_html(self, handler):
        answer(handler, b"<!DOCTYPE html><html><head><title>Log in</title></head><body><p>Please</body></html>",
               "text/html; charset=utf-8")

    def sends_nothing(self, handler):
        answer(handler, b"", RSS)

    def hangs_up_halfway(self, handler):
        whole = self.feed(handler.path).document()
        handler.send_response(200)
        handler.send_header("Content-Type", RSS)
        handler.send_header("Content-Length", str(len(whole)))
        handler.end_headers()
        handler.wfile.write(whole[:len(whole) // 2])
        handler.close_connection = True

    def sends_half_as_if_whole(self, handler):
        whole = self.feed(handler.path).document()
        answer(handler, whole[:len(whole) // 2], RSS)

    def never_ends(self, handler):
        handler.send_response(200)
        handler.send_header("Content-Type", RSS)
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.close_connection = True
        handler.wfile.write(b'<?xml version="1.0"?><rss version="2.0"><channel><title>')
        try:
            while not self.stopping.is_set():
                handler.wfile.write(b"news " * 20_000)
        except OSError:
            pass  # hung up on, as it should be
