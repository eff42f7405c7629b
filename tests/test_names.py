"""What counts as a person's name, and where a place ends and a person begins."""

import pytest

from extractors import names
from extractors.syllables import is_syllable, tokens


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Văn Mười",
        "Lê Thị Bạch Mai",
        "Cao Tí",
        "Y Thanh Niê",
        "Y Krông Hà Niê Kđăm",
        "H'Rin Kđoh",
        "Thạch Thị Sa Ry",
        "Giàng A Tủa",
        "K'Bình",
        "Điểu K'Tâm",
        "Néang Sa Rương",
        "Rơ Châm Hin",
        "Ksor H'Lan",
        "Phạm Anh Tú",
        "Hun Sovann",
    ],
)
def test_a_name_of_two_to_five_syllables_scores_at_least_zero(name: str) -> None:
    assert names.score(tokens(name)) >= 0


@pytest.mark.parametrize(
    "words",
    ["Hồ Chí Minh", "Bắc Ninh", "Việt Nam Mới", "Theo Trần Tí", "Tí", "Lê Văn Tí Trần Thị Mận", "Bà Rịa - Vũng Tàu"],
)
def test_leaders_of_the_past_provinces_and_sentence_openings_are_no_names(words: str) -> None:
    assert names.score(tokens(words)) < 0


@pytest.mark.parametrize(("words", "person"), [("Đoàn Sở Văn", False), ("Đoàn Khối Dân", False), ("Đoàn Văn Sở", True)])
def test_the_youth_union_of_a_body_is_no_person_of_the_family_doan(words: str, person: bool) -> None:
    assert (names.score(tokens(words)) >= 0) == person


@pytest.mark.parametrize(
    ("words", "level", "person"),
    [
        ("Tân Hòa Nguyễn Văn Mười", "commune", "Nguyễn Văn Mười"),
        ("Hà Nội Trần Thị Mận", "district", "Trần Thị Mận"),
        ("Cao Huỳnh", "province", "Cao Huỳnh"),
        ("Trà Mẹt Thạch Tí", "commune", "Thạch Tí"),
        ("Kim Thị Thạch Tí", "commune", "Kim Thị Thạch Tí"),
        ("Cao Bằng", "province", ""),
        ("Nguyễn Cư Trinh", "commune", ""),
        ("Nguyễn Tấn Phú Quang", "province", "Nguyễn Tấn Phú Quang"),
        ("Bolivia Juan Pérez", "district", "Juan Pérez"),
        ("Trần Văn Thời", "district", ""),
        ("Thái Bình Lê Văn Tí", "province", "Lê Văn Tí"),
    ],
)
def test_a_place_before_a_person_is_cut_off_by_surname_and_gazetteer(words: str, level: str, person: str) -> None:
    run = tokens(words)
    start = names.person_start(run, 0, level, wary=False)
    assert " ".join(w.text for w in run[start:]) == person


def test_a_post_that_has_its_bearer_takes_the_whole_run_as_a_place() -> None:
    run = tokens("Trần Hợi")
    assert names.person_start(run, 0, "commune", wary=True) == len(run)


def test_words_that_open_a_sentence_are_trimmed_from_a_name() -> None:
    assert [w.text for w in names.trim(tokens("Khách Nguyễn Văn Mười"))] == ["Nguyễn", "Văn", "Mười"]


@pytest.mark.parametrize("word", ["nghiêng", "khuỷu", "Thuỷ", "quyền", "gì", "Oánh", "yến", "xoong", "rượu"])
def test_a_vietnamese_syllable_is_recognised(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["Donald", "xãnhấn", "Kđoh", "Trump", "UBND"])
def test_what_no_vietnamese_syllable_looks_like_is_told_apart(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("thị xãnhấn mạnh", ["thị", "xã", "nhấn", "mạnh"]),
        ("Mười MậnPhó", ["Mười", "Mận", "Phó"]),
        ("UBNDtỉnh", ["UBND", "tỉnh"]),
        ("LĐTB&XH", ["LĐTB&XH"]),
        ("TPHồ Chí Minh", ["TP", "Hồ", "Chí", "Minh"]),
        ("Đăk R'lấp", ["Đăk", "R'lấp"]),
    ],
)
def test_words_typed_together_are_cut_apart(text: str, words: list[str]) -> None:
    found = tokens(text, offset=7)
    assert [t.text for t in found] == words
    assert all(text[t.start - 7 : t.end - 7] == t.text for t in found)
