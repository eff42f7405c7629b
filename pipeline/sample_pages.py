"""The pages of the sample portals: articles of our own, set in the markup of their platform family."""

import hashlib
import html
import html.entities
import tomllib
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from importlib.resources import files
from string import Template
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from extractors.text import fold, store

PAGE_SIZE = 3
HITS = b"@@hits@@"
_LOOP_DEPTH = 4
_HANOI = timezone(timedelta(hours=7))
_WEEKDAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
_HTML = "text/html; charset=utf-8"
_KINDS = {"pdf": "application/pdf", "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TCVN3 = str.maketrans(
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂÊÔƠƯĐ",
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢£¤¥¦§",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a parser should make of one sample article: stored text, a line a paragraph; `published` is an ISO date."""

    portal: str
    url: str
    title: str
    published: str
    section: str
    lead: str
    text: str
    captions: tuple[str, ...]
    byline: str
    source_line: str
    layout: int
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server says to one address; without `modified` it sends no validators."""

    body: bytes
    kind: str = _HTML
    modified: datetime | None = None

    @property
    def validators(self) -> dict[str, str]:
        """The headers by which a visitor can ask later whether this has changed."""
        if self.modified is None:
            return {}
        when = self.modified.replace(tzinfo=_HANOI).astimezone(UTC)
        return {"ETag": f'"{hashlib.sha256(self.body).hexdigest()[:16]}"', "Last-Modified": format_datetime(when, True)}


def read(path: str) -> str:
    """Return the text of a file of the sample portals."""
    return (files("vnnews_data") / "sample_portal" / path).read_text("utf-8")


def _blocks(platform: str) -> dict[str, str]:
    """Return the named parts of a family's template: each starts with a line `=== name`."""
    parts = ("\n" + read(f"templates/{platform}.html")).split("\n=== ")[1:]
    return {name: text for name, _, text in (part.partition("\n") for part in parts)}


def _slug(text: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in fold(text)).split())


def _key(target: str) -> str:
    """Return the name under which an address is kept: its path and its parameters in order."""
    parts = urlsplit(target)
    query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))
    return parts.path + (f"?{query}" if query else "")


def _cp1258(text: str) -> bytes:
    """Encode as windows-1258 does: a letter with its own mark first, then the tone."""
    out = []
    for char in text:
        marks = unicodedata.normalize("NFD", char)
        letter = unicodedata.normalize("NFC", "".join(c for c in marks if c not in _TONES))
        out.append(letter + "".join(c for c in marks if c in _TONES))
    return "".join(out).encode("cp1258", "xmlcharrefreplace")


def _entities(text: str) -> str:
    """Write accented letters as named entities, as the editors of older portals do."""
    names = html.entities.codepoint2name
    return "".join(f"&{names[ord(c)]};" if ord(c) > 127 and ord(c) in names else c for c in text)


def _body(article: dict[str, Any]) -> list[str]:
    return [line for line in map(str.strip, article["body"].splitlines()) if line]


