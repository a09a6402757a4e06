"""The server of the comparison: nginx with one worker, pinned to a core, in a temporary folder of its own."""

import os
import socket
import subprocess
import time
import urllib.request

# Every kind of server has a port of its own; which of them resumes sessions and which keeps connections is all that
# differs. The answer says whether the session was resumed.
CONFIGURATION = """\
daemon off;
worker_processes 1;
worker_rlimit_nofile {descriptors};
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections {connections}; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  types {{ application/rss+xml rss; }}
  root {www};
  gzip_static always;
  etag on;
  sendfile on;
  tcp_nodelay on;
  open_file_cache max=16 inactive=1h;
  open_file_cache_valid 1h;
  keepalive_timeout 1h;
  keepalive_requests 1000000000;
  ssl_certificate {folder}/leaf.pem;
  ssl_certificate_key {folder}/leaf.key;
  ssl_protocols TLSv1.2 TLSv1.3;
  ssl_session_cache off;
  ssl_session_tickets off;
  server {{ listen 127.0.0.1:{kept}; }}
  server {{ listen 127.0.0.1:{closed}; keepalive_timeout 0; }}
  server {{ listen 127.0.0.1:{tls_kept} ssl backlog=4096; ssl_session_tickets on; }}
  server {{ listen 127.0.0.1:{tls_new} ssl; keepalive_timeout 0; }}
  server {{
    listen 127.0.0.1:{tls_resumed} ssl;
    keepalive_timeout 0;
    ssl_session_tickets on;
    add_header X-Session-Reused $ssl_session_reused always;
  }}
}}
"""

SERVERS = ("kept", "closed", "tls_kept", "tls_new", "tls_resumed")


def free_ports(count):
    """That many ports that nobody listens to at this moment."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def openssl(folder, *arguments):
    done = subprocess.run(["openssl", *map(str, arguments)], cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"openssl {arguments[0]}: {done.stderr.strip()}")


def make_certificates(folder):
    """An authority, ca.pem, and a certificate of it for every name below bench.test, leaf.pem."""
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    openssl(folder, "req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=Bench CA")
    openssl(folder, "req", *key, "-keyout", "leaf.key", "-out", "leaf.csr", "-subj", "/CN=bench.test")
    (folder / "leaf.ext").write_text("subjectAltName = DNS:*.bench.test\n", encoding="utf-8")
    openssl(folder, "x509", "-req", "-in", "leaf.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days",
            "2", "-extfile", "leaf.ext", "-out", "leaf.pem")


class Nginx:
    """Runs as long as the context. `port` by name of the server; `etag` is that of the feed."""

    def __init__(self, folder, www, core):
        self._folder = folder
        self._www = www
        self._core = core
        self._process = None
        self.port = dict(zip(SERVERS, free_ports(len(SERVERS))))
        self.ca_file = folder / "ca.pem"
        self.etag = ""

    def __enter__(self):
        make_certificates(self._folder)
        configuration = self._folder / "nginx.conf"
        configuration.write_text(CONFIGURATION.format(
            folder=self._folder, www=self._www, user="user root;" if os.geteuid() == 0 else "", descriptors=16_384,
            connections=8_192, **self.port), encoding="utf-8")
        command = ["nginx", "-p", str(self._folder), "-c", str(configuration), "-e", str(self._folder / "error.log")]
        self._process = subprocess.Popen(command, preexec_fn=lambda: os.sched_setaffinity(0, {self._core}),
                                         stdin=subprocess.DEVNULL)
        self.etag = self._await_etag()
        return self

    def __exit__(self, *_):
        self._process.terminate()
        self._process.wait()

    def _await_etag(self):
        for _ in range(100):
            if self._process.poll() is not None:
                raise RuntimeError(f"nginx ended: {(self._folder / 'error.log').read_text()}")
            try:
                return urllib.request.urlopen(self.url("kept"), timeout=5).headers["ETag"]
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("nginx does not answer")

    def url(self, server, host="127.0.0.1"):
        scheme = "https" if server.startswith("tls") else "http"
        return f"{scheme}://{host}:{self.port[server]}/feed.rss"
