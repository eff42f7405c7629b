"""One stored form of a text and views of the same length: Unicode in every form that portals print."""

import unicodedata

import pytest

from extractors.doc import Doc
from extractors.fields.officials import find
from extractors.text import fold, plain, store, tone_key, view

OFFICIAL = "Đ/c Lê Văn Tí, Phó Chủ tịch UBND xã An Đông"


@pytest.mark.parametrize(
    "raw",
    [
        unicodedata.normalize("NFD", OFFICIAL),
        OFFICIAL.replace(" ", "\xa0"),
        OFFICIAL.replace("Đ", "Ð"),
        unicodedata.normalize("NFD", OFFICIAL).replace("Đ", "Ð").replace(" ", "\xa0"),
    ],
)
def test_decomposed_letters_icelandic_eth_and_fixed_blanks_are_stored_plain(raw: str) -> None:
    assert store(raw) == OFFICIAL


def test_small_icelandic_eth_is_stored_as_small_d_with_stroke() -> None:
    assert store("ðường") == "đường"


@pytest.mark.parametrize("dash", "\u2010\u2011\u2012\u2013\u2014\u2015\u2212")
def test_every_dash_is_seen_as_a_hyphen(dash: str) -> None:
    assert view(f"Số 31{dash}KH/HU") == "Số 31-KH/HU"


@pytest.mark.parametrize("blank", "\t\u2002\u2003\u2009\u200a\u202f\u3000\u200b\u200c\u200d\u2060\ufeff\xad")
def test_every_blank_and_what_has_no_width_is_seen_as_a_space(blank: str) -> None:
    assert view(f"1{blank}tỷ") == "1 tỷ"


@pytest.mark.parametrize(
    ("printed", "seen"),
    [
        ("“hai” „ba‟", '"hai" "ba"'),
        ("H’Yim H‘Yim HʼYim H‛Yim H`Yim H´Yim H′Yim", "H'Yim " * 6 + "H'Yim"),
        ("４,５ km （２０２４）", "4,5 km (2024)"),
        ("ｋｍ： ５；６．７／８－９", "km: 5;6.7/8-9"),
        ("СТ, ТХ, РВ, КМ, НЕ, хе, рос", "CT, TX, PB, KM, HE, xe, poc"),
        ("ΚΗ, ΝΤΜ, ΒΟΤ, Ηο", "KH, NTM, BOT, Ho"),
        ("3⁄4 và 5∕6", "3/4 và 5/6"),
    ],
)
def test_quotes_full_width_signs_and_foreign_twins_are_seen_as_usual_ones(printed: str, seen: str) -> None:
    assert view(printed) == seen
    assert len(view(printed)) == len(printed)


@pytest.mark.parametrize("kept", ["č ŏ ŭ ĕ ñ", "hòa hoà", "₫", "…", "15 m²", "Kđoh", "a\nb\r\nc"])
def test_letters_of_minority_names_tones_and_lines_are_left_as_they_are(kept: str) -> None:
    assert view(store(kept)) == kept


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hòa", "hoà"),
        ("thủy", "thuỷ"),
        ("khỏe", "khoẻ"),
        ("TỈNH ỦY", "tỉnh uỷ"),
        ("Hoá", "hóa"),
        ("lũy", "luỹ"),
        ("ngoéo", "ngóeo"),
        ("quý", "qúy"),
        ("giá", "gía"),
        ("Huỳnh", "Hùynh"),
        ("hoàn", "hòan"),
    ],
)
def test_the_place_of_the_tone_makes_no_difference_to_a_key(old: str, new: str) -> None:
    assert tone_key(old) == tone_key(new)


@pytest.mark.parametrize(("one", "other"), [("hòa", "hóa"), ("quy", "quý"), ("da", "đa"), ("ma", "mă"), ("lo", "lô")])
def test_other_tones_and_letters_have_other_keys(one: str, other: str) -> None:
    assert tone_key(one) != tone_key(other)


def test_folding_leaves_neither_tones_nor_case() -> None:
    assert fold("Đường Đê Thủy Lợi ở Ea H'leo") == "duong de thuy loi o ea h'leo"


def test_a_reading_has_single_blanks_and_nothing_of_no_width() -> None:
    assert plain(" Lê\u200b  Vаn\xad Tí\ufeff") == "Lê Van Tí"


@pytest.mark.parametrize(
    "raw",
    [
        OFFICIAL,
        unicodedata.normalize("NFD", OFFICIAL),
        OFFICIAL.replace(" ", "\xa0"),
        OFFICIAL.replace("Đ", "Ð"),
        OFFICIAL.replace("UBND", "UВND"),
        OFFICIAL.replace("Chủ tịch", "Chủ\u200b tịch"),
        OFFICIAL.replace(" Tí", "\u200b Tí"),
        "\ufeff" + OFFICIAL,
        OFFICIAL.replace(",", "，"),
        *(OFFICIAL.replace(",", f" {dash}") for dash in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"),
    ],
)
def test_an_official_is_found_in_every_form_at_offsets_of_the_stored_text(raw: str) -> None:
    text = store(raw)
    (found,) = find(Doc(text))
    assert text[found.char_start : found.char_end] == found.text
    assert (found.value["name"], found.value["titles"]) == ("Lê Văn Tí", "Phó Chủ tịch UBND xã An Đông")
