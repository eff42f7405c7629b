"""EDTF values and printed full dates."""

import pytest

from extractors.edtf import full_at, iso, quarter, span, year, year_month


def test_a_day_the_calendar_lacks_has_no_value() -> None:
    assert iso(30, 2, 2024) == ""
    assert iso(29, 2, 2023) == ""


def test_a_day_of_an_unknown_year_keeps_month_and_day() -> None:
    assert iso(2, 10, None) == "XXXX-10-02"
    assert iso(29, 2, None) == "XXXX-02-29"


def test_months_and_quarters_are_edtf() -> None:
    assert (year_month(5, 2024), year_month(3, None), year_month(13, 2024)) == ("2024-05", "XXXX-03", "")
    assert (quarter(1, 2024), quarter(4, None), quarter(5, 2024)) == ("2024-33", "XXXX-36", "")


def test_a_span_never_runs_backwards() -> None:
    assert span("2020", "2025") == "2020/2025"
    assert span("2024-07", "2025") == "2024-07/2025"
    assert span("2025", "2020") == ""
    assert span("", "2020") == ""


def test_two_digit_years_are_of_this_century_up_to_the_turn() -> None:
    assert [year(y) for y in ("24", "05", "75", "1930")] == [2024, 2005, 1975, 1930]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12/11/2019", "2019-11-12"),
        ("12-11-2019 của", "2019-11-12"),
        ("12.11.2019.", "2019-11-12"),
        ("06 / 7 /2005", "2005-07-06"),
        ("17 - 05 - 2024", "2024-05-17"),
        ("ngày 12 tháng 11 năm 2019", "2019-11-12"),
        ("Ngày 5 tháng 3, 2021", "2021-03-05"),
        ("ngày 04/01/24,", "2024-01-04"),
        ("ngày 22/1/2009của", "2009-01-22"),
    ],
)
def test_a_full_date_is_read_where_it_stands(text: str, value: str) -> None:
    found = full_at(text, 0)
    assert found is not None
    assert found.value == value
    assert text[found.start : found.end][0].isdigit()


@pytest.mark.parametrize("text", ["31/2/2024", "12/13/2019", "12/11", "12/11/2019/NĐ-CP", "12/11-2019", "1.2.2024.5"])
def test_what_is_no_full_date_gives_nothing(text: str) -> None:
    assert full_at(text, 0) is None
