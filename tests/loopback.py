"""Servers on loopback for the tests of the crawl: a folder of saved pages, or answers written in the test."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
