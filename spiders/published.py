"""When an article was published, and which evidence says so; empty rather than wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import unquote, urlsplit

import regex

from spiders.article import Article
from spiders.assemble import meta
from spiders.chrome import Chrome, TimePlace, time_places
from spiders.dates import HANOI, Stamp, first_stamp
from spiders.page import Page

_URL_DAY = regex.compile(r"/(?P<y>(?:19|20)\d\d)[-/](?P<m>\d{1,2})[-/](?P<d>\d{1,2})(?=/)")
_PUBLISHED = regex.compile(r"đăng|xuất bản|đưa tin|cập nhật|ngày tạo", regex.IGNORECASE)
# A day as texts name it, mostly without a year: 12/3, ngày 12-3, ngày 12 tháng 3.
_SPOKEN = regex.compile(r"(?<![\d/.,-])(?P<d>\d{1,2})(?:[/-]|\s+tháng\s+)(?P<m>\d{1,2})(?!\d|[.,]\d)")
_UPDATED = regex.compile(r"cập nhật|sửa|updated|modified", regex.IGNORECASE)
_LD_DATE = regex.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_FIRST_DAY = date(1997, 1, 1).isoformat()
_FEW_DAYS = 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that says when an article was published: source, what is printed, ISO form, kind of place."""

    source: str
    raw: str
    iso: str
    kind: str = ""

    @property
    def day(self) -> str:
        """The ISO date."""
        return self.iso[:10]


def date_article(article: Article, page: Page, chrome: Chrome) -> None:
    """Fill in when an article was published and by which evidence; evidence that is contradicted becomes a flag."""
    places = list(time_places(page))
    found = list(evidence(article, page, places))
    doubts = {e: _doubt(e, page, chrome, article.text) for e in found}
    article.flags += sorted({d for d in doubts.values() if d})
    sound = [e for e in found if not doubts[e]]
    if not sound:
        return
    best = sound[0]
    in_url = next((e for e in sound if e.source == "url"), None)
    apart = {e.day for e in sound if _days_apart(e.day, best.day) > _FEW_DAYS}
    if in_url and in_url.day in apart:
        best = in_url
    article.flags += ["date-conflict"] if apart else []
    # Of the same day, the evidence that knows the hour says more.
    best = next((e for e in sound if e.day == best.day and e.iso != e.day), best)
    article.published, article.published_source, article.published_raw = best.iso, best.source, best.raw
    article.updated = _updated(page, places, best.day)


def evidence(article: Article, page: Page, places: Sequence[TimePlace]) -> Iterator[Evidence]:
    """Yield what says when an article was published, the strongest first."""
    if page.listing and (stamp := first_stamp(page.listing.date_raw)):
        yield Evidence("listing", stamp.raw, stamp.iso)
    told = _printed(article, places)
    if told and told.source == "time":
        yield told
    yield from _in_head(page)
    if stamp := _in_url(page.url):
        yield Evidence("url", stamp.raw, stamp.iso)
    if told and told.source == "near-title":
        yield told


def _printed(article: Article, places: Sequence[TimePlace]) -> Evidence | None:
    raw = article.published_raw
    if not (stamp := first_stamp(raw)):
        return None
    kinds = [p.kind for p in places if p.text in raw] + [p.kind for p in places if p.stamp.raw == stamp.raw]
    kind = next(iter(kinds), "")
    return Evidence("time" if article.extractor.startswith("selectors") else "near-title", raw, stamp.iso, kind)


def _in_head(page: Page) -> Iterator[Evidence]:
    for name in ("article:published_time", "datePublished", "pubdate", "DC.date.issued"):
        if (raw := meta(page, name)) and (iso := _iso(raw)):
            yield Evidence("meta", raw, iso)
    for node in page.tree.iter("script"):
        if (
            "ld+json" in (node.get("type") or "")
            and (found := _LD_DATE.search(node.text or ""))
            and (iso := _iso(found[1]))
        ):
            yield Evidence("meta", found[1], iso)


def _iso(raw: str) -> str:
    """Return a machine-readable time at +07:00, or a printed one day first; empty when it is neither."""
    try:
        moment = datetime.fromisoformat(raw.strip())
    except ValueError:
        stamp = first_stamp(raw)
        return stamp.iso if stamp else ""
    if moment.tzinfo:
        moment = moment.astimezone(HANOI)
    timed = (moment.hour, moment.minute) != (0, 0)
    return moment.replace(tzinfo=HANOI).isoformat(timespec="minutes") if timed else moment.date().isoformat()


def _in_url(url: str) -> Stamp | None:
    for found in _URL_DAY.finditer(unquote(urlsplit(url).path)):
        try:
            day = date(int(found["y"]), int(found["m"]), int(found["d"])).isoformat()
        except ValueError:
            continue
        return Stamp(found[0].strip("/"), day, found.start(), found.end())
    return None


def _doubt(told: Evidence, page: Page, chrome: Chrome, text: str) -> str:
    if told.day < _FIRST_DAY:
        return "date-impossible"
    if page.fetched_at and told.day > (page.fetched_at.astimezone(HANOI) + timedelta(days=1)).date().isoformat():
        return "date-after-fetch"
    if told.source == "near-title" and not chrome.knows(page) and not _confirmed(told, text):
        return "date-unconfirmed"
    return chrome.doubt(page, told.day, told.kind) if told.source in ("listing", "time", "near-title") else ""


def _confirmed(told: Evidence, text: str) -> bool:
    """Return whether a bare date on a page of an unknown host is that of its news.

    It may be the day of a visit or of a rebuild: it has to say what it dates, or the text to tell of the days before.
    """
    if _PUBLISHED.search(told.raw):
        return True
    last = date.fromisoformat(told.day)
    days = [last - timedelta(days=n) for n in range(_FEW_DAYS + 1)]
    spelt = {(str(d.day), str(d.month)) for d in days}
    return any((m["d"].lstrip("0"), m["m"].lstrip("0")) in spelt for m in _SPOKEN.finditer(text))


def _days_apart(a: str, b: str) -> int:
    return abs((date.fromisoformat(a) - date.fromisoformat(b)).days)


def _updated(page: Page, places: Sequence[TimePlace], published: str) -> str | None:
    raw = meta(page, "article:modified_time") or meta(page, "dateModified")
    if raw and (iso := _iso(raw)):
        return iso if iso[:10] >= published else None
    printed = (p.stamp.iso for p in places if _UPDATED.search(p.text))
    return next((iso for iso in printed if iso[:10] >= published), None)
