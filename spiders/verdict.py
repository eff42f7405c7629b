"""What an answer means for the address that was asked for."""

from urllib.parse import urljoin

from spiders import traps, walls
from spiders.entry import Entry
from spiders.ledger import Change
from spiders.warc import payload_digest

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})
_BLOCKED = frozenset({401, 403, 406, 429, 451})


def target(url: str, status: int, location: bytes | None) -> str:
    """Return where a redirect leads, empty when the answer is none or leads nowhere."""
    if status not in _REDIRECTS or not location:
        return ""
    try:
        return traps.clean(urljoin(url, location.decode("utf-8", "replace").strip()))
    except ValueError:
        return ""


def judge(
    entry: Entry, url: str, status: int, body: bytes, wire: bytes, missing: list[list[int]], inside: bool
) -> tuple[Change, str]:
    """Return the change and the reason: `body` is decoded, `wire` as it came, `inside` whether a redirect stays.

    `missing` are the fingerprints of the portal's pages for addresses that do not exist.
    """
    if status == 304 and entry.payload:
        return "unchanged", ""
    if walls.block_page(status, body):
        return "blocked", "block page"
    if status in _REDIRECTS:
        return ("moved", "redirect") if inside else ("gone", "redirect off the portal")
    if status in _GONE or status in _BLOCKED or status != 200:
        return "gone" if status in _GONE else "blocked" if status in _BLOCKED else "error", f"status {status}"
    # A portal may well send those who ask for a missing page to its front page: a seed is what it is.
    if missing and entry.depth and any(walls.same_page(walls.fingerprint(url, body), known) for known in missing):
        return "gone", "soft 404: like the answer to an address that does not exist"
    note = "" if body.strip() else "empty page"
    if not entry.payload:
        return "new", note
    return ("unchanged" if entry.payload == payload_digest(wire) else "changed"), note
