"""Posts (chức vụ): the head word, the body it belongs to and the place, read from left to right until the post ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from extractors import names
from extractors.patterns import table as words_of
from extractors.syllables import Phrases, Token, table
from extractors.text import tone_key

_FORMER = Phrases((p, "") for p in ("nguyên", "cựu", "quyền", "Q."))
_DEPUTY = Phrases((p, "") for p in ("phó", "đệ nhất phó", "P.", "phó trưởng"))
_UNIT_TYPES: dict[str, names.Level] = {
    **dict.fromkeys(("tỉnh", "bang"), "province"),
    **dict.fromkeys(("thành phố", "TP", "Tp", "huyện", "quận", "thị xã", "TX", "khu tự trị"), "district"),
    **dict.fromkeys(
        "xã;phường;thị trấn;đặc khu;thôn;ấp;khóm;bản;buôn;bon;làng;xóm;tổ dân phố;TDP;khu phố;KP;khu vực;khu dân cư;KDC;"
        "tiểu khu;phum;sóc;khối phố;khối;tổ;cụm;khu;đội;số;quân khu;vùng".split(";"),
        "commune",
    ),
}
_SEATS = frozenset(map(tone_key, ("quốc", "hội", "HĐND", "QH")))
_JOINING = frozenset(map(tone_key, ("và", "chống")))
_OWN_UNIT = frozenset(map(tone_key, "thôn ấp khóm bản buôn bon xóm làng khu sóc phum phố khối tổ dân cụm khu".split()))


class Head(NamedTuple):
    """The head of a post: where it ends, and its kind in gazetteer/posts.csv."""

    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Post:
    """One post in a row of tokens: where it begins, where its head and where the whole ends, and whether it is a public one.

    `public` is None when the words alone do not tell (a bare "Giám đốc").
    """

    first: int
    head: int
    last: int
    kind: str
    public: bool | None


@cache
def _posts() -> Phrases:
    return Phrases((row["post"], row["kind"]) for row in table("posts"))


@cache
def _bodies() -> Phrases:
    return Phrases((row["body"], row["kind"] + "+" * int(row["public"])) for row in table("bodies"))


@cache
def _units() -> Phrases:
    return Phrases(_UNIT_TYPES.items())


@cache
def _phrases(name: str) -> Phrases:
    return Phrases((phrase, "") for phrase in words_of("officials", name))


def head_at(words: Sequence[Token], i: int) -> Head | None:
    """Return the head of the post that begins at token i: [former] [deputy] head; None when none begins there."""
    former = _FORMER.at(words, i)
    start = former[0] if former else i
    deputy = _DEPUTY.at(words, start)
    for begin in (deputy[0], start) if deputy else (start,):
        found = _posts().at(words, begin)
        if found and (found[1] != "deputy" or begin > start):
            return Head(found[0] + _dot(words, found), "own" if found[1] == "deputy" else found[1])
    return None


def _dot(words: Sequence[Token], found: tuple[int, str]) -> int:
    """Count the full stop that closes an abbreviation ("CT.")."""
    end, kind = found
    return int(
        kind == "code" and end < len(words) and words[end].text == "." and words[end].start == words[end - 1].end
    )


def read(words: Sequence[Token], i: int, borne: bool) -> Post | None:
    """Return the post that begins at token i, or None; `borne` says that its bearer was named just before it."""
    head = head_at(words, i)
    if head is None:
        return None
    tail = _Tail(words, head, borne)
    last = head.end if head.kind == "member" and not _seat(words, head.end) else tail.read()
    if (
        head.kind == "code"
        and words[head.end - 1].text not in words_of("officials", "whole_codes")
        and last == head.end
    ):
        return None
    if any(_phrases("private").at(words, j) for j in range(head.end, last)):
        tail.public = False
    return Post(
        i, head.end, last, head.kind, tail.public if head.kind != "check" or not tail.public else tail.known or None
    )


def _seat(words: Sequence[Token], i: int) -> bool:
    """Tell whether a delegate (đại biểu) sits in an assembly that is named at token i or before it."""
    found = _bodies().at(words, i)
    return words[i - 1].key != tone_key("biểu") or (
        found is not None and found[1] == "closed" and words[i].key in _SEATS
    )


class _Tail:
    """Reads what follows the head of a post: its body, its place."""

    def __init__(self, words: Sequence[Token], head: Head, borne: bool) -> None:
        self.words, self.head, self.borne = words, head, borne
        self.at = self.end = head.end
        self.state = "open" if head.kind == "own" else "start"
        self.body = False
        self.public = True
        self.known: bool | None = None

    def read(self) -> int:
        """Return the token after the post."""
        while self.at < len(self.words) and (self._mark() if self.words[self.at].shape == "mark" else self._word()):
            pass
        return self.end

    def _take(self, end: int, state: str | None = None) -> bool:
        self.at = self.end = end
        self.state = state or self.state
        return True

    def _word(self) -> bool:
        """Take the next word or phrase into the post; False when the post ends before it."""
        words, i = self.words, self.at
        if self._person_word(i):
            return False
        if self._body() or self._unit():
            return True
        if self.state == "start" and (found := _phrases("tail_modifiers").at(words, i)):
            return self._take(found[0])
        if words[i].shape == "capital":
            return self._capitals()
        if self.state == "closed":
            return self._link()
        if words[i].shape == "acronym":
            return self._acronym()
        if self.state == "start" or self._stops(i):
            return False
        if words[i].key in _JOINING:
            return self._joined(i + 1)
        return self._take(i + 1, "open")

    def _acronym(self) -> bool:
        """Take an abbreviated body that no table knows when the head may have one ("Giám đốc TTDLPNKB")."""
        text = self.words[self.at].text
        if self.state == "start" and self.head.kind == "check" and text.startswith(("TT", "BQL", "BV", "VQG", "BQLDA")):
            self.known = True
            return self._take(self.at + 1, "open")
        return self.state == "open" and self._take(self.at + 1, "open")

    def _stops(self, i: int) -> bool:
        return bool(_phrases("stops").at(self.words, i) and not _phrases("kept").at(self.words, i))

    def _person_word(self, i: int) -> bool:
        head = head_at(self.words, i)
        inner = embedded(self.words, i) and (i > self.head.end or (head is not None and head.kind == "member"))
        if head is not None and not inner and not _bodies_longer(self.words, i, head):
            return True
        return starts_address(self.words, i)

    def _body(self) -> bool:
        found = _bodies().at(self.words, self.at)
        if not found:
            return False
        end, kind = found
        capital = self.words[self.at].shape != "lower" or end - self.at > 1
        sector = kind.startswith(("sector", "word"))
        if self.state == "closed" and (sector or not capital):
            return False
        if sector and self.state == "start":
            return False
        if kind.startswith("private"):
            self.public = False
        if not self.body and not sector:
            self.known = kind.endswith("+")
        self.body = self.body or not sector
        if kind.startswith("school"):
            return self._take(self._school(end), "closed")
        return self._take(end, "closed" if kind.startswith("closed") else "open")

    def _school(self, i: int) -> int:
        """Return where the name of a school ends: its own name may be a person's."""
        run = self._run(i)
        if not run:
            return i
        least = min(len(run), 2)
        return i + names.person_start(run, least, "commune", self.borne)

    def _unit(self) -> bool:
        """Take "huyện Hoài Ân", "tỉnh", "TP.HCM", "khu vực XII", "số 2"."""
        words = self.words
        found = _units().at(words, self.at)
        if not found:
            return False
        end = found[0]
        level = _UNIT_TYPES[
            next(k for k in _UNIT_TYPES if tone_key(k) == tone_key(" ".join(w.text for w in words[self.at : end])))
        ]
        if end < len(words) and words[end].text == "." and words[end - 1].text in ("TP", "Tp", "TX"):
            end += 1
        if end < len(words) and (words[end].shape in ("number", "acronym") and not head_at(words, end)):
            if words[end].shape == "number" or not _bodies().at(words, end):
                return self._take(end + 1, "closed")
        run = self._run(end)
        if self.state == "open" and not run and words[self.at].shape == "lower" and level == "commune":
            return self._take(end, "open" if self.head.kind == "own" else "closed")
        if run:
            end += names.person_start(run, 0, level, self.borne)
            end = self._compound(end)
        return self._take(end, "closed")

    def _compound(self, end: int) -> int:
        """Return the end of a place whose name has a dash or goes on after one ("Bà Rịa - Vũng Tàu")."""
        words = self.words
        if end + 1 < len(words) and words[end].text == "-":
            for last in (end + 3, end + 2):
                if last <= len(words) and names.is_unit(words[end - 2 : last], "province"):
                    return last
        return end

    def _run(self, i: int) -> Sequence[Token]:
        """Return the capitalised words from token i on that stand side by side and begin no post."""
        j = i
        while j < len(self.words) and self.words[j].shape == "capital" and not head_at(self.words, j):
            if starts_address(self.words, j):
                break
            j += 1
        return self.words[i:j]

    def _capitals(self) -> bool:
        run = self._run(self.at)
        after = self.at + len(run)
        lone_word = len(run) == 1 and after < len(self.words) and self.words[after].shape == "lower"
        if self.state == "open" and len(run) == 1:
            return self._take(after)
        if lone_word and not names.is_unit(run, "province"):
            return False
        hamlet = self.head.kind == "own" and self.end == self.head.end and self.words[self.end - 1].key in _OWN_UNIT
        level: names.Level = "commune" if hamlet else "district"
        taken = names.person_start(run, 0, level, self.borne)
        if not taken or (self.state != "open" and not names.is_unit(run[:taken], level)):
            return False
        return self._take(
            self._compound(self.at + taken), "closed" if self.state != "open" or names.is_unit(run[:taken]) else "open"
        )

    def _link(self) -> bool:
        """Go on after a complete post only over "thuộc", "của" before a body, or a term ("khóa XV")."""
        words, i = self.words, self.at
        if i + 1 >= len(words):
            return False
        if words[i].key in _linking() and (_bodies().at(words, i + 1) or _units().at(words, i + 1)):
            self.at, self.state = i + 1, "start"
            return True
        if words[i].key == tone_key("khóa") and words[i + 1].shape != "lower":
            return self._take(i + 2)
        if words[i].shape == "acronym" and self.end == i and names.is_unit(words[i : i + 1], "province"):
            return self._take(i + 1)
        return False

    def _joined(self, i: int) -> bool:
        """Go over "và" or a dash inside the name of a body, when a field of work or a body follows."""
        words = self.words
        found = _bodies().at(words, i)
        if not found or head_at(words, i):
            return False
        if found[1].startswith("sector") or (words[i].shape != "lower" and not found[1].startswith("private")):
            self.at = i
            return True
        return False

    def _mark(self) -> bool:
        """Take a mark inside the post; False when the post ends at it."""
        words, i = self.words, self.at
        mark, following = words[i].text, i + 1
        if following >= len(words):
            return False
        tight = words[i].end == words[following].start and words[i].start == words[i - 1].end
        if mark == "-" and tight and not head_at(words, following):
            return words[following].shape != "mark" and self._take(following + 1)
        if mark == "(":
            return self._bracket()
        if self.state != "open" or self.end == self.head.end:
            return False
        if mark in "-&/":
            return self._joined(following)
        return mark == "," and self._listed(following)

    def _bracket(self) -> bool:
        """Go over an abbreviation in brackets when the post goes on behind it ("(MITI) Malaysia")."""
        words, i = self.words, self.at
        if i + 3 < len(words) and words[i + 1].shape == "acronym" and words[i + 2].text == ")":
            if words[i + 3].shape == "capital" or _units().at(words, i + 3):
                self.at = i + 3
                return True
        return False

    def _listed(self, i: int) -> bool:
        """Go over a comma inside "Văn hóa, Thể thao và Du lịch" or "phòng, chống thiên tai"."""
        found = _bodies().at(self.words, i)
        if not found or found[1] != "sector" or head_at(self.words, i):
            return False
        joined = any(w.key in _JOINING or w.text == "&" for w in self.words[i : found[0] + 5])
        self.at = i if joined else self.at
        return joined


