"""What a page links to, what a list prints beside each link, and how its next page is asked for."""

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import regex
from lxml.html import HtmlElement

from extractors.text import fold
from spiders.article import normal_url
from spiders.blocks import clean
from spiders.dates import first_stamp
from spiders.page import Follow, Page

_NEXT_WORDS = frozenset(
    [
        "tiep",
        "tiep theo",
        "trang tiep",
        "trang tiep theo",
        "trang sau",
        "sau",
        "ke tiep",
        "xem tiep",
        "next",
        "next page",
    ]
)
_NEXT_SIGNS = frozenset(["»", "›", ">", ">>", "→", "&raquo;"])
_POST_BACK = regex.compile(r"""(?:__doPostBack|WebForm_PostBackOptions)\(\s*["']([^"']*)["']\s*,\s*["']([^"']*)["']""")
_REFRESH = regex.compile(r"url\s*=\s*[\"']?([^\"'>]+)", regex.IGNORECASE)
_SPACES = regex.compile(r"[\t\r\n]+")
_MIN_TITLE = 15
_MAX_BESIDE = 40
_MAX_ITEM = 1200
# A calendar has more numbers in a row than a pager.
_MAX_PAGER = 20


def absolute(page: Page, href: str) -> str:
    """Return the address a page means by a href, without its fragment; empty for what is no web address."""
    href = _SPACES.sub("", href.strip())
    if not href or href.startswith("#"):
        return ""
    try:
        parts = urlsplit(urljoin(page.base, href))
        return normal_url(parts.geturl()) if parts.scheme in ("http", "https") and parts.hostname else ""
    except ValueError:
        return ""


def addresses(page: Page) -> Iterator[tuple[str, HtmlElement]]:
    """Yield (address, element) for all that leads on: anchors, areas, frames, canonical, next links, meta refresh."""
    for node in page.tree.iter("a", "area", "iframe", "frame", "link", "meta"):
        if node.tag == "meta":
            is_refresh = (node.get("http-equiv") or "").lower() == "refresh"
            found = _REFRESH.search(node.get("content") or "") if is_refresh else None
            href = found[1] if found else ""
        elif node.tag == "link":
            href = node.get("href") or "" if {"canonical", "next", "prev"} & _rel(node) else ""
        else:
            href = node.get("src" if node.tag in ("iframe", "frame") else "href") or ""
        if href and (url := absolute(page, href)):
            yield url, node


def _rel(node: HtmlElement) -> set[str]:
    return set((node.get("rel") or "").lower().split())


def feeds(page: Page) -> list[str]:
    """Return the addresses of the RSS and Atom feeds that a page announces."""
    found = [n for n in page.tree.iter("link") if "alternate" in _rel(n) and "xml" in (n.get("type") or "")]
    return [url for n in found if (url := absolute(page, n.get("href") or ""))]


def link_title(node: HtmlElement) -> str:
    """Return what a link is called: its text, or its title attribute, or the alternative text of its image."""
    shown = clean("".join(node.itertext()))
    told = clean(node.get("title") or "")
    if shown.endswith(("...", "…")) and told.startswith(shown.rstrip(".… ")):
        return told
    return shown or told or next((clean(i.get("alt") or "") for i in node.iter("img")), "")


def date_beside(node: HtmlElement) -> str:
    """Return the date printed beside a link in its list item, as printed; empty when the item has none of its own."""
    own = node.get("href")
    for item in node.iterancestors():
        if item.tag in ("body", "html", "form", "tbody", "table", "ul", "ol"):
            return ""
        if any(a.get("href") != own and _is_title(a) for a in item.iter("a")):
            return ""
        if len(clean(" ".join(item.itertext()))) > _MAX_ITEM:
            return ""
        # Title and teaser may hold dates of their own; what counts stands outside the link, with few words around it.
        titles = {piece for a in item.iter("a") if a.get("href") == own for piece in a.itertext()}
        for piece in item.itertext():
            found = first_stamp(clean(piece)) if piece not in titles else None
            if found and len(clean(piece)) - len(found.raw) <= _MAX_BESIDE:
                return found.raw
    return ""


