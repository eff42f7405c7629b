"""The main job: portals to archive to articles to records to files, each step safe to stop and to run again."""

import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from extractors.field import fields
from extractors.learned import Models
from pipeline import checks, copies, health, report, stages, terminal
from pipeline.choice import Choice, known_portals
from pipeline.choice import portals as portals_of
from pipeline.commands import tell_issues
from pipeline.export import publish
from pipeline.issues import Issues
from pipeline.models import chosen
from pipeline.parse import parse_pages
from pipeline.persons import number_people
from pipeline.schema import tables
from pipeline.store import Store
from spiders import archive, registry
from spiders.admission import Admission
from spiders.article import Article, article_id, normal_url
from spiders.crawl import Summary
from spiders.crawl import crawl as crawl_portals
from spiders.frontier import NO_ARTICLE, Frontier
from spiders.health import declares_empty
from spiders.page import Link, Page
from spiders.registry import Portal


@dataclass(slots=True)
class Job:
    """One run over an out folder: what it reads and writes, and what went wrong."""

    out: Path
    portals: Mapping[str, Portal]
    known: Mapping[str, Portal]
    store: Store
    issues: Issues
    number: int
    models: Models


def crawl(choice: Choice, out: Path, as_json: bool) -> int:
    """Fetch portals into the archive of the out folder; return 1 when one gave no answer."""
    portals = portals_of(choice, out)
    summary = _crawl(portals, out, choice)
    counts = {name: asdict(result) for name, result in summary.portals.items()}
    if as_json:
        terminal.print_json(counts)
    else:
        header = ["portal", "outcome", "requests", "new", "changed", "unchanged", "gone", "blocked", "error"]
        terminal.table("crawl", header, [[name, *(c[h] for h in header[1:])] for name, c in counts.items()])
        print(f"archive in {out / 'archive'}; next: vnnews parse {out / 'archive'} --out {out}")
    return int(any(r.outcome not in ("finished", "budget", "night") for r in summary.portals.values()))


def run(choice: Choice, sample: bool, out: Path, as_json: bool, models: str = "default") -> int:
    """Do the whole job for the named or the bundled portals; return 1 when a check failed."""
    issues = Issues()
    deciding = chosen(models, issues)
    with ExitStack() as stack:
        portals = _samples(stack) if sample else portals_of(choice, out)
        store = Store(out / "vnnews.sqlite")
        stack.callback(store.close)
        number = store.begin_run("run --sample" if sample else f"run {' '.join(choice.names) or '--due'}")
        job = Job(out, portals, {**known_portals(choice.files), **portals}, store, issues, number, deciding)
        if choice.attachments:
            _ask_for_attachments(job)
        summary = _crawl(portals, out, replace(choice, refresh=choice.refresh or sample))
        counts = {name: _portal(job, name, asdict(result)) for name, result in summary.portals.items()}
        copies.settle(store, job.issues, job.known, job.models)
        number_people(store)
        alarms = list(_alarms(job, counts))
        published = not any(a.fatal for a in alarms)
        for alarm in alarms:
            job.issues.add("check", alarm.source, alarm.problem, alarm.hint)
        _forget_known(job)
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


def _crawl(portals: Mapping[str, Portal], out: Path, choice: Choice) -> Summary:
    with terminal.bar("crawling") as step:
        summary = crawl_portals(
            list(portals.values()),
            out,
            budget=choice.budget,
            refresh=choice.refresh,
            attachments=choice.attachments,
            progress=step,
        )
    if any(r.outcome == "stopped" for r in summary.portals.values()):
        # Half a crawl is no news of any portal's health, and nothing to publish; the archive keeps what came.
        raise KeyboardInterrupt
    return summary


def _ask_for_attachments(job: Job) -> None:
    """Put the attachments of articles that are known already into the frontier."""
    frontier = Frontier(job.out / "frontier.sqlite")
    for name, portal in job.portals.items():
        links = [Link(a["url"], "attachment") for article in _articles(job.store, name) for a in article.attachments]
        with frontier.transaction():
            frontier.add(name, Admission(portal, attachments=True).links(links), datetime.now(UTC).timestamp(), depth=1)
    frontier.close()


