"""The comparison with other systems is made, and won, on a few of our own articles; `make bench` reads them all."""

import comparison
import pytest
from peers import Found, Peer, Text, peers

TEXT = {
    "text": "Ngày 04/3/2024, ông Lê Văn Bảy, Bí thư Đảng ủy xã Tân Hòa trao 50 triệu đồng.",
    "published": "2024-03-05",
    "gold": {"dates": [{"value": "2024-03-04"}], "funds": [{"vnd": 50000000}], "officials": [{"name": "Lê Văn Bảy"}]},
}


def test_vnnews_is_above_every_installed_system_in_every_column(capsys: pytest.CaptureFixture[str]) -> None:
    texts = comparison.own()[::12]
    ours, *others = comparison.compare(texts, peers())
    with capsys.disabled():
        comparison.show([ours, *others], f"{len(texts)} of our own articles")
    for system, figures in others:
        for column, theirs in (figures or {}).items():
            assert ours.figures and ours.figures[column].value > theirs.value, (system, column)


def test_values_are_compared_without_their_attributes_and_offsets() -> None:
    def reads(texts: list[Text]) -> list[Found]:
        return [{"dates": {"2024-03-04", "2024-04-03"}} for _ in texts]

    _, (_, figures) = comparison.compare([TEXT], [Peer("half", ("days", "dates"), reads)])
    assert figures and {c: round(f.value, 3) for c, f in figures.items()} == {"days": 0.667, "dates": 0.667}


def test_the_table_tells_what_is_not_installed_and_what_a_system_does_not_read(
    capsys: pytest.CaptureFixture[str],
) -> None:
    some = [Peer("absent", ("days",), None), Peer("names alone", ("names",), lambda _: [{"officials": {"Lê Văn Bảy"}}])]
    comparison.show(comparison.compare([TEXT], some), "one text")
    lines = capsys.readouterr().out.splitlines()
    assert "names, n = 1" in lines[2]
    assert [line.split()[1:3] for line in lines[3:]] == [
        ["1.000", "(1.000-1.000)"],
        ["not", "installed"],
        ["alone", "-"],
    ]
