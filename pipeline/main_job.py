"""The main job: portals to archive to articles to records to files, each step safe to stop and to run again."""

import hashlib
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from extractors.field import fields
from pipeline import checks, report, stages, terminal
from pipeline.commands import tell_issues
from pipeline.export import publish
from pipeline.issues import Issues, UserError
from pipeline.parse import parse_pages
from pipeline.persons import number_people
from pipeline.schema import tables
from pipeline.store import Store
from spiders import archive, registry
from spiders.article import Article
from spiders.crawl import Summary
from spiders.crawl import crawl as crawl_portals
from spiders.duplicates import link_copies
from spiders.frontier import Frontier
from spiders.registry import Portal


@dataclass(slots=True)
class Job:
    """One run over an out folder: what it reads and writes, and what went wrong."""

    out: Path
    portals: Mapping[str, Portal]
    store: Store
    issues: Issues


def chosen(names: Iterable[str]) -> dict[str, Portal]:
    """Return the portals of those names. Raises UserError for none and for a name that no portal has."""
    known = registry.load()
    wanted = dict.fromkeys(names)
    if not wanted:
        raise UserError(
            "say which portals: --portal NAME (see 'vnnews portals list'), or --sample for the bundled ones"
        )
    for name in wanted:
        if name not in known:
            near = [n for n in known if name in n or name in known[n].host][:5]
            raise UserError(
                f"no portal '{name}'; " + (f"did you mean {', '.join(near)}?" if near else "see 'portals list'")
            )
    return {name: known[name] for name in wanted}


def crawl(names: Iterable[str], out: Path, budget: int | None, as_json: bool) -> int:
    """Fetch portals into the archive of the out folder."""
    summary = _crawl(chosen(names), out, budget, refresh=False)
    counts = {name: asdict(result) for name, result in summary.portals.items()}
    if as_json:
        terminal.print_json(counts)
    else:
        header = ["portal", "outcome", "requests", "new", "changed", "unchanged", "gone", "blocked", "error"]
        terminal.table("crawl", header, [[name, *(c[h] for h in header[1:])] for name, c in counts.items()])
        print(f"archive in {out / 'archive'}; next: vnnews parse {out / 'archive'} --out {out}")
    return int(any(r.outcome not in ("finished", "budget", "night") for r in summary.portals.values()))


def run(names: list[str], sample: bool, out: Path, budget: int | None, as_json: bool) -> int:
    """Do the whole job for the named or the bundled portals; return 1 when a check failed."""
    with ExitStack() as stack:
        portals = _samples(stack) if sample else chosen(names)
        store = Store(out / "vnnews.sqlite")
        stack.callback(store.close)
        job = Job(out, portals, store, Issues())
        number = store.begin_run("run --sample" if sample else f"run {' '.join(names)}")
        summary = _crawl(portals, out, budget, refresh=sample)
        counts = {name: _portal(job, name, asdict(result)) for name, result in summary.portals.items()}
        store.set_copies({copy: main for copy, main, _ in link_copies(_articles(store))})
        number_people(store)
        alarms = list(_alarms(job, counts))
        published = not any(a.fatal for a in alarms)
        for alarm in alarms:
            job.issues.add("check", alarm.source, alarm.problem, alarm.hint)
        rows = {name: store.count(name) for name in tables()}
        store.end_run(number, {"published": published, "rows": rows, "portals": counts}, job.issues.found)
        if published:
            publish(store, out)
            report.write(store, out / "report.html")
        _show(job, counts, published, as_json)
        return int(bool(alarms))


def _samples(stack: ExitStack) -> dict[str, Portal]:
    """Serve the bundled portals on loopback and return their records."""
    from pipeline import sample

    addresses = stack.enter_context(sample.serve())
    known = registry.load([Path(str(files("vnnews_data").joinpath("sample_portal", "portals.toml")))])
    return {name: replace(portal, resolve=addresses[name]) for name, portal in known.items()}