def embedded(words: Sequence[Token], i: int) -> bool:
    """Tell whether a post that begins at token i is a part of a body's name ("Ban Bí thư")."""
    return i > 0 and words[i - 1].key in _embedding()


@cache
def _embedding() -> frozenset[str]:
    return frozenset(map(tone_key, words_of("officials", "embedding")))


@cache
def _linking() -> frozenset[str]:
    return frozenset(map(tone_key, ("thuộc", "của")))


def _bodies_longer(words: Sequence[Token], i: int, head: Head) -> bool:
    found = _bodies().at(words, i)
    return found is not None and found[0] > head.end


@cache
def _honorifics() -> Phrases:
    return Phrases((row["honorific"], row["kind"]) for row in table("honorifics"))


def honorific_at(words: Sequence[Token], i: int) -> int:
    """Return the token after the honorifics, ranks and degrees that begin at token i, 0 when a person cannot follow them."""
    end = i
    while found := _honorifics().at(words, end):
        end = found[0]
        while end < len(words) and words[end].text in ".,:":
            end += 1
    if end == i or end >= len(words):
        return 0
    return end if words[end].shape == "capital" or head_at(words, end) else 0


def starts_address(words: Sequence[Token], i: int) -> bool:
    """Tell whether an honorific begins at token i and not a syllable of a name that looks like one (Phạm Anh Tuấn, Bà Rịa)."""
    end = honorific_at(words, i)
    if not end or words[i].shape == "lower" or end > i + 1:
        return bool(end)
    return words[i].text in ("Ông", "Bà") and not names.is_unit(words[i : i + 2], "district")
