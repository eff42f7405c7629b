"""What looks like a value and is covered by nothing is reported."""

import pytest

from extractors import read
from extractors.doc import Doc
from extractors.leftovers import leftovers
from extractors.text import store


@pytest.mark.parametrize(
    "text", ["Xã chi 2 tỷ đồng.", "Kế hoạch số 12/KH-UBND.", "Xe chạy 60 km/giờ.", "Diện tích 3 km2."]
)
def test_what_a_rule_found_or_cannot_be_a_value_is_no_leftover(text: str) -> None:
    assert list(leftovers(read(store(text)))) == []


def test_a_digit_and_its_unit_without_a_mention_is_a_leftover() -> None:
    doc = Doc(store("Kinh phí 7 tỷ, dài 3 km, theo 12/KH-UBND."))
    assert [doc.text[a:b] for a, b in leftovers(doc)] == ["7 tỷ", "3 km", "12/KH-UBND"]


def test_a_rejected_candidate_is_no_leftover() -> None:
    doc = read(store("Toàn tuyến kênh dài 3 km."))
    assert doc.rejected
    assert list(leftovers(doc)) == []