def _crawl(portals: Mapping[str, Portal], out: Path, budget: int | None, refresh: bool) -> Summary:
    with terminal.bar("crawling") as step:
        return crawl_portals(list(portals.values()), out, budget=budget, refresh=refresh, progress=step)


def _portal(job: Job, name: str, result: dict[str, Any]) -> dict[str, Any]:
    """Make and extract the articles of one portal; return what the run did with it."""
    result["pages"] = result["new"] + result["changed"] + result["unchanged"]
    archived = sorted((job.out / "archive").glob(f"{name}-????????.warc.gz"))
    made_from = _digest(archived)
    if job.store.portal_made_from(name) == made_from:
        articles: Iterable[Article] = list(_articles(job.store, name))
        changed = 0
    else:
        articles, changed = _parse(job, name, archived)
    # Bytes change with every visit counter; what counts is whether an article says something else.
    result |= {"changed": changed, "unchanged": result["pages"] - result["new"] - changed}
    with terminal.bar(f"extracting {name}") as step:
        done = stages.extract_all(articles, job.store, job.issues, job.portals, step)
    job.store.set_portal_made_from(name, made_from)
    return result | done


def _parse(job: Job, name: str, archived: list[Path]) -> tuple[list[Article], int]:
    """Return the articles of a portal's archive, and how many of them say something else than before."""
    notes: list[str] = []
    with terminal.bar(f"parsing {name}") as step:
        found = list(
            parse_pages(
                lambda: archive.latest(archived, notes),
                job.issues,
                job.portals[name],
                each=step,
                visits=lambda: (page for file in archived for page in archive.pages(file, notes)),
            )
        )
    for note in dict.fromkeys(notes):
        job.issues.add("read", name, note)
    frontier = Frontier(job.out / "frontier.sqlite")
    verdicts = frontier.bodies((a.url, a.text_sha256) for a in found)
    frontier.close()
    return found, sum(v == "changed" for v in verdicts.values())


def _digest(archived: Iterable[Path]) -> str:
    """Return a hash over the state of archive files and the code that reads them."""
    state = "".join(f"{f.name} {f.stat().st_size} " for f in archived) + stages.fingerprint("spiders")
    return hashlib.sha256(state.encode()).hexdigest()[:16]


def _articles(store: Store, portal: str | None = None) -> Iterator[Article]:
    return (Article.from_dict(a) for a in store.articles(portal))


def _alarms(job: Job, counts: Mapping[str, Mapping[str, Any]]) -> Iterator[checks.Alarm]:
    before = job.store.last_run()
    yield from checks.portal_alarms(counts, before.get("portals", {}))
    yield from checks.table_alarms({name: job.store.count(name) for name in tables()}, before.get("rows", {}))


def _show(job: Job, counts: Mapping[str, Mapping[str, Any]], published: bool, as_json: bool) -> None:
    mentions = job.store.counts_by_portal()
    if as_json:
        terminal.print_json({"out": str(job.out), "published": published, "portals": counts, "mentions": mentions})
        return
    header = ["portal", "outcome", "pages", "new", "changed", "unchanged", "articles", *fields()]
    rows: list[list[object]] = [
        [name, *(c[h] for h in header[1:7]), *(mentions.get(name, {}).get(f, 0) for f in fields())]
        for name, c in counts.items()
    ]
    if len(rows) > 1:
        rows.append(["all", "", *(sum(int(str(r[i])) for r in rows) for i in range(2, len(header)))])
    terminal.table("pages fetched, articles made, mentions found", header, rows)
    if not any(c["new"] or c["changed"] for c in counts.values()):
        print("nothing has changed since the last run")
    if published:
        print(f"tables  {job.out}/*.csv, described in {job.out / 'datapackage.json'}")
        print(f"store   {job.out / 'vnnews.sqlite'}\nreport  {job.out / 'report.html'}")
    else:
        print("not published: a check failed; the files of the last run stand as they were", file=sys.stderr)
    tell_issues(job.issues)
