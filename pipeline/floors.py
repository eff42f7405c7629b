"""Floors (mức sàn): the least that each figure may be on each annotated file; what was reached is not lost unseen."""

import hashlib
import json
import math
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from pipeline import terminal
from pipeline.evaluate import evaluate
from pipeline.figures import Figure
from pipeline.files import replacing
from pipeline.issues import UserError

# Of a figure on fewer values one more error is no sign of anything.
_LEAST = 20


@dataclass(frozen=True, slots=True)
class Floors:
    """The floors of one annotated file: the SHA-256 of its bytes, and the least value by figure."""

    sha256: str
    figures: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Change:
    """A floor and what a figure is now; `value` is None where nothing was counted."""

    file: str
    figure: str
    floor: float
    value: float | None


def bundled() -> Path:
    """Return the floors that come with the package; names of files in it are relative to its folder."""
    return Path(str(files("vnnews_data").joinpath("floors.json")))


def load(path: Path) -> dict[str, Floors]:
    """Read floors by annotated file; none where there is no such file yet."""
    known = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return {name: Floors(f["sha256"], f["figures"]) for name, f in known.items()}


def check(
    path: Path, names: Iterable[str], each: Callable[..., object] = lambda *_: None
) -> tuple[list[Change], list[str]]:
    """Return the figures under their floors on the named files, and notes on files that were not scored."""
    under, notes = [], []
    known = load(path)
    for name in names:
        gold = path.parent / name
        if not gold.is_file():
            notes.append(f"{name} is not here; its floors were not tried")
        elif _digest(gold) != known[name].sha256:
            notes.append(f"{name} has changed since its floors were set; they do not bind: --update sets them anew")
        else:
            under += _under(name, known[name], evaluate([gold], each))
    return under, notes


def _under(name: str, floors: Floors, figures: Iterable[Figure]) -> list[Change]:
    now = {f.name: f.value for f in figures}
    return [Change(name, k, floor, now.get(k)) for k, floor in floors.figures.items() if now.get(k, -1.0) < floor]


def _floor(figure: Figure) -> float:
    """Return the floor of a figure: one more error is let pass, as where a value found anew brings a wrong column."""
    return max(0.0, math.floor((figure.value - 1 / figure.n) * 1000) / 1000)


def update(
    path: Path, golds: Iterable[Path], allow_lower: bool, each: Callable[..., object] = lambda *_: None
) -> list[Change]:
    """Raise the floors to what the figures are on annotated files; return those that fell and stay as they were.

    With `allow_lower` floors are lowered too, and those of files that are gone from the folder are dropped.
    """
    known = load(path)
    kept: list[Change] = []
    for gold in golds:
        name = Path(os.path.relpath(gold.resolve(), path.parent.resolve())).as_posix()
        old = known.get(name, Floors("", {}))
        now = {f.name: f for f in evaluate([gold], each)}
        reached = {f.name: _floor(f) for f in now.values() if f.n >= _LEAST}
        fell = [] if allow_lower else _under(name, old, now.values())
        digest = _digest(gold)
        if allow_lower:
            known[name] = Floors(digest, reached)
        elif not fell or digest == old.sha256:
            known[name] = Floors(
                digest, {k: max(old.figures.get(k, 0.0), reached.get(k, 0.0)) for k in reached | dict(old.figures)}
            )
        kept += fell
    if allow_lower:
        known = {n: f for n, f in known.items() if n.startswith("..") or (path.parent / n).is_file()}
    _save(path, known)
    return kept


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _save(path: Path, known: Mapping[str, Floors]) -> None:
    made = {n: {"sha256": f.sha256, "figures": dict(sorted(f.figures.items()))} for n, f in sorted(known.items())}
    with replacing(path) as file:
        file.write(json.dumps(made, ensure_ascii=False, indent=1) + "\n")


def own_files(folder: Path) -> list[Path]:
    """Return the annotated files of a data folder that have floors; the test split is scored once, not by habit."""
    corpus = [p for split in ("train", "dev") for p in sorted((folder / "corpus").glob(f"{split}_*.jsonl"))]
    return [p for p in (*corpus, folder / "sample_portal" / "gold.jsonl") if p.is_file()]


def report(golds: Sequence[Path], raising: bool, allow_lower: bool, as_json: bool) -> int:
    """Check the floors, or raise them, and print what is under one; return 1 when something is."""
    path = bundled()
    if missing := [str(gold) for gold in golds if not gold.is_file()]:
        raise UserError(f"there is no {', '.join(missing)}; name files that are annotated")
    under: list[Change]
    notes: list[str] = []
    with terminal.bar("evaluating") as step:
        if raising:
            known = [path.parent / name for name in load(path)]
            wanted = golds or [*own_files(path.parent), *(p for p in known if p.is_file())]
            under = update(path, dict.fromkeys(p.resolve() for p in wanted), allow_lower, step)
        else:
            under, notes = check(path, _names(path, golds), step)
    told = "fell; the floor stays: --allow-lower lowers it" if raising else "is under its floor"
    if as_json:
        changes = [{"file": c.file, "figure": c.figure, "floor": c.floor, "value": c.value} for c in under]
        terminal.print_json({"under": changes, "notes": notes})
        return int(bool(under))
    for note in notes:
        print(note)
    for c in under:
        print(f"{c.file}: {c.figure} {told}: {'nothing' if c.value is None else f'{c.value:.4f}'} < {c.floor:.3f}")
    print(f"{len(under)} figures {'fell' if raising else 'under their floors'}; floors in {path}")
    return int(bool(under))


def _names(path: Path, golds: Sequence[Path]) -> list[str]:
    known = load(path)
    if not golds:
        return list(known)
    chosen = {gold.resolve() for gold in golds}
    names = [name for name in known if (path.parent / name).resolve() in chosen]
    if len(names) < len(chosen):
        raise UserError("not all of these files have floors; set them with --floors --update")
    return names
