"""A folder of web pages, served to this machine alone, and the channel that tells open pages of a new build."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition, Thread

from mathnn.errors import UsageError
from mathnn.outline import builtin

HERE = "127.0.0.1"
EVENTS, SCRIPT = "/_watch/events", "/_watch/watch.js"
PULSE = 15.0  # seconds after which a silent channel is tried, so that closed pages are noticed
NOTHING_YET = """<!DOCTYPE html>
<html lang="en"><meta charset="utf-8"><title>Not built yet</title><body><h1>Not built yet</h1></body></html>
"""


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong: the place as file and line, what stands there, the page that it belongs to."""

    message: str
    place: str = ""
    source: str = ""
    page: str = ""


@dataclass(slots=True)
class Channel:
    """How often the book was built, and what is wrong with it now; open pages wait here for the next thing said."""

    built: int = 0
    problem: Problem | None = None
    count: int = 0
    open: bool = True
    news: Condition = field(default_factory=Condition)

    def say(self, problem: Problem | None) -> None:
        """Tell all open pages: a new build, or why there is none."""
        with self.news:
            self.problem = problem
            self.built += problem is None
            self.count += 1
            self.news.notify_all()

    def close(self) -> None:
        """Let those who wait go home."""
        with self.news:
            self.open = False
            self.news.notify_all()

    def state(self) -> str:
        """What a page is told."""
        return json.dumps({"built": self.built, "problem": asdict(self.problem) if self.problem else None})

    def events(self) -> Iterator[bytes]:
        """What is said, as server-sent events: the state now, then each new one; a comment now and then."""
        seen = -1
        while self.open:
            with self.news:
                if self.count == seen:
                    self.news.wait(PULSE)
                text = f"data: {self.state()}\n\n" if self.count != seen else ": \n\n"
                seen = self.count
            yield text.encode()


@contextmanager
def serving(folder: Path, channel: Channel, port: int) -> Iterator[str]:
    """Serve a folder while the block runs; gives the address. Raises UsageError when no port can be had."""
    server = _server(partial(_Handler, directory=str(folder), channel=channel), port)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield f"http://{HERE}:{server.server_address[1]}/"
    finally:
        channel.close()
        server.shutdown()
        server.server_close()
        thread.join()


def _server(handler: partial[_Handler], port: int) -> ThreadingHTTPServer:
    """A server at this port, or at a free one where it is taken."""
    for tried in (port, 0):
        with suppress(OSError):
            return _Server((HERE, tried), handler)
    raise UsageError(f"no port of {HERE} can be listened at")


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False  # pages keep their channel open

    def handle_error(self, request: object, address: object) -> None:
        """A page that is closed is no error."""


class _Handler(SimpleHTTPRequestHandler):
    """Answers with files of the folder; pages get the script that keeps them up to date."""

    protocol_version = "HTTP/1.1"

    def __init__(self, request: socket.socket, address: object, server: _Server, *, directory: str, channel: Channel
                 ) -> None:
        self.channel = channel
        super().__init__(request, address, server, directory=directory)

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if not self._is_for_us():
            self.send_error(403)
        elif path == EVENTS:
            self._stream()
        elif path == SCRIPT:
            self._send((builtin() / "watch" / "watch.js").read_bytes(), "text/javascript")
        elif path.endswith(("/", ".html")):
            self._page(path)
        else:
            super().do_GET()

    def do_HEAD(self) -> None:
        if self._is_for_us():
            super().do_HEAD()
        else:
            self.send_error(403)

    def _is_for_us(self) -> bool:
        """Was this machine asked by its own name? Another site's page may send its name here, but not ours."""
        name = self.headers.get("Host", "").rpartition(":")[0]
        return name in (HERE, "localhost")

    def _page(self, path: str) -> None:
        """A page with our script; it carries the number of the build that it is of."""
        built = self.channel.built
        file = Path(self.translate_path(f"{path}index.html" if path.endswith("/") else path))
        try:
            text = file.read_text(encoding="utf-8")
        except OSError:
            text = NOTHING_YET
        script = f'<script src="{SCRIPT}" data-built="{built}"></script>'
        before, end, after = text.rpartition("</body>")
        self._send(f"{before}{script}{end}{after}".encode(), "text/html", 404 if text == NOTHING_YET else 200)

    def _send(self, content: bytes, kind: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.close_connection = True
        self.end_headers()
        for event in self.channel.events():
            self.wfile.write(event)
            self.wfile.flush()

    def end_headers(self) -> None:
        """Nothing is kept by the browser: the next build may change it."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def list_directory(self, path: object) -> None:
        self.send_error(404)

    def log_message(self, format: str, *arguments: object) -> None:
        """The terminal is for what was built."""
