"""Sentences end at lines and at full stops, not inside abbreviations, numbers and symbols."""

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


def test_blank_text_has_no_sentence() -> None:
    assert split(" \n\t\n ") == []


def test_words_are_aligned_syllable_by_syllable() -> None:
    sentence = "Ủy ban nhân dân  huyện Tiểu Cần"
    found = [sentence[a:b] for a, b in words(sentence)]
    assert "".join("".join(found).split()) == "".join(sentence.split())
    assert all(w == w.strip() for w in found)
