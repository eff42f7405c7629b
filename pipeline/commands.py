"""What the commands on texts, pages and stores do; each returns its exit code (0 done, 1 a check failed)."""

import json
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, get_args

from extractors.field import fields
from pipeline import copies, inputs, stages, terminal
from pipeline.choice import known_portals
from pipeline.export import cell, publish
from pipeline.export import export as export_tables
from pipeline.files import replacing, replacing_path
from pipeline.issues import CheckError, Issues, UserError
from pipeline.models import chosen
from pipeline.persons import number_people
from pipeline.schema import tables
from pipeline.store import Store
from spiders import registry

_SHOWN = ("name", "era", "articles", "funds_mobilised_vnd", "funds_state_vnd", "road_km_new", "road_km_upgrade")


def parse(source: Path, base_url: str, out: Path | None, selectors: bool, explain: bool) -> int:
    """Write the articles of saved pages or WARC files to out/articles.jsonl, or to standard output."""
    from pipeline.parse import parse_file

    if not source.exists():
        raise UserError(f"there is no {source}; give a saved page, a folder of pages or a WARC file")
    if explain:
        return _explain_pages(source, base_url)
    issues = Issues()
    found = (json.dumps(a.as_dict(), ensure_ascii=False) for a in parse_file(source, base_url, issues, selectors))
    if out is None:
        count = sum(1 for line in found if print(line) is None)
    else:
        with terminal.bar("parsing") as step, replacing(out / "articles.jsonl") as file:
            count = sum(1 for line in found if file.write(line + "\n") and step() is None)
    tell_issues(issues, where="")
    print(f"{count} articles" + (f" in {out / 'articles.jsonl'}" if out else ""), file=sys.stderr)
    return 0


def _explain_pages(source: Path, base_url: str) -> int:
    """Print how each page under a path was read: family, extractor, date, and the verdict on every line."""
    from pipeline.parse import by_host
    from spiders.content import Chrome
    from spiders.explain import explain as explain_page

    for pages in by_host(source, base_url).values():
        chrome = Chrome.learn(pages())
        for page in pages():
            print(page.url, *explain_page(page, None, chrome), sep="\n  ")
    return 0


def extract(source: Path, out: Path, as_json: bool, models: str = "default", registries: Iterable[Path] = ()) -> int:
    """Extract every field from the texts of a source into a fresh store, link its copies and publish it."""
    known = known_portals(registries)
    issues = Issues()
    deciding = chosen(models, issues)
    articles = inputs.read(source, issues)
    with replacing_path(out / "vnnews.sqlite") as part:
        store = Store(part)
        number = store.begin_run(f"extract {source}")
        with terminal.bar("extracting") as step:
            counts = stages.extract_all(articles, store, issues, known, step, deciding)
        if not counts["articles"]:
            tell_issues(issues)
            raise CheckError(f"{source} held nothing to extract from; {out} is as it was")
        copies.settle(store, issues, known, deciding)
        number_people(store)
        store.end_run(number, counts, issues.found)
        rows = publish(store, out)
        store.close()
    show(out, {"articles": counts["articles"], **{n: rows[n] for n in fields()}}, as_json)
    tell_issues(issues)
    return 0


def export(folder: Path, formats: list[str], to: Path) -> int:
    """Write the tables of the store in a folder in other formats."""
    store = open_store(folder)
    rows = export_tables(store, to, formats)
    store.close()
    show(to, rows, False, formats)
    return 0


def totals(folder: Path, level: str, as_of: str, copies: bool, as_json: bool) -> int:
    """Write the sums by unit of the store in a folder, and print the main ones."""
    from pipeline import totals as sums

    store = open_store(folder)
    rows = sums.rows(store, level, as_of, copies)
    store.close()
    path = folder / f"totals-{level}.csv"
    sums.write(rows, path)
    if as_json:
        terminal.print_json(rows)
        return 0
    shown: list[list[object]] = [[row["name"] or "unknown", *(cell(row[c]) for c in _SHOWN[1:])] for row in rows]
    terminal.table(f"{len(rows)} units in {path}", list(_SHOWN), shown)
    return 0


def units(wanted: str, on: str | None, as_json: bool) -> int:
    """Print the states of the units of a code or name; return 1 when there is none."""
    from extractors import units as gazetteer

    if on is not None:
        _check_day("--on", on)
    states = gazetteer.history(wanted) if wanted.isdigit() else gazetteer.search(wanted, on=on)
    found = [u for u in states if on is None or u.valid(on)]
    told = [
        {
            "code": u.code,
            "name": u.full_name,
            "above": [a.full_name for a in gazetteer.parents(u)],
            "valid_from": u.valid_from,
            "valid_to": u.valid_to,
            "as_of": gazetteer.as_of(u.level),
            "successors": [
                f"{c} {n.full_name}"
                for c in u.successors
                if (n := gazetteer.unit(c, gazetteer.REFORM) or gazetteer.unit(c))
            ],
        }
        for u in found
    ]
    if as_json:
        terminal.print_json(told)
    for t in [] if as_json else told:
        years = f"{t['valid_from'] or '...'} to {t['valid_to'] or 'now, as far as known on ' + str(t['as_of'])}"
        print(f"{t['code']:>6}  {', '.join([str(t['name']), *t['above']])}\n{'':8}{years}")
        if t["successors"]:
            print(f"{'':8}since 2025-07-01: {', '.join(t['successors'])}")
    if not found:
        print(f"no unit '{wanted}'" + (f" on {on}" if on else ""), file=sys.stderr)
    return int(not found)