class Site:
    """One portal: all its addresses and the answers to them."""

    def __init__(self, portal: dict[str, Any]) -> None:
        self.portal = portal
        self.blocks = _blocks(portal["platform"])
        self.urls = dict(line.split(" = ", 1) for line in self.blocks["urls"].strip().splitlines())
        data = tomllib.loads(read(f"articles/{portal['name']}.toml"))
        self.names: dict[str, str] = data["site"] | {"host": portal["host"]}
        self.sections: dict[str, dict[str, str]] = {k: v | {"section": k} for k, v in data["sections"].items()}
        self.articles: list[dict[str, Any]] = sorted(data["article"], key=lambda a: a["published"], reverse=True)
        self.answers: dict[str, Answer] = {}
        for article in self.articles:
            self._add_article(article)
        for section in self.sections:
            self._add_list(section)
        self._add_others()

    def expected(self, article: dict[str, Any]) -> Expected:
        """Return what a parser should make of an article."""
        lead, byline, source = (article.get(k, "") for k in ("lead", "byline", "source"))
        lines = [store(line) for line in (lead, *_body(article), byline, source) if line]
        return Expected(
            portal=self.portal["name"],
            url=f"http://{self.portal['host']}{self._url(article)}",
            title=article["title"],
            published=article["published"].date().isoformat(),
            section=self.sections[article["section"]]["name"],
            lead=store(lead),
            text="\n".join(line.removeprefix("! ") for line in lines),
            captions=tuple(line[2:] for line in lines if line.startswith("! ")),
            byline=byline,
            source_line=source,
            layout=article["layout"],
            flags=tuple(article.get("flags", ())),
        )

    def answer(self, target: str, form: dict[str, str]) -> Answer:
        """Return the answer to an address or a post-back; an unknown address gets the portal's soft 404."""
        key = _key(target)
        if form.get("__VIEWSTATE", "").startswith("/wEP"):
            page = form.get("__EVENTTARGET", "").rpartition("$ctl")[2]
            key += f"#{page}" if page.isdecimal() and page != "00" else ""
        if key in self.answers:
            return self.answers[key]
        steps = urlsplit(target).path.strip("/").split("/")
        if "language" in self.urls and set(steps) <= {"en", "vi"} and len(steps) <= _LOOP_DEPTH:
            return Answer(self._page(self._fill("language", path="/".join(["", *steps])), "Home").encode())
        return Answer(self._page(self._fill("notfound"), "Thông báo").encode())

    def _fill(self, block: str, layout: int = 0, /, **values: object) -> str:
        """Fill in a part of the template, the layout's own where it has one."""
        name = f"{block}.{layout}" if f"{block}.{layout}" in self.blocks else block
        return Template(self.blocks[name]).substitute({**self.names, **values})

    def _address(self, kind: str, **values: object) -> str:
        return Template(self.urls[kind]).substitute(values)

    def _list_url(self, section: str) -> str:
        return self._address("list", **self.sections[section])

    def _url(self, article: dict[str, Any]) -> str:
        return self._address(f"article.{article['layout']}", **self._words(article))

    def _page(self, main: str, title: str, hits: str = "128 406", charset: str = "utf-8") -> str:
        menu = "".join(self._fill("menu", url=self._list_url(k), name=s["name"]) for k, s in self.sections.items())
        return self._fill("site", main=main, title=html.escape(title), menu=menu, hits=hits, charset=charset)

    def _words(self, article: dict[str, Any]) -> dict[str, str]:
        """Return what a template can say of an article: its names, and its time in pieces."""
        at, section = article["published"], self.sections[article["section"]]
        words = {"d": f"{at:%d}", "m": f"{at:%m}", "y": f"{at:%Y}", "H": f"{at:%H}", "M": f"{at:%M}"}
        words |= {"D": str(at.day), "Mo": str(at.month), "wd": _WEEKDAYS[at.weekday()]}
        words |= {"rfc": format_datetime(at.replace(tzinfo=_HANOI)), "title": html.escape(article["title"], False)}
        # Liferay leaves đ out of its slugs, the others write d.
        slugs = {"slug": _slug(article["title"]), "bare": _slug(article["title"].replace("đ", "").replace("Đ", ""))}
        return section | words | slugs | {"id": article["id"]}

    def _items(self, block: str, articles: list[dict[str, Any]]) -> str:
        return "".join(
            self._fill(block, url=html.escape(self._url(a)), lead=html.escape(a.get("lead", "")), **self._words(a))
            for a in articles
        )

    def _parts(self, article: dict[str, Any], flags: Collection[str]) -> dict[str, str]:
        """Return lead, body, byline and source line in the markup of the article's layout."""
        layout = article["layout"]
        texts = {k: html.escape(article.get(k, ""), False) for k in ("lead", "byline", "source")}
        parts = {k: self._fill(k, layout, text=text) if text else "" for k, text in texts.items()}
        parts["body"] = ""
        for number, line in enumerate(_body(article)):
            block, text = "img" if line.startswith("! ") else "p", html.escape(line.removeprefix("! "), False)
            parts["body"] += self._fill(block, layout, text=text, name=f"{article['id']}-{number}")
        if "tcvn3" in flags:
            return {k: f'<font face=".VnTime">{v.translate(_TCVN3)}</font>' if v else "" for k, v in parts.items()}
        return {k: _entities(v) for k, v in parts.items()} if "entities" in flags else parts

    def _add_article(self, article: dict[str, Any]) -> None:
        flags, url = article.get("flags", ()), self._url(article)
        near = [a for a in self.articles if a is not article and a["section"] == article["section"]]
        near.sort(key=lambda a: abs(a["published"] - article["published"]))
        printed = self._address(f"print.{article['layout']}", url=url)
        values = {**self._words(article), **self._parts(article, flags), "print_url": html.escape(printed)}
        values["section_url"] = self._list_url(article["section"])
        values["files"] = "".join(self._fill("file", name=name) for name in article.get("files", ()))
        values["related"] = self._items("related", near[:4])
        charset = "windows-1258" if "cp1258" in flags else "utf-8"
        main = self._fill("article", article["layout"], **values)
        self._add(url, self._page(main, article["title"], charset=charset), article["published"], flags)
        self._add(printed, self._fill("print", charset=charset, **values), article["published"], flags)
        for name in article.get("files", ()):
            data = (files("vnnews_data") / "sample_portal/files" / name).read_bytes()
            kind = _KINDS[name.rpartition(".")[2]]
            self.answers[_key(self._address("file", name=name))] = Answer(data, kind, article["published"])

    def _add(self, url: str, page: str, modified: datetime, flags: Collection[str] = ()) -> None:
        page = page.replace("Đ", "Ð") if "eth" in flags else page
        page = unicodedata.normalize("NFD", page) if "nfd" in flags else page
        old = "cp1258" in flags
        body = _cp1258(page) if old else page.encode()
        self.answers[_key(url)] = Answer(body, "text/html" if old else _HTML, modified)

    def _add_list(self, section: str) -> None:
        held = [a for a in self.articles if a["section"] == section]
        url, name = self._list_url(section), self.sections[section]["name"]
        pages = range(-(-len(held) // PAGE_SIZE))
        links = [self._address("page", url=url, n=n + 1, n0=f"{n:02}") for n in pages]
        for n in pages:
            pager = "".join(self._fill("here" if i == n else "page", url=html.escape(links[i]), n=i + 1) for i in pages)
            items = self._items("item", held[n * PAGE_SIZE : (n + 1) * PAGE_SIZE])
            page = self._page(self._fill("list", name=name, items=items, pager=pager, n=n + 1), name)
            key = f"{_key(url)}#{n:02}" if "__doPostBack" in links[n] else _key(links[n])
            self.answers[key] = Answer(page.encode(), modified=held[0]["published"])
            self.answers.setdefault(_key(url), self.answers[key])

    def _add_others(self) -> None:
        blocks = "".join(
            self._fill("block", url=self._list_url(k), name=s["name"], items=self._items("head", held[:2]))
            for k, s in self.sections.items()
            if (held := [a for a in self.articles if a["section"] == k])
        )
        newest = self.articles[0]["published"]
        home = self._page(self._fill("home", blocks=blocks), self.names["site"], hits=HITS.decode())
        self.answers["/"] = Answer(home.encode())
        self.answers["/robots.txt"] = Answer(self._fill("robots").encode(), "text/plain")
        self.answers[_key(self.urls["empty"])] = Answer(b"")
        self._add(self.urls["closed"], self._page(self._fill("closed"), "Giới thiệu"), newest)
        if "rss" in self.urls:
            feed = self._fill("rss", items=self._items("entry", self.articles))
            self.answers[_key(self.urls["rss"])] = Answer(feed.encode(), "text/xml; charset=utf-8", newest)
