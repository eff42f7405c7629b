"""Answers that are not the page asked for: cookie walls, block pages, and "not found" told with status 200."""

import hashlib
import re
from urllib.parse import unquote, urlsplit

_MAX_WALL = 4096
_COOKIE = re.compile(rb"""document\.cookie\s*=\s*["']([A-Za-z0-9_.-]{1,64})=([^;"']{1,512})""")
_RELOAD = re.compile(rb"location\.(?:reload|replace|href)|window\.location|http-equiv=[\"']?refresh", re.IGNORECASE)
_BLOCK_TITLES = (
    "just a moment",
    "attention required",
    "access denied",
    "access to this page has been denied",
    "request rejected",
    "403 forbidden",
    "you are being redirected",
    "security check",
    "ddos protection",
    "web application firewall",
    "error 1020",
    "truy cập bị từ chối",
    "truy cập bị chặn",
)
_BLOCK_MARKS = (
    "cf-browser-verification",
    "cf_chl_opt",
    "/cdn-cgi/challenge-platform",
    "incapsula incident id",
    "_incapsula_resource",
    "the requested url was rejected. please consult",
)
_BLOCK_WORDS = ("truy cập của bạn đã bị chặn", "truy cập của bạn bị từ chối", "địa chỉ ip của bạn đã bị")
_MAX_BLOCK = 40_000
_MAX_SAID = 8_000
_TAGS = re.compile(rb"<(script|style|noscript)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.IGNORECASE | re.DOTALL)
_WORDS = re.compile(r"[^\W\d_]{2,}")
_SHINGLE = 4
_SAME = 0.9
_MAX_READ = 200_000


def cookie_wall(body: bytes) -> tuple[str, str] | None:
    """Return the cookie (name, value) that a stub page sets by script before it reloads, None for any other page."""
    if len(body) > _MAX_WALL or not _RELOAD.search(body):
        return None
    found = _COOKIE.search(body)
    return (found[1].decode("ascii"), found[2].decode("latin-1")) if found else None


def block_page(status: int, body: bytes) -> bool:
    """Tell whether an answer is a firewall's or a bot check's and not the portal's."""
    if status not in (200, 403, 406, 429, 503) or len(body) > _MAX_BLOCK:
        return False
    text = body.decode("utf-8", "replace").lower()
    title = text.partition("<title")[2].partition(">")[2].partition("</title")[0].strip()
    if title.startswith(_BLOCK_TITLES) or any(mark in text for mark in _BLOCK_MARKS):
        return True
    return len(body) < _MAX_SAID and any(words in text for words in _BLOCK_WORDS)


def fingerprint(url: str, body: bytes) -> list[int]:
    """Return the hashes of the word runs of a page, without numbers and without the words of its own address."""
    text = _TAGS.sub(b" ", body[:_MAX_READ]).decode("utf-8", "replace").lower()
    own = set(_WORDS.findall(unquote(urlsplit(url).path).lower()))
    words = [word for word in _WORDS.findall(text) if word not in own]
    runs = {" ".join(words[i : i + _SHINGLE]) for i in range(max(len(words) - _SHINGLE + 1, 1))}
    return sorted(int.from_bytes(hashlib.blake2b(run.encode(), digest_size=6).digest()) for run in runs)


def same_page(one: list[int], other: list[int]) -> bool:
    """Tell whether two fingerprints are those of one template with nothing of its own in it."""
    a, b = set(one), set(other)
    return len(a & b) >= _SAME * len(a | b)