def report(folder: Path) -> int:
    """Write the report page of the store in a folder."""
    from pipeline import report as page

    store = open_store(folder)
    page.write(store, folder / "report.html")
    store.close()
    print(folder / "report.html")
    return 0


def tokenize(folder: Path) -> int:
    """Write the words of the articles in a folder."""
    from pipeline import tokens

    store = open_store(folder)
    with terminal.bar("tokenizing", store.count("articles")) as step:
        count = tokens.write(store, folder / "tokens.jsonl", step)
    store.close()
    print(f"{count} sentences in {folder / 'tokens.jsonl'}")
    return 0


def explain(text: str, published: str | None, as_json: bool, models: str = "default") -> int:
    """Print each mention of a text with its rule and value, then what was rejected and why."""
    from extractors import Context, read
    from extractors.text import store

    if not text.strip():
        raise UserError("there is no text; give a sentence in quotes, or - to read standard input")
    if published is not None:
        _check_day("--published", published)
    doc = read(store(text), Context(published=published), models=chosen(models))
    found: list[dict[str, Any]] = [
        {
            "field": m.field,
            "text": m.text,
            "at": m.char_start,
            "value": dict(m.value),
            "by": m.source,
            "reason": m.reason,
        }
        for m in doc.mentions
    ]
    rejected = [
        {"field": r.field, "text": r.text, "at": r.char_start, "by": r.rule, "reason": r.reason} for r in doc.rejected
    ]
    if as_json:
        terminal.print_json({"mentions": found, "rejected": rejected})
        return 0
    for m in found:
        value = ", ".join(f"{k}={v}" for k, v in m["value"].items() if v not in (None, ""))
        print(f"{m['field']:10} {m['at']:>5}  {m['text']}\n{'':18}{value}\n{'':18}{m['by']} {m['reason']}".rstrip())
    for r in rejected:
        print(f"no {r['field']:7} {r['at']:>5}  {r['text']}\n{'':18}{r['by']}: {r['reason']}")
    return 0


def portals_list(platform: str | None, status: str | None, as_json: bool) -> int:
    """Print the known portals. Raises UserError for a platform or status that there is not."""
    from spiders.platforms import platforms

    families = list(platforms())
    for option, given, choices in (("platform", platform, families), ("status", status, get_args(registry.Status))):
        if given is not None and given not in choices:
            raise UserError(f"--{option} {given}: there are {', '.join(sorted(choices))}")
    chosen = [p for p in registry.load().values() if platform in (None, p.platform) and status in (None, p.status)]
    if as_json:
        terminal.print_json(
            [{"name": p.name, "host": p.host, "platform": p.platform, "status": p.status} for p in chosen]
        )
        return 0
    rows: list[list[object]] = [[p.name, p.host, p.platform, p.status, p.unit_code, p.title] for p in chosen]
    terminal.table(f"{len(rows)} portals", ["name", "host", "platform", "status", "unit", "title"], rows)
    return 0


def portals_check(files: list[Path]) -> int:
    """Check portal records and print what is wrong with each. Raises UserError for a file that is not there."""
    if missing := [str(file) for file in files if not file.is_file()]:
        raise UserError(f"there is no file {', '.join(missing)}; give TOML files of portal records")
    try:
        portals = registry.load(files or None)
    except registry.RegistryError as error:
        print(error)
        return 1
    print(f"{len(portals)} portals, all well")
    return 0


def _check_day(option: str, day: str) -> None:
    try:
        if date.fromisoformat(day).isoformat() != day:
            raise ValueError
    except ValueError as error:
        raise UserError(f"{option} {day}: no day of the calendar; write it as YYYY-MM-DD") from error


def open_store(folder: Path) -> Store:
    """Open the store of a folder. Raises UserError when there is none."""
    path = folder / "vnnews.sqlite"
    if not path.exists():
        raise UserError(f"{folder} holds no vnnews.sqlite; make one with 'vnnews extract' or 'vnnews run'")
    return Store(path, read_only=True)


def show(out: Path, counts: dict[str, int], as_json: bool, formats: Iterable[str] = ("csv",)) -> None:
    """Print the counts of a run and where its files are."""
    if as_json:
        terminal.print_json({"out": str(out), "counts": counts})
        return
    terminal.table("rows", list(counts), [list(counts.values())])
    print(f"in {out}: {', '.join(tables())}, each as {', '.join(f'.{name}' for name in formats)}")


def tell_issues(issues: Issues, most: int = 3, where: str = "; see table 'issues' of the store") -> None:
    """Tell the issues of a run on standard error: some of each stage whole, the rest counted by problem.

    `where` says where all of them are to be found.
    """
    stages_of = dict.fromkeys(i.stage for i in issues.found)
    for stage in stages_of:
        found = [i for i in issues.found if i.stage == stage]
        for issue in found[: most if len(found) > most + 1 else None]:
            print(f"vnnews: {issue}", file=sys.stderr)
        if len(found) > most + 1:
            kinds = Counter(i.problem.partition(":")[0] for i in found).most_common(4)
            counted = ", ".join(f"{kind} {n}" for kind, n in kinds)
            print(f"vnnews: {stage}: {len(found)} in all ({counted}){where}", file=sys.stderr)
