"""systemd's end of sd_notify: a datagram socket that keeps what the daemon says of itself."""

import socket
import threading


class NotifySocket:
    """Use as a context; `path` goes into $NOTIFY_SOCKET."""

    def __init__(self, path):
        self.path = str(path)
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(self.path)
        self._socket.settimeout(0.1)
        self._lock = threading.Lock()
        self._words = []
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._listen, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._closing.set()
        self._thread.join()
        self._socket.close()

    def _listen(self):
        while not self._closing.is_set():
            try:
                words = self._socket.recv(4096).decode().splitlines()
            except TimeoutError:
                continue
            with self._lock:
                self._words.extend(words)

    @property
    def words(self):
        """Every assignment so far, in order: READY=1, STATUS=…"""
        with self._lock:
            return list(self._words)

    def said(self, word):
        return word in self.words
