"""Servers on loopback for the tests of the crawl: a folder of saved pages, or answers written in the test."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


class Quiet(SimpleHTTPRequestHandler):
    """A static server that says nothing and does not know what it served before."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def list_directory(self, path: Any) -> None:
        self.send_error(404)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def serving(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[str]:
    """Serve with a handler; give the address as Portal.resolve takes it."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def folder(path: Path) -> Any:
    """Serve the files of a folder, index.html for a folder's own address."""
    return serving(partial(Quiet, directory=str(path)))


@dataclass
class Answer:
    """What the test portal says to one address."""

    body: bytes | str = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def data(self) -> bytes:
        body = self.body.encode() if isinstance(self.body, str) else self.body
        return b"" if self.status == 304 else body


@dataclass
class Request:
    """What the test portal was asked."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes = b""


Site = Callable[[Request], Answer | None]


class Portal:
    """A test portal: answers by path or by a function, and remembers what it was asked."""

    def __init__(self, pages: Mapping[str, Answer | str] | Site, *, soft: bool = False) -> None:
        self.pages = pages
        # Whether an address that does not exist is answered by the pages' function too.
        self.soft = soft
        self.asked: list[Request] = []

    def answer(self, request: Request) -> Answer:
        self.asked.append(request)
        if is_probe(request.path) and not self.soft:
            return Answer("no such page", 404)
        found = self.pages(request) if callable(self.pages) else self.pages.get(request.path)
        if found is None:
            return Answer("no such page", 404)
        return found if isinstance(found, Answer) else Answer(page(found))

    @property
    def paths(self) -> list[str]:
        """The paths asked for, in order, without robots.txt and the probe."""
        return [r.path for r in self.asked if r.path != "/robots.txt" and not is_probe(r.path)]

    @contextmanager
    def serve(self) -> Iterator[str]:
        def handler(*args: Any) -> BaseHTTPRequestHandler:
            return _Handler(self, *args)

        with serving(handler) as address:
            yield address


def is_probe(path: str) -> bool:
    return len(path) == 13 and all(c in "0123456789abcdef" for c in path[1:])


def page(content: str, title: str = "Trang thử") -> str:
    return f"<!doctype html><html><head><meta charset=utf-8><title>{title}</title></head><body>{content}</body></html>"


def links(*paths: str) -> str:
    return page("".join(f'<p><a href="{path}">Tin số {n} của trang thử</a></p>' for n, path in enumerate(paths)))


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def __init__(self, portal: Portal, *args: Any) -> None:
        self.portal = portal
        super().__init__(*args)

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        request = Request(self.command, self.path, dict(self.headers), self.rfile.read(length))
        answer = self.portal.answer(request)
        headers = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(answer.data))}
        try:
            self.send_response(answer.status)
            for name, value in (headers | dict(answer.headers)).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.data)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    do_POST = do_GET

    def log_message(self, format: str, *args: Any) -> None:
        pass
