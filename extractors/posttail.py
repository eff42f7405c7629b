"""What follows the head of a post: its body and its place, word by word until the post ends."""

from collections.abc import Sequence

from extractors import lexicon, names, postjoints, postplaces
from extractors.lexicon import Head, bodies, head_at, keys, phrases, run, stop_at, unit_types
from extractors.syllables import Token
from extractors.text import tone_key


class Tail:
    """Reads what follows the head of a post: its body, its place."""

    def __init__(self, words: Sequence[Token], head: Head, borne: bool) -> None:
        self.words, self.head, self.borne = words, head, borne
        self.at = self.end = head.end
        self.sector_end = self.body_end = self.full = 0
        self.state = "open" if head.kind in ("own", "officer", "minister") else "start"
        self.body = self.named_after = self.fitting = False
        self.public: bool | None = True
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

    def _skip(self, to: int, goes_on: bool) -> bool:
        """Read on at a token without taking what stands before it, when the post goes on there."""
        self.at = to if goes_on else self.at
        return goes_on

    def _word(self) -> bool:
        """Take the next word or phrase into the post; False when the post ends before it."""
        words, i = self.words, self.at
        if self._person_word(i) or (i > self.head.end and lexicon.loud_stop(words, i)):
            return False
        if self.head.kind == "officer" and not self.fitting:
            return self._body()
        if (self._run_behind_unit() and self._unit()) or self._body() or self._unit():
            return True
        if self.state == "start" and not self._centre() and (found := phrases("tail_modifiers").at(words, i)):
            return self._take(found[0])
        if words[i].shape == "capital" and words[i].key != tone_key("khóa"):
            return self._capitals()
        if self.state == "closed" or self.head.kind == "member":
            return self._link()
        if words[i].shape == "acronym":
            return self._acronym()
        if self.state == "start":
            return self._link()
        if stop_at(words, i):
            return False
        if words[i].key in keys("joining"):
            return self._skip(i + 1, postjoints.joined(words, i + 1))
        if self._names_hamlet():
            return words[i].shape == "number" and self._take(i + 1, "closed")
        if i == self.full and words[i].shape == "lower":
            return self._link()
        return self._counts_nothing(i) and self._take(i + 1, "open")

    def _names_hamlet(self) -> bool:
        """Tell whether the name or number of a hamlet comes next, right behind its head ("Trưởng khu 5")."""
        return self.end == self.head.end and self.head.kind == "own" and self.words[self.end - 1].key in keys("hamlets")

    def _counts_nothing(self, i: int) -> bool:
        """Tell whether token i is no number that counts what follows it ("sơ kết 5 năm")."""
        words = self.words
        counted = i + 1 < len(words) and words[i + 1].shape == "lower" and not unit_types().at(words, i + 1)
        return words[i].shape != "number" or i == self.body_end or i == self.sector_end or not counted

    def _run_behind_unit(self) -> bool:
        """Tell whether a name of two words or more follows a kind of unit, so that "xã Đoàn Kết" is no "xã đoàn"."""
        found = unit_types().at(self.words, self.at)
        loud = self.words[self.at].text.isupper() and bodies().at(self.words, self.at) is not None
        return found is not None and not loud and len(run(self.words, found[0])) >= 2

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
        if self._heads_acronym():
            self.public = None
            return self._take(self.at + 1, "open")
        return self.state == "open" and self._take(self.at + 1, "closed" if known else "open")

    def _heads_acronym(self) -> bool:
        """Tell whether the head rules an abbreviated body and its bearer is at hand ("Chủ tịch VCCI Lê Văn Tí")."""
        if self.state != "start" or self.head.kind != "body" or lexicon.honorific_at(self.words, self.at):
            return False
        return self.borne or (self.at + 1 < len(self.words) and self.words[self.at + 1].shape == "capital")

    def _person_word(self, i: int) -> bool:
        if i == self.head.end and phrases("tail_modifiers").at(self.words, i):
            return False
        head = head_at(self.words, i)
        inner = lexicon.embedded(self.words, i) and (i > self.head.end or (head is not None and head.kind == "member"))
        if head is not None and not inner and not lexicon.begins_body(self.words, i, head):
            return True
        return lexicon.starts_address(self.words, i)

    def _body(self) -> bool:
        found = bodies().at(self.words, self.at)
        if not found:
            return False
        end, kind = found
        if end == self.at + 1 and names.surname(self.words[self.at]) and names.score(run(self.words, self.at)) >= 3:
            return False
        if (stop := stop_at(self.words, self.at)) and stop > end:
            return False
        if self._acts():
            return False
        capital = self.words[self.at].shape != "lower" or end - self.at > 1
        sector = kind.startswith(("sector", "word"))
        if self.state == "closed" and (sector or not capital):
            return False
        named = keys("organs" if kind == "closed" else "agencies")
        organ = kind == "closed+" or (kind in ("closed", "open", "open+") and self.words[self.at].key in named)
        if self.head.kind == "officer" and not (sector or self.fitting or organ):
            return False
        if sector and self.state == "start":
            return False
        if not self.body and not sector:
            self.known = kind.endswith("+")
            self.public = not kind.startswith("private")
        self.fitting = self.fitting or sector or organ
        self.sector_end = end if sector else 0
        self.full = end if lexicon.ends(phrases("complete"), self.words, end) else self.full
        self.body_end = 0 if sector else end
        self.body = self.body or not sector
        self.named_after = self.named_after or kind.startswith(("school", "named"))
        return self._take(end, "closed" if kind.startswith("closed") else "open")

    def _acts(self) -> bool:
        """Tell whether a field of work here is what the bearer does, behind a complete field."""
        verb = self.words[self.at].shape == "lower" and phrases("acting").at(self.words, self.at) is not None
        return verb and self.at == self.full and self.words[self.at - 1].key != tone_key("hóa")

    def _unit(self) -> bool:
        """Take "huyện Hoài Ân", "tỉnh", "TP.HCM", "khu vực XII", "số 2"."""
        words = self.words
        found = unit_types().at(words, self.at)
        if not found or (words[self.at].text == "TT" and self.state != "closed"):
            return False
        end, level = found
        if (
            end < len(words)
            and words[end].text == "."
            and (words[end - 1].shape == "acronym" or words[end - 1].text in ("Tp", "Tx"))
        ):
            end += 1
        if postplaces.coded(words, end):
            return self._take(end + 1, "closed")
        name = run(words, end)
        if self.state == "open" and not name and words[self.at].shape == "lower" and level == "commune":
            return self._take(end, "open" if self.head.kind == "own" else "closed")
        return self._take(postplaces.named(words, end, name, level, self.borne), "closed")

    def _capitals(self) -> bool:
        """Take capitalised words that are a field of work or a place, and leave those that are a person's name."""
        name = run(self.words, self.at)
        after = self.at + len(name)
        for n in (3, 2):
            place = self.words[self.at : self.at + n]
            if len(name) < len(place) and names.is_unit(place, "province"):
                return self._take(self.at + len(place), "closed")
        if self.state == "open" and len(name) == 1:
            if self.head.kind == "minister" and not postjoints.goes_on(self.words, after):
                return False
            if names.score(name) > 0 and not self.borne:
                return False
            bound = self.sector_end != self.at or postjoints.goes_on(self.words, after)
            return bound and not names.opens_sentence(name[0]) and self._take(after)
        if len(name) == 1 and not names.is_unit(name, "province"):
            return False
        level = "commune" if self._names_hamlet() else "district"
        thing = self.state == "open" and self.at > self.head.end and lexicon.behind_landmark(self.words, self.at)
        named = self.named_after or thing
        least = min(2, len(name)) if named else 0
        self.named_after = False
        taken = names.person_start(name, least, level, self.borne)
        known = names.is_unit(name[:taken], level)
        if not taken or (self.state != "open" and not known):
            return False
        self.full = self.at + taken if named else self.full
        return self._take(self.at + taken, "closed" if self.state != "open" or known else "open")

    def _link(self) -> bool:
        """Go on after a complete post only over "thuộc", "của" before a body, or a term ("khóa XV")."""
        words, i = self.words, self.at
        if i + 1 >= len(words):
            return False
        if words[i].key in keys("linking") and (bodies().at(words, i + 1) or unit_types().at(words, i + 1)):
            self.at, self.state = i + 1, "start"
            return True
        if words[i].key == tone_key("khóa") and words[i + 1].shape != "lower":
            return self._take(i + 2)
        if words[i].shape == "acronym" and self.end == i and names.is_unit(words[i : i + 1], "province"):
            return self._take(i + 1)
        return False

    def _mark(self) -> bool:
        """Take a mark inside the post; False when the post ends at it."""
        words, i = self.words, self.at
        mark, following = words[i].text, i + 1
        if following >= len(words):
            return False
        tight = words[i].end == words[following].start and words[i].start == words[i - 1].end
        if mark == "-" and tight and not head_at(words, following):
            if self.state == "closed" and bodies().at(words, following):
                return False
            return words[following].shape != "mark" and self._take(following + 1)
        if mark == "(":
            return self._skip(i + 3, postjoints.bracketed(words, i))
        if mark == "-" and self.state == "closed":
            return postplaces.stretch(words, following) and self._take(following + 2)
        if self.state != "open" or self.end == self.head.end:
            return False
        if mark in "-&/":
            return self._skip(following, postjoints.joined(words, following))
        return mark == "," and self._skip(following, postjoints.listed(words, following))
