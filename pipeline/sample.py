"""The sample portals: a small web of our own articles, served on loopback by `vnnews run` and the tests."""

import threading
import tomllib
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from email.utils import parsedate_to_datetime
from functools import cache, partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any
from urllib.parse import parse_qsl

from pipeline.sample_pages import HITS, Expected, Site, read

__all__ = ["Expected", "expected", "portals", "serve"]


@cache
def portals() -> dict[str, dict[str, Any]]:
    """Return the records of the sample portals by name, as a registry file holds them."""
    return {p["name"]: p for p in tomllib.loads(read("portals.toml"))["portal"]}


@cache
def expected() -> tuple[Expected, ...]:
    """Return every article of the sample portals as a parser should give it."""
    return tuple(site.expected(a) for site in map(_site, portals()) for a in site.articles)


@contextmanager
def serve(names: Collection[str] | None = None) -> Iterator[dict[str, str]]:
    """Serve the portals of these names (all by default), each on its own port of loopback: {name: "127.0.0.1:port"}."""
    with ExitStack() as stack:
        addresses = {}
        for name in portals() if names is None else names:
            server = stack.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, _site(name))))
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
            stack.callback(server.shutdown)
            addresses[name] = f"127.0.0.1:{server.server_port}"
        yield addresses


@cache
def _site(name: str) -> Site:
    return Site(portals()[name])


class _Handler(BaseHTTPRequestHandler):
    """Answers for one portal, whatever host name the visitor asks for."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    visits = count(128406)

    def __init__(self, site: Site, *args: Any) -> None:
        self.site = site
        super().__init__(*args)

    def do_GET(self) -> None:
        """Answer a request, with 304 where the visitor has the page already."""
        self._send({})

    do_HEAD = do_GET

    def do_POST(self) -> None:
        """Answer a post-back of a list."""
        length = int(self.headers.get("Content-Length", 0))
        self._send(dict(parse_qsl(self.rfile.read(length).decode(), keep_blank_values=True)))

    def _send(self, form: dict[str, str]) -> None:
        answer = self.site.answer(self.path, form)
        headers = answer.validators or {"Cache-Control": "private, max-age=0"}
        if not form and self._has(answer.validators):
            status, body = 304, b""
        else:
            status, body = 200, answer.body.replace(HITS, str(next(self.visits)).encode())
            headers |= {"Content-Type": answer.kind, "Content-Length": str(len(body))}
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _has(self, validators: dict[str, str]) -> bool:
        """Tell whether the visitor's copy is the present one, by its tag first and by its date without one."""
        if not validators:
            return False
        if tag := self.headers.get("If-None-Match"):
            return tag == validators["ETag"]
        since = self.headers.get("If-Modified-Since")
        return since is not None and parsedate_to_datetime(since) >= parsedate_to_datetime(validators["Last-Modified"])

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the crawl has its own log."""
