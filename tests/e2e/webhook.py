"""A webhook on 127.0.0.1 that keeps what it was sent, and can be away, and come back under the same address."""

import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.webhook.keep(self.path, dict(self.headers), json.loads(body))
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_):
        """Silent: what came is in Webhook.posts."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """Silent: clients are killed in mid-exchange here, on purpose."""


class Webhook:
    """Keeps every post in order of arrival. Use as a context; `away` first to let it come up only with `come_back`."""

    def __init__(self, away=False):
        with socket.socket() as probe:  # the address is known, and refuses connections, before anybody listens there
            probe.bind(("127.0.0.1", 0))
            self._port = probe.getsockname()[1]
        self._server = None
        self._lock = threading.Lock()
        self._posts = []
        self._away = away

    def __enter__(self):
        if not self._away:
            self.come_back()
        return self

    def __exit__(self, *_):
        self.go_away()

    def come_back(self):
        self._server = _Server(("127.0.0.1", self._port), _Handler)
        self._server.webhook = self
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def go_away(self):
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def url(self, path="/hook"):
        return f"http://127.0.0.1:{self._port}{path}"

    def keep(self, path, headers, body):
        with self._lock:
            self._posts.append((path, headers, body))

    @property
    def posts(self):
        """(path, headers, body) of every post so far."""
        with self._lock:
            return list(self._posts)

    @property
    def alerts(self):
        """The alerts of the posts so far: the body itself, or what lies in its envelope."""
        return [body.get("data", body) for _, _, body in self.posts]

    @property
    def titles(self):
        return [alert["item"]["title"] for alert in self.alerts]
