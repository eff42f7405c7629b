"""The archive: every response kept once, one WARC file a portal and day with its index, read back as pages."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from spiders.article import normal_url
from spiders.page import Link, Page
from spiders.warc import first_record

MAX_BODY = 32_000_000
# Notes of the crawl which say that an answer is not what its address stands for, or no page.
NOT_CONTENT = ("soft 404", "block page", "cookie wall", "robots.txt", "no such page")


def host(url: str) -> str:
    """Return the host of an address, with its port if it has one."""
    return urlsplit(url).netloc.lower()


class Archive:
    """A folder of WARC files that only grow; what is not committed is cut off again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.touched: set[str] = set()
        folder.mkdir(parents=True, exist_ok=True)

    def append(self, portal: str, now: datetime, records: bytes) -> tuple[str, int]:
        """Append records to the file of a portal and day; return the file's name and its new length.

        Raises OSError when the disk is full; the file is then as long as before.
        """
        name = f"{portal}-{now:%Y%m%d}.warc.gz"
        with (self.folder / name).open("ab") as file:
            start = file.seek(0, os.SEEK_END)
            head = b"" if start else first_record(name, now)
            try:
                file.write(head + records)
                file.flush()
            except OSError:
                file.truncate(start)
                raise
        self.touched.add(name)
        return name, start + len(head) + len(records)

    def cut(self, name: str, length: int) -> int:
        """Cut a file back to its committed length; return its size, which is less when the file lost its end."""
        path = self.folder / name
        size = path.stat().st_size if path.exists() else 0
        if size > length:
            os.truncate(path, length)
            self.touched.add(name)
        return min(size, length)

    def index(self) -> None:
        """Write the CDXJ index of every file that changed."""
        for name in sorted(self.touched):
            if (self.folder / name).exists():
                write_index(self.folder / name)
        self.touched.clear()


def state(paths: Iterable[Path]) -> str:
    """Return a hash over the names and sizes of WARC files, which only grow: another one says that there is more."""
    told = "".join(f"{path.name} {path.stat().st_size} " for path in paths)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def files(folder: Path, portal: str) -> list[Path]:
    """Return the WARC files of a portal in an archive folder, by day."""
    return sorted(folder.glob(f"{portal}-????????.warc.gz"))


def pages(path: Path, notes: list[str] | None = None) -> Iterator[Page]:
    """Yield the pages of a WARC file in its order: the answers with status 200, whoever wrote the file.

    A torn end is skipped, with a word about it in `notes`. `listing` is what the crawl knew of the link.
    """
    beside: dict[str, dict[str, str]] = {}
    for record in _records(path, notes):
        if record.kind == "metadata":
            beside = {record.concurrent_to: record.fields}
        elif page := record.page(beside.get(record.id, {})):
            yield page


def latest(paths: Iterable[Path], notes: list[str] | None = None) -> Iterator[Page]:
    """Yield the latest version of each address over WARC files, in the order of the archive, with its best listing."""
    versions: dict[str, tuple[str, Path, int, dict[str, str]]] = {}
    beside: dict[str, dict[str, str]] = {}
    for path in paths:
        for record in _records(path, notes):
            if record.kind == "metadata":
                beside = {record.concurrent_to: record.fields}
                continue
            known = beside.get(record.id, {})
            key = f"{record.url}#{known.get('event', '')}"
            before = versions.get(key)
            if before and known.get("listing-date") and not before[3].get("listing-date"):
                versions[key] = (*before[:3], before[3] | known)
            if record.is_page(known) and (before is None or record.date >= before[0]):
                listed = before[3] if before and not known.get("listing-date") else {}
                versions[key] = (
                    record.date,
                    path,
                    record.offset,
                    known | {k: v for k, v in listed.items() if "listing" in k},
                )
    by_place = sorted(versions.values(), key=lambda version: (str(version[1]), version[2]))
    for _, path, offset, known in by_place:
        for record in _records(path, notes, offset):
            if page := record.page(known):
                yield page
            break


