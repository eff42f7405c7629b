"""Read figures, scale words and qualifiers in Vietnamese notation; for every field (số, bậc số, từ chỉ mức)."""

from decimal import Decimal
from typing import Literal

import regex

Qualifier = Literal["exact", "over", "under", "about"]

SCALES = {
    "trăm": 100,
    "chục": 10,
    "nghìn": 10**3,
    "ngàn": 10**3,
    "vạn": 10**4,
    "triệu": 10**6,
    "k": 10**3,
    "tr": 10**6,
    "tỷ": 10**9,
    "tỉ": 10**9,
    "tỹ": 10**9,
}
_DIGITS = {"một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6}
_DIGITS |= {"bảy": 7, "bẩy": 7, "tám": 8, "chín": 9}
_DIGIT = "|".join(_DIGITS)
_WORDS = regex.compile(
    rf"\G(?:(?P<hundreds>{_DIGIT}) trăm ?)?"
    rf"(?:(?:(?P<tens>{_DIGIT}) (?:mươi|chục)|(?P<ten>mười)|(?<=trăm )(?:linh|lẻ)) ?)?(?P<units>{_DIGIT}|rưỡi)?"
)
_THOUSANDS = regex.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?|[1-9]\d{0,2}(?: \d{3})+")
_ENGLISH = regex.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+|(?<=,\d{3},\d{3}))")
_DECIMAL = regex.compile(r"\d+(?:[.,]\d+)?")
_GROUPS = regex.compile(r"[1-9]\d{0,2}(?:[., ]\d{3})+")
_DECIMAL_BLANK = regex.compile(r"(?<=[.,]) (?=\d)")


def figure(printed: str, whole: bool = False) -> Decimal | None:
    """Read a figure: dot for thousands, comma for decimals, the English way round where it can be nothing else.

    `whole` says that the figure counts something without fractions (đồng), so that groups of three are thousands
    whatever stands between them. Returns None for what is no number.
    """
    text = _DECIMAL_BLANK.sub("", printed.strip())
    if whole and _GROUPS.fullmatch(text):
        return Decimal(regex.sub(r"\D", "", text))
    if _THOUSANDS.fullmatch(text):
        return Decimal(text.replace(".", "").replace(" ", "").replace(",", "."))
    if _ENGLISH.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if _DECIMAL.fullmatch(text):
        return Decimal(text.replace(",", "."))
    return None


def spelled(words: str) -> Decimal | None:
    """Read a number below a thousand in words ("ba trăm năm mươi", "nửa"); None for what is no number ("hai ba")."""
    text = " ".join(words.lower().split())
    if text == "nửa":
        return Decimal("0.5")
    match = _WORDS.fullmatch(text)
    if not match or not text or text == "rưỡi":
        return None
    hundreds, tens = _DIGITS.get(match["hundreds"], 0), _DIGITS.get(match["tens"], 1 if match["ten"] else 0)
    if match["units"] == "rưỡi":
        return Decimal(hundreds * 100 + tens * 10 + (5 if tens else 50))
    if hundreds and not (match["tens"] or match["ten"]) and match["units"] and "linh" not in text and "lẻ" not in text:
        return Decimal(hundreds * 100 + _DIGITS[match["units"]] * 10)
    return Decimal(hundreds * 100 + tens * 10 + _DIGITS.get(match["units"], 0))


def scale(words: str) -> int:
    """Return the factor of scale words ("nghìn tỷ" 1e12, "trăm triệu" 1e8, "" 1)."""
    factor = 1
    for word in words.lower().split():
        factor *= SCALES[word]
    return factor


_PHRASES: dict[Qualifier, str] = {
    "about": "khoảng|quãng|ước|ước tính|ước đạt|ước chừng|ước khoảng|chừng|xấp xỉ|gần bằng|trên dưới|tầm|cỡ|dự kiến",
    "over": "trên|hơn|quá|vượt|không dưới|không ít hơn|không thấp hơn|ít nhất|tối thiểu|thấp nhất",
    "under": "dưới|gần|chưa tới|chưa đến|chưa đầy|không quá|không vượt quá|không hơn|không đến|không tới|tối đa|ngót",
}
_QUALIFIERS = {phrase: kind for kind, phrases in _PHRASES.items() for phrase in phrases.split("|")}
_FILL = frozenset(["là", "đạt", "được", "lên", "đến", "tới", "có", "mức", "cả", "mới", "chỉ", "thu", "chi"])
_WISHES = frozenset(["mong", "điều", "hương", "quy", "mơ", "hiệp", "giao", "công", "khế"])
_FAR = regex.compile(
    rf"(?<!(?:{'|'.join(_WISHES)}) )\bước(?: tính| đạt| khoảng| thực hiện)?(?: [\p{{L}}&]++){{1,12}} ?:? ?$"
)
# "vượt 5 tỷ so với kế hoạch" tells by how much, not more than how much.
_EXCESS = regex.compile(r"(?i)(?<!\p{L})(?:vượt|(?:cao|nhiều|lớn|thấp|ít) hơn)\s*$")
_COMPARED = regex.compile(r"(?i)[^,;.]{0,6}\s?so với")
_RIGHT = regex.compile(r"\G(?:[^,;.\n]{0,12}?\s?trở (?:(?P<over>lên)|(?P<under>xuống))|\s*\((?P<about>ước tính)\))")


def qualifier(left: str, right: str = "") -> Qualifier:
    """Tell how exact a figure is from the text before and after it; the word next to it wins ("khoảng trên": over)."""
    if after := _RIGHT.match(right[:40].lower()):
        return "over" if after["over"] else "under" if after["under"] else "about"
    if _EXCESS.search(left[-12:]) and _COMPARED.match(right):
        return "exact"
    words = left[-90:].lower().replace("(", " ").split()
    copula = False
    while words:
        for length in (3, 2, 1):
            kind = _QUALIFIERS.get(" ".join(words[-length:]))
            if kind == "about" and words[-1] == "ước" and words[-2:-1] and words[-2] in _WISHES:
                break
            # "các dự án trên là 5 tỷ": before a copula "trên" is a postposition ("above").
            if kind and (words[-1] != "trên" or not copula):
                return kind
        word = words.pop()
        if word not in _FILL:
            break
        copula |= word == "là"
    return "about" if _FAR.search(" ".join(left[-90:].lower().split())) else "exact"