def _portal(job: Job, name: str, result: dict[str, Any]) -> dict[str, Any]:
    """Make and extract the articles of one portal; return what the run did with it."""
    result["pages"] = result["new"] + result["changed"] + result["unchanged"]
    archived = archive.files(job.out / "archive", name)
    at = datetime.now(UTC)
    made_from = _digest(archived, job.portals[name])
    before = job.store.portal_made_from(name)
    if before == made_from:
        articles, verdicts = list(_articles(job.store, name)), Counter[str]()
    else:
        articles, verdicts = _parse(job, name, archived)
    # Bytes change with every visit counter; what counts is whether an article says something else.
    changed = verdicts["changed"]
    unchanged = result["pages"] - result["new"] - result["filled"] - changed
    result |= {"changed": changed, "unchanged": unchanged, "fresh": verdicts["new"]}
    with terminal.bar(f"extracting {name}") as step:
        done = stages.extract_all(articles, job.store, job.issues, job.known, step, job.models)
    if before != made_from:
        # A page that could not be read this time keeps the article that was made of it before.
        unread = {article_id(i.source) for i in job.issues.found if i.stage == "parse" and "Error" in i.problem}
        job.store.keep_only(name, {a.article_id for a in articles} | unread)
    if done["extracted"] + done["kept"] == done["articles"]:
        job.store.set_portal_made_from(name, made_from)
    if before != made_from or result["requests"]:
        same_code = before.partition(" ")[2] == made_from.partition(" ")[2]
        result["declared"] = not articles and any(declares_empty(page) for page in archive.latest(archived))
        health.note(job.store, job.number, job.portals[name], result, articles, at, same_code)
    return result | done


def _parse(job: Job, name: str, archived: list[Path]) -> tuple[list[Article], Counter[str]]:
    """Return the articles of a portal's archive, and how many are new, changed and unchanged."""
    notes: list[str] = []
    read: list[str] = []
    with terminal.bar(f"parsing {name}") as step:

        def each(page: Page) -> None:
            read.extend([normal_url(page.url)] if page.body.strip() else [])
            step(page)

        found = list(
            parse_pages(
                lambda: archive.latest(archived, notes),
                job.issues,
                job.portals[name],
                each=each,
                read=job.store.read_document,
                visits=lambda: (page for file in archived for page in archive.pages(file, notes)),
            )
        )
    for note in dict.fromkeys(notes):
        job.issues.add("read", name, note)
    return found, _verdicts(job, read, found)


def _verdicts(job: Job, read: Iterable[str], found: Iterable[Article]) -> Counter[str]:
    """Write back what the pages with content say, title and text; return how many articles are new or changed."""
    says = {a.url: hashlib.sha256(f"{a.title}\n{a.text}".encode()).hexdigest() for a in found}
    frontier = Frontier(job.out / "frontier.sqlite")
    verdicts = frontier.bodies((dict.fromkeys(read, NO_ARTICLE) | says).items())
    frontier.close()
    return Counter(verdicts.values())


def _digest(archived: Iterable[Path], portal: Portal) -> str:
    """Return two hashes: over the state of archive files, and over the code and the record that they are read with."""
    how = f"{stages.fingerprint('spiders')} {replace(portal, resolve='')}"
    return f"{archive.state(archived)} {hashlib.sha256(how.encode()).hexdigest()[:16]}"


def _articles(store: Store, portal: str | None = None) -> Iterator[Article]:
    return (Article.from_dict(a) for a in store.articles(portal))


def _forget_known(job: Job) -> None:
    """Leave out the issues that an earlier run has noted; a failed check is told as long as it fails."""
    known = set(job.store.query("SELECT stage, source, problem FROM issues WHERE stage <> 'check'"))
    job.issues.found = [i for i in job.issues.found if (i.stage, i.source, i.problem) not in known]


def _alarms(job: Job, counts: Mapping[str, Mapping[str, Any]]) -> Iterator[checks.Alarm]:
    for name, result in counts.items():
        if result["outcome"] == "busy":
            yield checks.Alarm(name, "another crawl of this portal is running", "wait for its end, then run again")
        seen = job.store.health(name)
        if seen and seen[-1]["outcome"] == "broken":
            yield checks.Alarm(
                name, seen[-1]["reasons"], "look at the portal in a browser; see 'vnnews portals health'"
            )
    before = job.store.last_run()
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
    if not any(c["new"] or c["changed"] or c["filled"] for c in counts.values()):
        print("nothing has changed since the last run")
    if published:
        told = ", ".join(f"{job.store.count(name)} {name}" for name in tables())
        print(f"rows    {told} (one a distinct value an article)")
        print(f"tables  {job.out}/*.csv, described in {job.out / 'datapackage.json'}")
        print(f"store   {job.out / 'vnnews.sqlite'}\nreport  {job.out / 'report.html'}")
    else:
        print("not published: a check failed; the files of the last run stand as they were", file=sys.stderr)
    tell_issues(job.issues)
