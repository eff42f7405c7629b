"""Which stretches of a text are page chrome: menus, counters, the tail below the byline, a block printed twice."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from extractors.text import tone_key, view


class Zone(NamedTuple):
    """A stretch of chrome and why it is chrome (menu, counter, widget, byline, footer, related, repeat)."""

    start: int
    end: int
    kind: str


class _Line(NamedTuple):
    start: int
    end: int
    text: str

    @property
    def prose(self) -> bool:
        """Tell whether the line is running text: long or a full sentence, and no imprint of the page's owner."""
        sentence = len(self.text) >= 80 and self.text[-1] in '.!?…"/'
        return (sentence or len(self.text) >= 180) and not _IMPRINT.match(self.text)

    def is_a(self, pattern: regex.Pattern[str]) -> bool:
        """Tell whether the whole line, a short one, matches."""
        return len(self.text) <= 120 and pattern.fullmatch(self.text) is not None


_COPIED = 60
_WORD = r"\p{Lu}[\p{L}\p{M}'.]*+"
_NAME = rf"{_WORD}(?:[ -]{_WORD}){{1,4}}"
_NAMES = rf"{_NAME}(?:\s*(?:[-,;&/]|và)\s*{_WORD}(?:[ -]{_WORD}){{0,4}}){{0,3}}"
_CREDIT = rf"(?:{_NAMES}|{_WORD}(?:/{_WORD})?|(?i:internet|sưu tầm))(?:\s*\([^()]{{2,40}}\))?"
_KINDS = r"(?:tin|tịn|bài|ảnh|hình|video|clip)"


def _whole(pattern: str) -> regex.Pattern[str]:
    """Compile a pattern of whole lines, in any case, bullets and colons aside."""
    return regex.compile(rf"\G[\s•*»›>\[(|-]*+(?:{pattern})[\s:.»›>\])|-]*+", regex.IGNORECASE)


