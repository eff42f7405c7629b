"""Records of WARC 1.1: one exchange with a portal as compressed bytes."""

import base64
import hashlib
import io
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlsplit

from spiders.page import Link

MAX_BODY = 32_000_000
_LEVEL = 2
# With the head and the end of a gzip file.
_GZIP = 31
_REVISIT = "http://netpreserve.org/warc/1.1/revisit/"


@dataclass(frozen=True, slots=True)
class Version:
    """A payload in the archive: its digest, and the address and date of the response record that holds it."""

    digest: str
    url: str
    date: str


@dataclass(slots=True, kw_only=True)
class Capture:
    """One exchange with a portal as it goes into the archive; `listing` is what the list printed beside the link."""

    url: str
    portal: str
    status: int
    reason: str = ""
    headers: Sequence[tuple[str, str]] = ()
    body: bytes = b""
    method: str = "GET"
    request_headers: Sequence[tuple[str, str]] = ()
    request_body: bytes = b""
    fetched_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    listing: Link | None = None
    referrer: str = ""
    note: str = ""
    ip: str = ""
    # What a post-back asked for; the address alone is that of the first page.
    event: str = ""
    # The version it repeats; then only the headers are kept.
    repeats: Version | None = None

    # Digest of the payload as WARC writes it.
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        self.digest = payload_digest(self.body)

    @property
    def version(self) -> Version:
        """What a later answer with the same payload refers to."""
        return Version(self.digest, self.url, _date(self.fetched_at))


def payload_digest(body: bytes) -> str:
    """Return the SHA-1 of a payload in base 32, as WARC files name it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()


# What a portal sends for a page that is still to be written.
NOTHING = payload_digest(b"")


def first_record(name: str, now: datetime) -> bytes:
    """Return the record that opens an archive file."""
    info = {
        "software": "vnnews",
        "format": "WARC File Format 1.1",
        "conformsTo": "https://iipc.github.io/warc-specifications/",
    }
    return _record("warcinfo", "", _lines(info), {"WARC-Filename": name, "WARC-Date": _date(now)})


def records(capture: Capture) -> bytes:
    """Return a capture as compressed records: request, metadata, and the response or what it repeats (revisit)."""
    common = {"WARC-Date": _date(capture.fetched_at)} | ({"WARC-IP-Address": capture.ip} if capture.ip else {})
    response_id = f"<urn:uuid:{uuid.uuid4()}>"
    beside = common | {"WARC-Concurrent-To": response_id}
    path = urlsplit(capture.url)._replace(scheme="", netloc="", fragment="").geturl() or "/"
    request = _http(f"{capture.method} {path} HTTP/1.1", capture.request_headers)
    return b"".join((
        _record("request", capture.url, capture.request_body, beside, request),
        _record("metadata", capture.url, _lines(_metadata(capture)), beside),
        _response(capture, common | {"WARC-Record-ID": response_id}),
    ))  # fmt: skip


def _response(capture: Capture, headers: dict[str, str]) -> bytes:
    http = _http(f"HTTP/1.1 {capture.status} {capture.reason}".rstrip(), capture.headers)
    if not capture.repeats:
        return _record("response", capture.url, capture.body, headers | {"WARC-Payload-Digest": capture.digest}, http)
    profile = "server-not-modified" if capture.status == 304 else "identical-payload-digest"
    headers |= {"WARC-Profile": _REVISIT + profile, "WARC-Payload-Digest": capture.repeats.digest}
    if capture.repeats.url:
        headers |= {
            "WARC-Refers-To-Target-URI": capture.repeats.url,
            "WARC-Refers-To-Date": capture.repeats.date,
        }
    return _record("revisit", capture.url, b"", headers, http)


def _metadata(capture: Capture) -> dict[str, str]:
    link = capture.listing
    found = {"portal": capture.portal, "via": capture.referrer, "note": capture.note, "event": capture.event}
    if link:
        found |= {"role": link.role, "listing-title": link.title, "listing-date": link.date_raw}
    return {name: value for name, value in found.items() if value}


def _record(kind: str, url: str, payload: bytes, headers: dict[str, str], http: object = None) -> bytes:
    from isal import isal_zlib
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    # The records are compressed here: the writer's own level 9 takes twenty times the time to save an eighth.
    writer = WARCWriter(out, gzip=False, warc_version="1.1")
    record = writer.create_warc_record(
        url, kind, payload=io.BytesIO(payload), length=len(payload), warc_headers_dict=headers, http_headers=http
    )
    writer.write_record(record)
    return isal_zlib.compress(out.getvalue(), _LEVEL, _GZIP)


def _http(line: str, headers: Sequence[tuple[str, str]]) -> object:
    from warcio.statusandheaders import StatusAndHeaders

    protocol, _, rest = line.partition(" ")
    # The payload is kept without the chunks it came in.
    kept = [(name, value) for name, value in headers if name.lower() != "transfer-encoding"]
    return StatusAndHeaders(rest, kept, protocol=protocol)


def _lines(values: dict[str, str]) -> bytes:
    return "".join(f"{name}: {' '.join(value.split())}\r\n" for name, value in values.items()).encode()


def _date(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