def write_index(path: Path) -> Path:
    """Write the CDXJ index of a WARC file beside it: a sorted line a response or revisit; return its path."""
    found: list[tuple[int, str, dict[str, str]]] = []
    starts = []
    for record in _records(path, None, check=False):
        starts.append(record.offset)
        if record.kind in ("response", "revisit"):
            found.append((record.offset, f"{_surt(record.url)} {_stamp(record.date)}", record.entry()))
    lengths = {start: end - start for start, end in pairwise([*starts, path.stat().st_size])}
    lines = [
        f"{key} {json.dumps(entry | {'length': str(lengths[offset]), 'offset': str(offset), 'filename': path.name})}\n"
        for offset, key, entry in found
    ]
    index = path.with_name(path.name.removesuffix(".gz").removesuffix(".warc") + ".cdxj")
    waiting = index.with_suffix(".part")
    waiting.write_text("".join(sorted(lines)), encoding="utf-8")
    waiting.replace(index)
    return index


@dataclass(slots=True)
class _Record:
    """A record as fastwarc gives it; its payload can be read until the next one is asked for."""

    raw: Any
    kind: str
    offset: int

    @property
    def id(self) -> str:
        return self.raw.headers.get("WARC-Record-ID") or ""

    @property
    def concurrent_to(self) -> str:
        return self.raw.headers.get("WARC-Concurrent-To") or ""

    @property
    def url(self) -> str:
        return (self.raw.headers.get("WARC-Target-URI") or "").strip("<>")

    @property
    def date(self) -> str:
        return self.raw.headers.get("WARC-Date") or ""

    @property
    def status(self) -> int:
        return self.raw.http_headers.status_code or 0 if self.raw.http_headers else 0

    @property
    def mime(self) -> str:
        return (self.raw.http_headers.get("Content-Type") if self.raw.http_headers else None) or ""

    @property
    def fields(self) -> dict[str, str]:
        lines = self.raw.reader.read(1_000_000).decode("utf-8", "replace").splitlines()
        return dict(line.split(": ", 1) for line in lines if ": " in line)

    def entry(self) -> dict[str, str]:
        kind = "warc/revisit" if self.kind == "revisit" else self.mime.partition(";")[0].strip() or "unk"
        digest = (self.raw.headers.get("WARC-Payload-Digest") or "-").removeprefix("sha1:")
        return {"url": self.url, "mime": kind, "status": str(self.status or "-"), "digest": digest}

    def is_page(self, known: dict[str, str]) -> bool:
        return self.kind == "response" and self.status == 200 and not known.get("note", "").startswith(NOT_CONTENT)

    def page(self, known: dict[str, str]) -> Page | None:
        """Return the page of this record, None when it is no answer with content."""
        if not self.is_page(known):
            return None
        listing = None
        if "role" in known:
            listing = Link(self.url, known["role"], known.get("listing-title", ""), known.get("listing-date", ""))
        notes = [known["note"]] if "note" in known else []
        fetched_at = datetime.fromisoformat(self.date) if self.date else None
        return Page(self.url, self.raw.reader.read(MAX_BODY), self.mime, fetched_at, listing, notes)


def _records(path: Path, notes: list[str] | None, offset: int = 0, *, check: bool = True) -> Iterator[_Record]:
    """Yield the records from an offset on; a damaged one is skipped with a note, as is what cannot be read behind it.

    Without `check` bodies are neither verified nor decoded, and cannot be read.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = {int(getattr(WarcRecordType, kind)): kind for kind in ("response", "revisit", "metadata")}
    with path.open("rb") as stream:
        stream.seek(offset)
        try:
            for raw in ArchiveIterator(stream, parse_http=not check):
                if check and not _is_whole(raw):
                    if notes is not None:
                        notes.append(f"{path.name}: a damaged record is skipped")
                    continue
                if check and raw.is_http:
                    raw.parse_http(auto_decode="all")
                yield _Record(raw, kinds.get(int(raw.record_type), "other"), offset + raw.stream_pos)
        except (OSError, ValueError, EOFError) as error:
            if notes is not None:
                notes.append(f"{path.name}: the rest is skipped from a damaged record on: {error}")


def _is_whole(raw: Any) -> bool:
    """Tell whether a record has the digest it names; a torn one reads as a shorter one without an error."""
    digest = raw.headers.get("WARC-Block-Digest") or ""
    return not digest.startswith("sha1:") or bool(raw.verify_block_digest(consume=False))


def _surt(url: str) -> str:
    parts = urlsplit(normal_url(url))
    name = ",".join(reversed((parts.hostname or "").removeprefix("www.").split(".")))
    port = f":{parts.port}" if parts.port else ""
    return f"{name}{port}){parts._replace(scheme='', netloc='').geturl().lower()}"


def _stamp(date: str) -> str:
    return "".join(c for c in date if c.isdigit())[:14]