_COUNTER = _whole(
    r"(?:(?:tổng )?(?:số )?(?:lượt|lượng) (?:truy cập|xem|đọc)|thống kê(?: truy cập)?"
    r"|truy cập|đang (?:online|truy cập)|trực tuyến|hôm (?:nay|qua)"
    r"|(?:trong )?(?:ngày|tuần|tháng|năm)(?: (?:này|qua|trước|nay))?"
    r"|tất cả|tổng (?:số|cộng|truy cập)|khách(?: online)?|số lần xem|đã xem)\b[\s:\d.,]*+"
)
_FIGURE = regex.compile(r"[\d\s.,]++")
_WIDGET = _whole(
    r"anh tin bai|responsive image|image advertisement|img|(?:email|print|aa|rss)++"
    r"|\d?\d:\d\d(?::\d\d)?\s?/\s?\d?\d:\d\d(?::\d\d)?|chung nhan tin nhiem mang|designed by .{1,40}|đăng nhập"
    r"|skip (?:ribbon commands|to main content)|xem chi tiết tại đây"
    r"|bản in|in (?:trang|bài viết)|gửi (?:email|bài viết)|chia sẻ(?: bài viết)?|quay lại|về đầu trang|trang chủ"
    r"|(?:nghe )?đọc bài viết|cỡ chữ.{0,20}|bấm vào đây để nhận mã"
)
# These head a list to which everything below belongs, however long its lines are.
_RELATED = _whole(
    r"(?:các )?tin (?:đã đưa|đã đăng)|các (?:tin|bài(?: viết)?|tin bài) (?:khác|cũ hơn|mới hơn|trước|liên quan|đã đưa)"
    r"|(?:những )?(?:tin|bài viết) (?:mới hơn|cũ hơn)|(?:tin|bài viết|tin bài) cùng (?:chuyên mục|loại|chủ đề)"
    r"|ý kiến (?:bạn đọc|của bạn)|\d* ?bình luận(?: của bạn)?|(?:gửi|viết) bình luận"
)
# These may also stand in a box inside the article: they end it only where no running text follows.
_BOX = _whole(
    r"(?:tin|bài|bài viết|tin bài) (?:liên quan|khác|mới|mới nhất|nổi bật|đọc nhiều)|xem thêm|đọc thêm"
    r"|có thể bạn quan tâm|(?:từ khóa|tags?)\b.{0,80}"
)
_IMPRINT = regex.compile(
    r"\G[\s•*(|+-]*+(?:\d[.)]\s?)?(?:(?:TRANG|CỔNG) (?:THÔNG )?TIN ĐIỆN TỬ|WEBSITE|(?i:bản quyền|copyright|©"
    r"|ghi rõ nguồn|giấy phép|chịu trách nhiệm|chức vụ\s?:|(?:cơ quan|đơn vị) (?:chủ quản|quản lý)"
    r"|(?:(?:phó )?trưởng ban|tổng) biên tập|thiết kế bởi"
    r"|địa chỉ\s?:|(?:số )?điện thoại\s?:|tel\b|fax\b|e-?mail\s?:|website\s?:|phát triển bởi))"
)
_BYLINE = regex.compile(
    rf"\G[\s(*-]*+(?:(?i:{_KINDS}(?:\s?(?:,|và|&|-|/|\+)\s?{_KINDS})*+|bt|ctv|pv|btv|tác giả|người viết"
    rf"|biên tập|biên soạn|thực hiện)\s?[:.]\s?{_CREDIT}"
    rf"|(?i:tin|tịn|bài)(?:(?i:\s?(?:,|và|&|-)\s?{_KINDS}))?\s{_NAMES})[\s.)]*+"
)
_SOURCE = regex.compile(
    r"\G[\s(*-]*+(?:(?i:(?:theo )?nguồn)\b(?!(?i:[^:]{0,30}(?:vốn|kinh phí|lực|thu|ngân sách)|.*(?:đồng|tỷ|triệu))\b)"
    r"\s?:?\s?\S.{0,69}"
    r"|(?i:theo|trích)\s?:?\s?(?:\p{Lu}|http)[^,;:]{1,60}(?<![.!?]))"
)
_SIGNED = regex.compile(rf"\G[\s(*-]*+({_NAMES})\s?(?:\([^()]{{2,40}}\)|\(?(?i:tổng hợp|thực hiện)\)?)?[\s.)]*+")
# A name beside one of these signs an official paper or heads a list of officials: it is no author's.
_OFFICE = regex.compile(
    r"(?i:chủ tịch|bí thư|giám đốc|trưởng|chủ nhiệm|thủ tướng|chánh|ủy viên|[kt]t\.|tm\.|tl\.|[kt]/[tm])"
)
# Names may hold Thị, Công, Trường and Hội; with their second syllable these are bodies.
_BODY = regex.compile(
    r"(?i:\b(?:xã|phường|thị (?:xã|trấn)|huyện|quận|tỉnh|thành phố|tp|ubnd|hđnd|ban|sở|phòng|bộ|đảng (?:bộ|ủy|uỷ)"
    r"|hội (?:đồng|nông|phụ|cựu|chữ)|công (?:an|ty|đoàn)|trường (?:tiểu|mầm|thcs|thpt|đại|cao))\b)"
)
_DATED = regex.compile(r"\d\s?[/.-]\s?\d")


def find(text: str, title: str = "") -> list[Zone]:
    """Return the chrome of a text in order, without overlap."""
    seen = view(text)
    lines = [_Line(m.start(), m.end(), m[0].strip()) for m in regex.finditer(r"[^\n\r]*+", seen) if m[0].strip()]
    kinds = dict.fromkeys(_repeats(lines), "repeat")
    for i, kind in (*_widgets(lines), *_menu(lines, title)):
        kinds.setdefault(i, kind)
    rest = [i for i in range(len(lines)) if i not in kinds]
    kinds |= {rest[k]: kind for k, kind in _tail([lines[i] for i in rest])}
    return list(_merged(lines, kinds))