def _is_title(node: HtmlElement) -> bool:
    return len(link_title(node)) >= _MIN_TITLE


def post_back(page: Page, node: HtmlElement) -> Follow | None:
    """Return the request an ASP.NET link stands for: its form with the event target filled in."""
    found = _POST_BACK.search((node.get("href") or "") + " " + (node.get("onclick") or ""))
    form = next(node.iterancestors("form"), None)
    if not found or form is None:
        return None
    fields = {"__EVENTTARGET": found[1], "__EVENTARGUMENT": found[2]}
    kept = [(k, v) for k, v in _fields(form) if k not in fields]
    return Follow(absolute(page, form.get("action") or "") or page.url, (*fields.items(), *kept))


def _fields(form: HtmlElement) -> Iterator[tuple[str, str]]:
    for node in form.iter("input", "select", "textarea"):
        name, kind = node.get("name"), (node.get("type") or "text").lower()
        if not name or kind in ("submit", "button", "image", "reset", "file"):
            continue
        if kind in ("checkbox", "radio") and node.get("checked") is None:
            continue
        if node.tag == "select":
            chosen = [o for o in node.iter("option") if o.get("selected") is not None] or list(node.iter("option"))[:1]
            yield from ((name, o.get("value") or "") for o in chosen)
        else:
            yield name, node.text or "" if node.tag == "textarea" else node.get("value") or ""


def follow(page: Page, node: HtmlElement) -> Follow | None:
    """Return the request a paging link stands for, None when it leads nowhere or back to this page."""
    if found := post_back(page, node):
        return found
    url = absolute(page, node.get("href") or "")
    return Follow(url) if url and url != normal_url(page.url) else None


def next_page(page: Page) -> Follow | None:
    """Return the request for the next page of a list: rel=next, a link that says so, or the number after this one's."""
    anchors = list(page.tree.iter("a"))
    said = [n for n in page.tree.iter("link", "a") if "next" in _rel(n)]
    said += [a for a in anchors if _says_next(a)]
    for node in said:
        if found := follow(page, node):
            return found
    return _next_number(page, anchors)


def _says_next(node: HtmlElement) -> bool:
    text = clean("".join(node.itertext()))[:40] or clean(node.get("title") or "")[:40]
    bare = fold(text).strip(" .»›>→")
    return text in _NEXT_SIGNS or bare in _NEXT_WORDS


def _next_number(page: Page, anchors: list[HtmlElement]) -> Follow | None:
    first = next((a for a in anchors if _number(a)), None)
    if first is None:
        return None
    pager = next((e for e in first.iterancestors() if sum(_number(a) > 0 for a in e.iter("a")) > 1), None)
    if pager is None or pager.tag in ("body", "html", "form"):
        return None
    links = {_number(a): a for a in pager.iter("a") if _number(a)}
    if len(links) > _MAX_PAGER:
        return None
    shown = [int(t) for t in clean(" ".join(pager.itertext())).split() if t.isdigit() and len(t) < 5]
    current = next((n for n in shown if n not in links or _is_current(page, links[n])), 0)
    return follow(page, links[current + 1]) if current + 1 in links and current else None


def _number(node: HtmlElement) -> int:
    text = clean("".join(node.itertext()))
    return int(text) if text.isdecimal() and len(text) < 5 else 0


def _is_current(page: Page, node: HtmlElement) -> bool:
    classes = f"{node.get('class') or ''} {getattr(node.getparent(), 'attrib', {}).get('class', '')}".lower().split()
    if {"active", "current", "selected", "pagecurrent"} & set(classes):
        return True
    return not post_back(page, node) and absolute(page, node.get("href") or "") in ("", normal_url(page.url))
