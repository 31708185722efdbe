"""A page of another site that has the chat in it: the same machine under its other name, which is another site."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class _Pages(BaseHTTPRequestHandler):
    def __init__(self, html: str, *given: object) -> None:
        self.html = html
        super().__init__(*given)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", CONTENT_POLICY)
        self.end_headers()
        self.wfile.write(self.html.encode())

    def log_message(self, format: str, *_given: object) -> None:
        return


CONTENT_POLICY = "default-src 'self'; script-src http://127.0.0.1:*; frame-src http://127.0.0.1:*"
"""A strict one, as councils have: no styles but their own files."""
PAGE = """<!doctype html><html lang="en">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><h1>{title}</h1>
<p>Read about help here. <a href="/next">The next page</a></p>
<script src="{chat}/embed.js" defer></script></html>"""


@contextmanager
def host_site() -> Iterator[tuple[str, list[str]]]:
    """A site on http://localhost. Gives its address, and a list whose one item is the page that it shows."""
    html = [""]
    server = ThreadingHTTPServer(("127.0.0.1", 0), lambda *given: _Pages(html[0], *given))  # type: ignore[arg-type]
    thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.05), daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}", html
    server.shutdown()
    server.server_close()
    thread.join(timeout=5)