def _repeats(lines: Sequence[_Line]) -> Iterator[int]:
    """Number the lines of a second copy of the article: a run in which every long line stood before."""
    first: dict[str, int] = {}
    keys = [" ".join(line.text.split()) for line in lines]
    for i, key in enumerate(keys):
        first.setdefault(key, i)
    old = [first[key] < i for i, key in enumerate(keys)]
    long = [i for i, line in enumerate(lines) if len(line.text) >= _COPIED]
    run: list[int] = []
    for i in [*long, len(lines)]:
        if i < len(lines) and old[i]:
            run.append(i)
            continue
        if len(run) >= 3 and sum(len(lines[j].text) for j in run) >= 400:
            # The title, the date line above and the byline below belong to the copy.
            start, end = run[0], run[-1] + 1
            while (
                start
                and len(lines[start - 1].text) < _COPIED
                and (old[start - 1] or _DATED.search(lines[start - 1].text))
            ):
                start -= 1
            while end < i and old[end]:
                end += 1
            yield from range(start, end)
        run = []


def _widgets(lines: Sequence[_Line]) -> Iterator[tuple[int, str]]:
    """Number the visit counters with their figures, and the buttons and labels of a page's furniture."""
    counting = False
    for i, line in enumerate(lines):
        counting = line.is_a(_COUNTER) or (counting and line.is_a(_FIGURE))
        if counting or line.is_a(_WIDGET):
            yield i, "counter" if counting else "widget"


def _menu(lines: Sequence[_Line], title: str) -> Iterator[tuple[int, str]]:
    """Number the lines before the last title above the running text, but for dates and sentences."""
    body = next((i for i, line in enumerate(lines) if line.prose), 0)
    key = tone_key(" ".join(title.split()))
    titles = [i for i in range(body) if tone_key(" ".join(lines[i].text.split())) == key]
    for i in range(titles[-1] if titles else 0):
        if i not in titles and not _DATED.search(lines[i].text) and lines[i].text[-1] not in ".!?":
            yield i, "menu"


def _tail(lines: Sequence[_Line]) -> Iterator[tuple[int, str]]:
    """Number the byline and all below: other news, imprint, banners; a source line can hold a date and stays."""
    body = [i for i, line in enumerate(lines) if line.prose]
    last = body[-1] if body else len(lines)
    cut = ""
    for i, line in enumerate(lines):
        after = i > last
        if cut:
            yield i, cut
        elif (i and line.is_a(_RELATED)) or (after and line.is_a(_BOX)):
            cut = "related"
            yield i, cut
        elif line.is_a(_BYLINE) or (after and _is_signature(lines, i)):
            cut = "footer" if after else ""
            yield i, "byline"
        elif after and _IMPRINT.match(line.text):
            cut = "footer"
            yield i, cut
        elif after and line.is_a(_SOURCE):
            cut = "footer"


def _is_signature(lines: Sequence[_Line], i: int) -> bool:
    """Tell whether a line after the running text holds nothing but one to four names, of authors by the look of it."""
    signed = _SIGNED.fullmatch(lines[i].text) if len(lines[i].text) <= 80 else None
    if not signed or _BODY.search(signed[1]) or _OFFICE.search(signed[1]):
        return False
    before, after = lines[i - 1], lines[i + 1 : i + 2]
    listed = not before.prose and (before.text.endswith(":") or _OFFICE.search(before.text))
    return not listed and not any(_OFFICE.match(line.text) for line in after)


def _merged(lines: Sequence[_Line], kinds: dict[int, str]) -> Iterator[Zone]:
    """Yield one zone for each run of neighbouring lines of one kind."""
    zone: Zone | None = None
    for i, line in enumerate(lines):
        kind = kinds.get(i, "")
        if zone and zone.kind == kind:
            zone = zone._replace(end=line.end)
            continue
        if zone:
            yield zone
        zone = Zone(line.start, line.end, kind) if kind else None
    if zone:
        yield zone
