"""What `extract` is given: bad lines and files become issues that say what to do, and the rest goes on."""

import json
from pathlib import Path

import pytest

from pipeline import inputs
from pipeline.issues import Issues, UserError

GOOD = {"id": "a", "url": "", "title": "Họp", "published": "2024-05-02", "text": "Ngày 1/5, xã họp."}


def read(path: Path) -> tuple[list[str], list[str]]:
    issues = Issues()
    return [a.article_id for a in inputs.read(path, issues)], [str(i) for i in issues.found]


def lines(path: Path, *records: object) -> Path:
    path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r) for r in records), "utf-8")
    return path


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        ("{not json", "no JSON"),
        ("[1]", "no JSON object"),
        ({"id": "b"}, "has no text"),
        ({"id": "b", "text": "  "}, "has no text"),
        ({"text": "Xã họp."}, "neither id nor url"),
        (GOOD, "earlier line"),
        (GOOD | {"id": "b", "published": "hôm qua"}, "no ISO date"),
    ],
)
def test_a_bad_line_is_an_issue_with_its_number_and_the_rest_goes_on(tmp_path: Path, bad: object, told: str) -> None:
    ids, issues = read(lines(tmp_path / "in.jsonl", GOOD, bad, GOOD | {"id": "z"}))
    assert ids == ["a", "z"]
    assert len(issues) == 1
    assert told in issues[0]
    assert "in.jsonl:2" in issues[0]


def test_a_text_file_keeps_its_whole_text_in_stored_form(tmp_path: Path) -> None:
    (tmp_path / "tin.txt").write_bytes("\ufeffUBND\xa0xã Tân Ðịnh họp.\n".encode())
    issues = Issues()
    (article,) = inputs.read(tmp_path, issues)
    assert (article.article_id, article.text) == ("tin", "UBND xã Tân Định họp.\n")


def test_text_in_another_encoding_is_told_with_the_command_that_mends_it(tmp_path: Path) -> None:
    (tmp_path / "cu.txt").write_bytes("Ủy ban".encode("cp1258", "ignore") + b"\xff")
    ids, issues = read(tmp_path)
    assert ids == []
    assert "iconv" in issues[0]


def test_binary_and_empty_files_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x00\x01")
    (tmp_path / "b.txt").write_bytes(b"")
    ids, issues = read(tmp_path)
    assert ids == []
    assert len(issues) == 2


@pytest.mark.parametrize("name", ["missing.jsonl", "table.xlsx", "empty"])
def test_what_is_no_input_is_a_mistake_of_the_caller(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "table.xlsx").touch()
    with pytest.raises(UserError):
        list(inputs.read(tmp_path / name, Issues()))
