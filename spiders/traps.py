"""Addresses: the form under which one is known, and those that lead a crawler nowhere (bẫy thu thập)."""

import re
from collections import Counter
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from spiders.article import normal_url

_LANGUAGE = re.compile(
    r"(?:vi|vn|vie|en|eng|english|fr|zh|cn|ja|jp|ko|kr|lo|km|kh|ru|de|es)(?:[-_](?:vn|us|gb|cn|tw))?"
)
_SESSION_PATH = re.compile(r";jsessionid=[^/?#]*|/\([SXF]\([a-z0-9]{20,}\)+\)", re.IGNORECASE)
# What says who is looking or where they came from, and not what is shown.
_NOISE = re.compile(
    r"utm_\w+|fbclid|gclid|zarsrc|_ga|mc_[ce]id|jsessionid|phpsessid|aspsessionid\w*|cfid|cftoken|sessionid|session_id|p_auth"
    r"|__?hst?c|spm|igshid|yclid|dclid|msclkid",
    re.IGNORECASE,
)
_PRINT = re.compile(
    r"(?:^|&)(?:print(?:able|view|mode|preview)?=(?:1|true|yes|y)|tmpl=component|p_p_(?:state=(?:pop_up|exclusive)|mode=print)"
    r"|isprint=|inbaiviet=|view=print|layout=print|task=print|(?:\w+_)?viewmode=print|isdlg=1)",
    re.IGNORECASE,
)
_PRINT_PATH = re.compile(
    r"/(?:pop_up|print(?:item|article|news|view|page)?(?:\.aspx|\.html?|\.php)?|savefile|ban-in|in-bai|sendmail)(?:/|$)",
    re.I,
)
_CALENDAR = re.compile(
    r"(?:^|[/?&])(?:calendar|lich|events?|su-kien|icagenda|jevents)[/=?&].*?(?:19|20)\d\d[-/]?[01]?\d"
    r"|[?&](?:month|thang|mm)=\d+.*?[?&](?:year|nam|yyyy)=\d{4}|[?&](?:year|nam|yyyy)=\d{4}.*?[?&](?:month|thang|mm)=\d+"
    r"|[?&](?:tribe-bar-date|ical|jevtype|caldate|selecteddate|ngayxem)=|task=(?:day|week|month|year)\.",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"(?:^|/)(?:log-?(?:in|out|on|off)|sign-?(?:in|out|up)|dang-(?:nhap|ky|xuat)|register|authenticate|lostpassword)(?:[./?]|$)"
    r"|[?&](?:returnurl|return_url|redirect(?:_to|url)?)=|^/_(?:layouts|vti_bin|catalogs|api)/",
    re.IGNORECASE,
)
_OTHER_FILES = re.compile(
    r"\.(?:jpe?g|png|gif|bmp|webp|svg|ico|tiff?|css|js|map|woff2?|ttf|eot|mp[34]|m4[av]|avi|wmv|wma|mov|flv|swf|ogg|wav|webm|m3u8"
    r"|zip|rar|7z|gz|tar|exe|msi|apk|iso|dmg|jar|psd|ics|vcf|json|asmx|ashx|axd)$",
    re.IGNORECASE,
)
_DOCUMENTS = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|odt|rtf)$", re.IGNORECASE)
_MAX_LENGTH = 1500
_MAX_DEPTH = 16
_DATE_VALUE = re.compile(r"\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?")


def clean(url: str) -> str:
    """Return an address without fragment, session id and what only tracks the visitor."""
    parts = urlsplit(normal_url(_SESSION_PATH.sub("", url)))
    if parts.query and any(_NOISE.fullmatch(pair.partition("=")[0]) for pair in parts.query.split("&")):
        kept = [pair for pair in parts.query.split("&") if not _NOISE.fullmatch(pair.partition("=")[0])]
        parts = parts._replace(query="&".join(kept))
    return parts.geturl()


def key(url: str, form: tuple[tuple[str, str], ...] | list[tuple[str, str]] = ()) -> str:
    """Return what one page is known by: host, path and query, however they are written; a post by its event or form."""
    parts = urlsplit(clean(url))
    path = unquote(parts.path).rstrip("/") or "/"
    query = f"?{urlencode(parse_qsl(parts.query, keep_blank_values=True))}" if parts.query else ""
    event = "&".join(value for name, value in form if name.startswith("__EVENT")) or urlencode(form)
    return f"{parts.netloc.removeprefix('www.')}{path}{query}" + (f"#{event}" if form else "")


def is_document(url: str) -> bool:
    """Tell whether an address is that of a PDF, Word, Excel or like file."""
    return bool(_DOCUMENTS.search(urlsplit(url).path))


def refusal(url: str) -> str:
    """Return why an address is not worth asking for, whatever the portal; empty when it is."""
    parts = urlsplit(url)
    where = f"{parts.path}?{parts.query}" if parts.query else parts.path
    names = [name.lower() for name in parts.path.split("/") if name]
    if len(url) > _MAX_LENGTH or len(names) > _MAX_DEPTH:
        return "too long"
    if _loops(names):
        return "loop"
    if _PRINT.search(parts.query) or _PRINT_PATH.search(parts.path):
        return "print view"
    if _CALENDAR.search(where):
        return "calendar"
    if _ACCOUNT.search(where):
        return "account"
    return "other file" if _OTHER_FILES.search(parts.path) else ""


def _loops(names: list[str]) -> bool:
    if sum(_LANGUAGE.fullmatch(name) is not None for name in names) > 1:
        return True
    counted = Counter(name for name in names if not name.isdigit() and len(name) > 1)
    if counted and max(counted.values()) > 2:
        return True
    return any(names[i : i + 2] == names[i + 2 : i + 4] for i in range(len(names) - 3))


def dated_shape(url: str) -> str:
    """Return the shape of an address whose query holds a date, empty for others: a calendar is many of one shape."""
    parts = urlsplit(url)
    if not _DATE_VALUE.search(unquote(parts.query)):
        return ""
    return parts.path + "?" + re.sub(r"\d+", "0", unquote(parts.query))
