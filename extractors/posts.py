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
    **dict.fromkeys(
        ("thành phố", "TP", "Tp", "Q.", "H.", "TX.", "huyện", "quận", "thị xã", "TX", "khu tự trị"), "district"
    ),
    **dict.fromkeys(
        "TT;P.;X.;xã;phường;thị trấn;đặc khu;thôn;ấp;khóm;bản;buôn;bon;làng;xóm;tổ dân phố;TDP;khu phố;KP;khu vực;khu dân cư;KDC;"
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
    if head.kind == "officer" and not tail.fitting:
        return None
    if any(_phrases("private").at(words, j) for j in range(head.end, min(last + 1, len(words)))):
        tail.public = False
    return Post(
        i, head.end, last, head.kind, tail.public if head.kind != "check" or not tail.public else tail.known or None
    )


def stop_at(words: Sequence[Token], i: int) -> int:
    """Return where a word ends that no post holds, 0 when none begins at token i."""
    stop = _phrases("stops").at(words, i)
    return stop[0] if stop and not _phrases("kept").at(words, i) else 0


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
        self.sector_end = 0
        self.state = "open" if head.kind in ("own", "officer") else "start"
        self.body = self.named_after = self.fitting = False
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
        if (self._run_behind_unit() and self._unit()) or self._body() or self._unit():
            return True
        if self.state == "start" and not self._centre() and (found := _phrases("tail_modifiers").at(words, i)):
            return self._take(found[0])
        if words[i].shape == "capital":
            return self._capitals()
        if self.state == "closed":
            return self._link()
        if words[i].shape == "acronym":
            return self._acronym()
        if self.state == "start" or stop_at(words, i) or (self.head.kind == "officer" and not self.fitting):
            return False
        if words[i].key in _JOINING:
            return self._joined(i + 1)
        return self._take(i + 1, "open")

    def _run_behind_unit(self) -> bool:
        """Tell whether a name of two words or more follows a kind of unit, so that "xã Đoàn Kết" is no "xã đoàn"."""
        found = _units().at(self.words, self.at)
        return found is not None and len(run(self.words, found[0])) >= 2

    def _centre(self) -> bool:
        """Tell whether TT is short for a centre (trung tâm) here, and not for the standing deputy (thường trực)."""
        return self.head.kind == "check" and self.words[self.at].text == "TT"

    def _acronym(self) -> bool:
        """Take an abbreviated body that no table knows when the head may have one ("Giám đốc TTDLPNKB")."""
        text = self.words[self.at].text
        if self.state == "start" and self.head.kind == "check" and text.startswith(("TT", "BQL", "BV", "VQG", "BQLDA")):
            self.known = True
            return self._take(self.at + 1, "open")
        known = names.is_unit(self.words[self.at : self.at + 1], "province")
        return self.state == "open" and self._take(self.at + 1, "closed" if known else "open")

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
        if (
            end == self.at + 1
            and names.surname(self.words[self.at]) == 2
            and names.score(run(self.words, self.at)) >= 3
        ):
            return False
        if (stop := stop_at(self.words, self.at)) and stop > end:
            return False
        capital = self.words[self.at].shape != "lower" or end - self.at > 1
        sector = kind.startswith(("sector", "word"))
        if self.state == "closed" and (sector or not capital):
            return False
        if sector and self.state == "start":
            return False
        if not self.body and not sector:
            self.known = kind.endswith("+")
            self.public = not kind.startswith("private")
        self.fitting = self.fitting or sector
        self.sector_end = end if sector else 0
        self.body = self.body or not sector
        self.named_after = self.named_after or kind.startswith(("school", "named"))
        return self._take(end, "closed" if kind.startswith("closed") else "open")

    def _unit(self) -> bool:
        """Take "huyện Hoài Ân", "tỉnh", "TP.HCM", "khu vực XII", "số 2"."""
        words = self.words
        found = _units().at(words, self.at)
        if not found or (words[self.at].text == "TT" and self.state != "closed"):
            return False
        end, level = found
        if end < len(words) and words[end].text == "." and words[end - 1].shape == "acronym":
            end += 1
        if self._coded(end):
            return self._take(end + 1, "closed")
        name = run(words, end)
        if self.state == "open" and not name and words[self.at].shape == "lower" and level == "commune":
            return self._take(end, "open" if self.head.kind == "own" else "closed")
        return self._take(self._named(end, name, level), "closed")

    def _coded(self, i: int) -> bool:
        """Tell whether a unit is named by a number or an abbreviation at token i ("tổ 5", "TP.HCM")."""
        words = self.words
        if i >= len(words) or head_at(words, i):
            return False
        return words[i].shape == "number" or (words[i].shape == "acronym" and not _bodies().at(words, i))

    def _named(self, i: int, name: Sequence[Token], level: names.Level) -> int:
        """Return where the name of a unit ends that begins at token i; a number may be a part of it ("Tam Xuân 2")."""
        words = self.words
        for last in range(min(i + 5, len(words)), i + 2, -1):
            if words[last - 1].shape == "capital" and any(w.text == "-" for w in words[i:last]):
                if names.is_unit(words[i:last], "province"):
                    return last
        end = i + len(name)
        if name and level == "commune" and end < len(words) and words[end].shape == "number" and len(name) <= 3:
            return end + 1
        return i + names.person_start(name, 0, level, self.borne) if name else i

    def _capitals(self) -> bool:
        """Take capitalised words that are a field of work or a place, and leave those that are a person's name."""
        name = run(self.words, self.at)
        after = self.at + len(name)
        for n in (3, 2):
            if len(name) < n and names.is_unit(self.words[self.at : self.at + n], "province"):
                return self._take(self.at + n, "closed")
        if self.state == "open" and len(name) == 1:
            return self.sector_end != self.at and self._take(after)
        if len(name) == 1 and not names.is_unit(name, "province"):
            return False
        hamlet = self.end == self.head.end and self.words[self.end - 1].key in _OWN_UNIT
        level: names.Level = "commune" if hamlet and self.head.kind == "own" else "district"
        least = min(2, len(name)) if self.named_after else 0
        self.named_after = False
        taken = names.person_start(name, least, level, self.borne)
        place = names.is_unit(name[:taken], level)
        if not taken or (self.state != "open" and not place):
            return False
        return self._take(self.at + taken, "closed" if self.state != "open" or place else "open")

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
        if mark == "-" and self.state == "closed":
            return self._stretch(following)
        if self.state != "open" or self.end == self.head.end:
            return False
        if mark in "-&/":
            return self._joined(following)
        return mark == "," and self._listed(following)

    def _stretch(self, i: int) -> bool:
        """Go over the dash between the two ends of a road ("cao tốc Đà Nẵng - Quảng Ngãi")."""
        if names.is_unit(self.words[i - 3 : i + 2], "province"):
            return self._take(i + 2)
        ends = (self.words[i - 3 : i - 1], self.words[i : i + 2])
        return all(len(e) == 2 and names.is_unit(e, "province") for e in ends) and self._take(i + 2)

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
        joined = any(w.key in _JOINING or w.text in "&-" for w in self.words[i : found[0] + 9])
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
    """Return the token after the forms of address, ranks and degrees from token i on, 0 when no person or post follows."""
    end = i
    while found := _honorifics().at(words, end):
        end = found[0]
        marks = ".:" if found[1] == "person" else ".,"
        while end < len(words) and words[end].text in marks:
            end += 1
    if end == i or end >= len(words):
        return 0
    return end if words[end].shape == "capital" or head_at(words, end) else 0


def starts_address(words: Sequence[Token], i: int) -> bool:
    """Tell whether a form of address begins at token i, and not a syllable of a name like one (Phạm Anh Tuấn, Bà Rịa)."""
    found = _honorifics().at(words, i)
    if not found or not honorific_at(words, i):
        return False
    if words[i].shape == "lower" or found[0] > i + 1:
        return True
    places = (words[i : i + 2], words[max(0, i - 1) : i + 2])
    return words[i].text in ("Ông", "Bà") and not any(names.is_unit(p, "district") for p in places)


def on_behalf(words: Sequence[Token], i: int) -> bool:
    """Tell whether the post at token i is that of somebody for whom another acts ("thay mặt", "ủy quyền của")."""
    return any(
        (found := _phrases("on_behalf").at(words, j)) is not None and found[0] == i for j in range(max(0, i - 3), i)
    )


def behind_landmark(words: Sequence[Token], i: int) -> bool:
    """Tell whether the word before token i announces a street, a temple or a prize that bears a name."""
    return any(
        (found := _phrases("landmarks").at(words, j)) is not None and found[0] == i for j in range(max(0, i - 2), i)
    )


def run(words: Sequence[Token], i: int) -> Sequence[Token]:
    """Return the capitalised words side by side from token i on, up to a post, a form of address or a verb."""
    j = i
    while j < len(words) and words[j].shape == "capital" and not (_breaks(words, j) and j > i):
        j += 1
    if j > i and _breaks(words, i):
        return words[i:i]
    cut = j - i > 2 and j < len(words) and _opens_sentence(words[j - 1], words[j])
    return words[i : j - cut]


def _breaks(words: Sequence[Token], j: int) -> bool:
    return stop_at(words, j) > j + 1 or bool(head_at(words, j)) or starts_address(words, j)


def _opens_sentence(word: Token, following: Token) -> bool:
    if word.text in words_of("officials", "times"):
        return following.shape == "number" or following.key in ("nay", "qua")
    return following.shape == "lower" and names.opens_sentence(word)
