"""Numbers, scale words and qualifiers as Vietnamese prints them."""

from decimal import Decimal

import pytest

from extractors.values import figure, qualifier, scale, spelled


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1.200", "1200"),
        ("3,1", "3.1"),
        ("348,771", "348.771"),
        ("66.482", "66482"),
        ("1.000.000", "1000000"),
        ("77.397,8", "77397.8"),
        ("71, 4", "71.4"),
        ("1.5", "1.5"),
        ("50.99", "50.99"),
        ("0.125", "0.125"),
        ("05", "5"),
        ("1,234,567", "1234567"),
        ("1,200.5", "1200.5"),
    ],
)
def test_dot_parts_thousands_and_comma_parts_decimals(printed: str, value: str) -> None:
    assert figure(printed) == Decimal(value)


@pytest.mark.parametrize("printed", ["150,000", "150.000", "150 000"])
def test_three_digits_are_thousands_where_fractions_make_no_sense(printed: str) -> None:
    assert figure(printed, whole=True) == 150_000


@pytest.mark.parametrize("printed", ["1.2.3", "12.34.567", "", "3,", "1.000.00"])
def test_what_is_no_number_has_no_value(printed: str) -> None:
    assert figure(printed) is None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("một", "1"),
        ("mười lăm", "15"),
        ("hai mươi mốt", "21"),
        ("ba chục", "30"),
        ("ba trăm", "300"),
        ("ba trăm năm mươi", "350"),
        ("một trăm linh năm", "105"),
        ("hai trăm rưỡi", "250"),
        ("nửa", "0.5"),
    ],
)
def test_numbers_in_words_are_read(words: str, value: str) -> None:
    assert spelled(words) == Decimal(value)


@pytest.mark.parametrize("words", ["hai ba", "năm bảy", "trăm", "chục", "rưỡi", "linh"])
def test_loose_numbers_in_words_have_no_value(words: str) -> None:
    assert spelled(words) is None


def test_scale_words_multiply() -> None:
    assert [scale(w) for w in ("", "ngàn", "trăm triệu", "tỉ", "nghìn tỷ")] == [1, 10**3, 10**8, 10**9, 10**12]


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("xã góp ", "", "exact"),
        ("xã góp trên ", "", "over"),
        ("thu hơn ", "", "over"),
        ("không dưới ", "", "over"),
        ("tối thiểu ", "", "over"),
        ("vượt ", "", "over"),
        ("gần ", "", "under"),
        ("chưa tới ", "", "under"),
        ("không quá ", "", "under"),
        ("tối đa ", "", "under"),
        ("khoảng ", "", "about"),
        ("xấp xỉ ", "", "about"),
        ("ước đạt ", "", "about"),
        ("gần bằng ", "", "about"),
        ("trên dưới ", "", "about"),
        ("khoảng trên ", "", "over"),
        ("ước đạt trên ", "", "over"),
        ("ước tính tổng kinh phí là ", "", "about"),
        ("Ước tổng thu cả năm của xã đạt ", "", "about"),
        ("các mức thưởng từ ", " đồng trở lên", "over"),
        ("các mức thưởng từ ", " đồng trở xuống", "under"),
        ("kinh phí ", " (ước tính)", "about"),
        ("hai công trình nói trên là ", "", "exact"),
        ("theo hương ước thôn, mỗi hộ góp ", "", "exact"),
        ("thu nhập bình quân đạt ", "", "exact"),
        ("thu được nhiều, vượt ", " so với kế hoạch", "exact"),
    ],
)
def test_the_word_next_to_a_figure_qualifies_it(left: str, right: str, kind: str) -> None:
    assert qualifier(left, right) == kind
