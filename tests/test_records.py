"""Sums of a record count no money and no road twice."""

from typing import Any

from pipeline.records import record_row


def funds(*rows: dict[str, Any]) -> dict[str, Any]:
    return record_row({}, {"funds": rows})


def amount(vnd: int, kind: str, part_of: int | None = None, per: str = "") -> dict[str, Any]:
    return {"amount_vnd": vnd, "kind": kind, "part_of": part_of, "per": per}


def test_the_parts_of_a_total_count_under_their_own_kinds() -> None:
    record = funds(amount(3200, "state"), amount(2500, "state", 3200), amount(700, "mobilised", 3200))
    assert (record["funds_state_vnd"], record["funds_mobilised_vnd"]) == (2500, 700)


def test_what_the_parts_leave_counts_under_the_kind_of_the_total() -> None:
    record = funds(amount(1000, "mobilised"), amount(300, "state", 1000))
    assert (record["funds_state_vnd"], record["funds_mobilised_vnd"]) == (300, 700)


def test_a_rate_is_not_added_and_nothing_is_empty() -> None:
    record = funds(amount(50, "mobilised", per="hộ"))
    assert record["funds_mobilised_vnd"] is None


def test_of_a_part_and_the_whole_of_a_road_only_the_part_counts() -> None:
    roads = [
        {"length_km": 2.7, "work": "upgrade", "flags": ""},
        {"length_km": 4.1, "work": "upgrade", "flags": "whole"},
    ]
    assert record_row({}, {"roads": roads})["road_km_upgrade"] == 2.7


def test_what_is_only_planned_is_no_money_yet() -> None:
    goal, got = amount(900, "mobilised") | {"flags": "planned"}, amount(250, "mobilised") | {"flags": ""}
    assert funds(goal, got)["funds_mobilised_vnd"] == 250
    assert funds(amount(900, "state") | {"flags": "planned"})["funds_state_vnd"] is None


def test_a_planned_part_is_taken_off_its_total_and_not_added() -> None:
    record = funds(amount(1000, "state"), amount(300, "mobilised", 1000) | {"flags": "planned"})
    assert (record["funds_state_vnd"], record["funds_mobilised_vnd"]) == (700, None)
