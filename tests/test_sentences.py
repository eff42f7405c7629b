"""Sentences end at lines and at full stops, not inside abbreviations, numbers and symbols."""

from itertools import pairwise

import pytest

from extractors.sentences import split, words


def sentences(text: str) -> list[str]:
    return [text[a:b] for a, b in split(text)]


@pytest.mark.parametrize(
    "whole",
    [
        "Đoàn về TT. Tân Biên, TX. Long Mỹ và Tp. Bạc Liêu.",
        "KT. CHỦ TỊCH",
        "Nhóm của PGS.TS. Bùi Văn Lộc, ThS. Yến và Th.S. Sang trình bày.",
        "Kế hoạch 31/KH-UBND.HC đã gửi xuống xã.",
        "Đ.c Hạnh và Đ/c. Phúc vắng mặt.",
        "1. Về kinh tế",
        "II. Về văn hóa",
        "Dự án ở H. Củ Chi, P. 5 và Q. 3 có 1.200.000 lượt khách đến ngày 1.7.2025.",
        "Quỹ có 12.5 tỷ đồng… và còn tăng.",
        "Ai cũng hỏi “Bao giờ xong?” nhưng chưa có lời đáp.",
    ],
)
def test_a_stop_inside_a_sentence_does_not_end_it(whole: str) -> None:
    assert sentences(whole) == [whole]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Xã họp dân. Dân đồng thuận.", ["Xã họp dân.", "Dân đồng thuận."]),
        ("Lê Văn Tám\n\nPhó Bí thư\r\nđã dự", ["Lê Văn Tám", "Phó Bí thư", "đã dự"]),
        ("“Dân đã bàn.” Ông Tám nói. “Dân cùng làm.”", ["“Dân đã bàn.”", "Ông Tám nói.", "“Dân cùng làm.”"]),
        (
            "Hộ nghèo nhận gạo, mì, dầu v.v. Các hộ khác thì không.",
            ["Hộ nghèo nhận gạo, mì, dầu v.v.", "Các hộ khác thì không."],
        ),
        ("thu gom rác, cắt cỏ,...Các tổ đều làm.", ["thu gom rác, cắt cỏ,...", "Các tổ đều làm."]),
        ("Đường đã xong.Trước mắt, xã mở thêm hẻm.", ["Đường đã xong.", "Trước mắt, xã mở thêm hẻm."]),
        ("Vốn là 3 triệu USD. - Xã góp công.", ["Vốn là 3 triệu USD.", "- Xã góp công."]),
        ("1. Về kinh tế. Thu tăng 5%.", ["1. Về kinh tế.", "Thu tăng 5%."]),
        ("Đã đủ vốn chưa? Chưa! 12 hộ còn chờ.", ["Đã đủ vốn chưa?", "Chưa!", "12 hộ còn chờ."]),
    ],
)
def test_sentences_are_cut_where_readers_cut_them(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


ABBREVIATIONS = """
TT. TX. TP. Tp. Tx. T.P. T.X. T.T. KT. TM. TL. TUQ. Q. P. H. X. PGS. PGS.TS. GS.TS. TS. ThS. Th.S. BS. BSCKII. KS. CN.
DS. LS. NXB. Đ.c Đ/c. Đ/C. đ/c. UBND. PCT. CT. NGƯT. NSND. Mr. Dr. vd.
"""


@pytest.mark.parametrize("short", ABBREVIATIONS.split())
def test_no_sentence_ends_at_a_usual_abbreviation(short: str) -> None:
    text = f"Đoàn gặp {short} Tân Lập sáng nay."
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Thu Hạnh - Q.M. Nguồn: bản tin huyện", ["Thu Hạnh - Q.M. Nguồn: bản tin huyện"]),
        ("Ông nói: “Dân bàn.” Rồi về.", ["Ông nói: “Dân bàn.”", "Rồi về."]),
        ("Số 15/KH-UBND.HC ngày 4.5.2023. Xã làm ngay.", ["Số 15/KH-UBND.HC ngày 4.5.2023.", "Xã làm ngay."]),
        ("Có ThS. Lê Tí. Có cả Đ.c Mận.", ["Có ThS. Lê Tí.", "Có cả Đ.c Mận."]),
        ("Dài 3.5 km. Rộng 4 m.", ["Dài 3.5 km.", "Rộng 4 m."]),
        ("dòng một\ndòng hai\r\ndòng ba\rdòng bốn", ["dòng một", "dòng hai", "dòng ba", "dòng bốn"]),
        ("Hết rồi…Mai làm tiếp.", ["Hết rồi…", "Mai làm tiếp."]),
    ],
)
def test_stops_quotes_and_lines_end_sentences_where_they_should(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def test_blank_text_has_no_sentence() -> None:
    assert split(" \n\t\n ") == []


def test_words_are_aligned_syllable_by_syllable() -> None:
    sentence = "Ủy ban nhân dân  huyện Tiểu Cần"
    found = [sentence[a:b] for a, b in words(sentence)]
    assert "".join("".join(found).split()) == "".join(sentence.split())
    assert all(w == w.strip() for w in found)


@pytest.mark.parametrize(
    "sentence",
    [
        "Tỉnh uỷ và Tỉnh ủy họp ngày 04/01/2024",
        "Kế hoạch 172-KH/HU, Nghị định 61/2018/NĐ-CP, Quyết định 1576/QĐ-UBND",
        "Quý I/2024 thu 1.200m2 và 50.000.000đ, dài 9,9km, trực 24/7",
        "Bà H’Yim Kđoh, Ông Y Thanh Hà Niê KĐăm, đ/c K'Brêm",
        "Đ/c Lê Văn Đỗ — “Chủ tịch” UBND…",
        "UBND\xa0tỉnh\u2009và  xã",
    ],
)
def test_every_word_is_a_piece_of_the_sentence_in_order_and_nothing_is_lost(sentence: str) -> None:
    spans = words(sentence)
    assert all(a < b for a, b in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert "".join(sentence[a:b] for a, b in spans).replace(" ", "") == "".join(sentence.split()).replace(" ", "")


@pytest.mark.parametrize("whole", ["04/01/2024", "15/02/2024", "24/7", "Nguyễn Đăng Kỷ", "Quý I", "ủy ban"])
def test_dates_and_compounds_are_one_word(whole: str) -> None:
    sentence = f"Xã nêu {whole} trong báo cáo"
    assert whole in [sentence[a:b] for a, b in words(sentence)]
