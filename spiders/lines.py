"""What one line of a page is: a tool, a time line, a byline, a caption, the heading of a list of other news."""

import regex
from lxml.html import HtmlElement

from extractors.text import fold
from spiders.blocks import Block, line
from spiders.dates import Stamp, first_stamp

# What templates print around a body, matched on a whole folded line.
_TOOLS = regex.compile(
    r"(?:in (?:trang|bai|bai viet|an)|ban in|gui (?:e-?mail|mail|bai viet|cho ban be)|chia se(?: bai viet)?"
    r"|e-?mail|print|share|rss|xem voi co chu|co chu|(?:nghe )?doc bai(?: viet)?|(?:quay|tro) (?:lai|ve)"
    r"|(?:ve|len) dau trang|tweet|facebook|zalo|thich|luu bai viet|a[a+\s-]*|tuong phan"
    r"|(?:so )?(?:luot|lan) (?:xem|doc|truy cap)|view count|views?)(?: nay)?[\s:.\d,()|/%+-]*"
)
_RELATED = regex.compile(
    r"(?:(?:cac|nhung) )?(?:tin|bai|bai viet|tin bai|tin tuc|thong tin)"
    r" (?:khac|lien quan|cung (?:chuyen muc|chu de|loai|muc)|moi|cu|da dua|(?:da )?dang|truoc|tiep theo|nong|noi bat"
    r"|(?:xem|doc) nhieu)(?: hon| nhat| day)?|tu khoa|tags?|danh gia bai viet|binh luan|co the ban quan tam"
    r"|y kien (?:ban doc|cua ban|binh luan)|gui (?:binh luan|y kien|phan hoi)"
)
_SOURCE = regex.compile(r"\(?\s*(?:(?:theo|nguồn(?: tin)?)\b\s*:?|(?:trích|lược) từ)\s*\S", regex.IGNORECASE)
_SIGNED = regex.compile(
    r"\(?(?:(?i:bài|tin|ảnh|người viết|tác giả|thực hiện|biên tập|phóng viên|ct?v|pv|b?bt|t/h)"
    r"[\s,;&/+:-]*(?i:và\s+)?)++\p{Lu}"
)
_PERSON = regex.compile(r"\(?\s*(?:\p{Lu}[\p{L}’'.]*+[\s&,–-]*){1,8}+[)\s./]*")
_SIGNATURE = regex.compile(r"\p{Lu}[\p{L}\s&,:/–-]{3,50}\p{L}")
_LABELS = regex.compile(
    r"ngày|đăng|đưa|lúc|vào|cập nhật|lần cuối|xuất bản|thời gian|gmt|thứ|chủ nhật|hai|ba|tư|năm|sáu|bảy|lượt xem"
    r"|lượt đọc|view count|tác giả|\W|\d",
    regex.IGNORECASE,
)
_CAPTION_CLASS = regex.compile(r"caption|chu-?thich|(?:photo|image|img)-?(?:note|desc)|desc-?im", regex.IGNORECASE)
_LEAD_CLASS = regex.compile(
    r"sapo|lead|(?<!text-with-)summary|(?:^|[-_ ])(?:desc|description|intro|tomtat|trich-?dan)", regex.IGNORECASE
)
_SHORT = 120
_MIN_LEAD = 60
_MAX_CAPTION = 300


def is_tool(text: str) -> bool:
    """Return whether a line belongs to the tools of a template: print, share, text size, counter."""
    return len(text) < _SHORT and _TOOLS.fullmatch(fold(text)) is not None


def is_related_heading(text: str) -> bool:
    """Return whether a line heads a list of other news (tin khác)."""
    return len(text) < _SHORT // 2 and _RELATED.fullmatch(fold(text).strip(" .:*-»")) is not None


def is_source(text: str) -> bool:
    """Return whether a line at the end of an article says where it was taken from (nguồn)."""
    return len(text) < _SHORT and _SOURCE.match(text) is not None


def is_lead(block: Block) -> bool:
    """Return whether a line is marked as the lead (sapo): by its class, or all of it bold."""
    bold = sum(len(line(e)) for e in block.element.iter("b", "strong") if not _within(e, ("b", "strong")))
    return _class_of(block, _LEAD_CLASS) or (len(block.text) > _MIN_LEAD and bold >= len(block.text) - 2)


def _within(node: HtmlElement, tags: tuple[str, ...]) -> bool:
    return any(a.tag in tags for a in node.iterancestors())


def time_stamp(text: str) -> Stamp | None:
    """Return the date of a line that only says when something was published, None for any other line."""
    found = first_stamp(text) if len(text) < _SHORT else None
    return found if found and len(_LABELS.sub("", text)) <= 12 else None


def is_byline(block: Block) -> bool:
    """Return whether a line at the end of an article names who wrote it (bút danh): a person, or a body that signs."""
    text = block.text
    if len(text) >= _SHORT or text.isupper():
        return False
    return bool(_SIGNED.match(text) or _PERSON.fullmatch(text) or (not block.linked and _SIGNATURE.fullmatch(text)))


def is_caption(block: Block) -> bool:
    """Return whether a line is the caption of a picture (chú thích ảnh): marked so, or alone right under one."""
    if len(block.text) > _MAX_CAPTION:
        return False
    if _class_of(block, _CAPTION_CLASS) or any(
        a.tag == "figcaption" for a in (block.element, *block.element.iterancestors())
    ):
        return True
    return _under_picture(block.element)


def _under_picture(node: HtmlElement) -> bool:
    row = next((a for a in (node, *node.iterancestors()) if a.tag in ("tr", "p", "div", "td")), node)
    row = next((a for a in row.iterancestors("tr")), row) if row.tag in ("p", "td") else row
    if row.tag == "tr" and len(row) == 1:
        above = row.getprevious()
        return above is not None and above.tag == "tr" and _only_picture(above)
    above = node.getprevious()
    centred = (
        "center" in f"{node.get('style')} {node.get('align')} {node.get('class')}"
        or next(node.iter("em", "i"), None) is not None
    )
    return above is not None and centred and _only_picture(above)


def _only_picture(node: HtmlElement) -> bool:
    return next(node.iter("img"), None) is not None and not line(node)


def _class_of(block: Block, pattern: "regex.Pattern[str]") -> bool:
    node = block.element
    near = (node, node.getparent()) if node.getparent() is not None else (node,)
    return any(pattern.search(e.get("class") or "") for e in (*near, *list(node)[:1]))
