"""One self-contained HTML page: what was crawled, every record, and the sentence that proves it, marked."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from string import Template
from typing import Any

from extractors.field import Field, fields
from pipeline import health
from pipeline.files import replacing
from pipeline.schema import tables
from pipeline.store import Store

# A page of more than some thousand rows is for nobody; the CSVs hold them all.
_MOST_ROWS = 1000
_MOST_ARTICLES = 300
_OUTCOMES = {"ok": "tốt", "empty": "trống", "broken": "hỏng"}


def write(store: Store, path: Path) -> None:
    """Write the report page of a store; what pages said is escaped, links are http or https or left out."""
    template = Template(files("pipeline").joinpath("report_template.html").read_text("utf-8"))
    with replacing(path) as file:
        file.write(
            template.substitute(
                colours="".join(f".{f.name}{{--c:{f.colour}}}" for f in fields().values()),
                cards=_cards(store),
                runs=_runs(store),
                portals=_portals(store),
                health=_health(store),
                fields="".join(_field(store, f) for f in fields().values()),
                articles="".join(_articles(store)),
                issues=_issues(store),
            )
        )


def _cards(store: Store) -> str:
    counted = [("Bài viết", "articles", "#57606a")] + [(f.label, f.name, f.colour) for f in fields().values()]
    return "".join(
        f'<a class="card" style="--c:{colour}" href="#{name}"><b>{store.count(name):,}</b>{escape(label)}</a>'
        for label, name, colour in counted
    )


def _table(header: Sequence[str], rows: Iterable[Sequence[str]], kind: str = "") -> str:
    head = "".join(f"<th>{escape(h)}</th>" for h in header)
    body = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in rows)
    return (
        f'<div class="scroll"><table class="{kind}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _runs(store: Store) -> str:
    latest = store.query("SELECT started, command, counts FROM runs WHERE counts <> '' ORDER BY run_id DESC LIMIT 5")
    said = (
        (s, c, ", ".join(f"{k} {v}" for k, v in json.loads(n).items() if not isinstance(v, dict))) for s, c, n in latest
    )
    return _table(("Bắt đầu (UTC)", "Lệnh", "Kết quả"), ([escape(str(c)) for c in row] for row in said))


def _portals(store: Store) -> str:
    counts = ", ".join(
        f'(SELECT count(*) FROM "{f}" JOIN articles a USING (article_id) WHERE a.portal = p.portal)' for f in fields()
    )
    rows = store.query(
        f"SELECT portal, count(*), sum(published <> ''), sum(author <> ''), sum(copy_of <> ''),"
        f" substr(min(nullif(published, '')), 1, 10), substr(max(published), 1, 10), {counts}"
        " FROM articles p GROUP BY portal ORDER BY portal"
    )
    header = (
        "Cổng",
        "Bài",
        "Có ngày",
        "Có bút danh",
        "Bản sao",
        "Sớm nhất",
        "Mới nhất",
        *(f.label for f in fields().values()),
    )
    return _table(header, ([escape(str(c or "")[:60]) for c in row] for row in rows), "numbers")


def _health(store: Store) -> str:
    header = ("Cổng", "Tình trạng", "Trang", "Mới", "Không đổi", "Bài", "Có ngày", "Có bút danh", "Đúng khuôn", "Lý do")
    rows = (
        [
            row["portal"],
            _OUTCOMES[row["outcome"]],
            *(row[c] for c in ("pages", "new", "unchanged", "articles")),
            *health.shares(row),
            row["reasons"],
        ]
        for row in health.latest(store)
    )
    return _table(header, ([escape(str(c)) for c in row] for row in rows), "numbers")


def _cell(value: object, kind: str) -> str:
    shown = escape(_plain(value))
    return shown if kind == "text" else f'<span class="whole">{shown}</span>'


def _field(store: Store, field: Field) -> str:
    table = tables()[field.name]
    titles = dict(store.query("SELECT article_id, title FROM articles"))
    rows = (dict(zip(table.header, row, strict=True)) for row in store.rows(table))
    shown = [row for row, _ in zip(rows, range(_MOST_ROWS), strict=False)]
    body = (
        [
            *(_cell(row[c.name], c.kind) for c in field.columns),
            marked(row["sentence"], row["text"]),
            _link(row["url"], titles, row["article_id"]),
        ]
        for row in shown
    )
    total = store.count(field.name)
    note = (
        f" <small>({len(shown):,} đầu tiên trong {total:,}; đủ trong {field.name}.csv)</small>"
        if total > len(shown)
        else ""
    )
    title = f"{escape(field.label)} <small>{field.name}</small>{note}"
    return (
        f'<section class="{field.name}" id="{field.name}"><h2>{title}</h2>'
        f"{_table((*(c.name for c in field.columns), 'câu chứng minh', 'bài'), body, 'filter')}</section>"
    )


def _plain(value: Any) -> str:
    if isinstance(value, int):
        return f"{value:,}".replace(",", ".")
    return "" if value is None else f"{value:g}".replace(".", ",") if isinstance(value, float) else str(value)


def marked(sentence: str, mention: str) -> str:
    """Return a sentence as HTML with the mention marked in it, cut at both ends when it is long."""
    flat = " ".join(mention.split())
    # The figure 2 of "từ 2 đến 3 triệu" is not the 2 of "12 hộ".
    place = re.search(rf"(?<![\w.,]){re.escape(flat)}(?![\w])", sentence) or re.search(re.escape(flat), sentence)
    start, end = place.span() if place else (0, 0)
    before, found, after = sentence[:start], sentence[start:end], sentence[end:]
    if len(before) > 160:
        before = f"…{before[-150:]}"
    if len(after) > 160:
        after = f"{after[:150]}…"
    return f"{escape(before)}<mark>{escape(found)}</mark>{escape(after)}"


def _link(url: str, titles: dict[str, str], article_id: str) -> str:
    title = escape(titles.get(article_id) or article_id)
    return f'<a href="{escape(url)}" rel="noreferrer">{title}</a>' if url.startswith(("http://", "https://")) else title


def _articles(store: Store) -> Iterator[str]:
    mentions = groupby(store.mentions(), key=lambda m: m["article_id"])
    by_article: dict[str, list[dict[str, Any]]] = {}
    for article_id, some in mentions:
        by_article.setdefault(article_id, []).extend(some)
    for number, article in enumerate(store.articles()):
        if number == _MOST_ARTICLES:
            return
        found = by_article.get(article["article_id"], [])
        title = escape(article["title"] or article["article_id"])
        where = f"{escape(article['portal'])} {escape(article['published'] or '')} · {len(found)}"
        yield (
            f"<details><summary>{title} <small>{where}</small></summary>"
            f"<p class=text>{_highlighted(article['text'], found)}</p></details>"
        )


def _highlighted(text: str, found: Iterable[dict[str, Any]]) -> str:
    parts, at = [], 0
    for m in sorted(found, key=lambda m: (m["char_start"], -m["char_end"])):
        if m["char_start"] < at:
            continue
        parts.append(escape(text[at : m["char_start"]]))
        value = ", ".join(f"{k}: {v}" for k, v in m["value"].items() if v not in (None, ""))
        hint = escape(f"{m['field']} · {value} · {m['source']}")
        parts.append(f'<mark class="{escape(m["field"])}" title="{hint}">{escape(m["text"])}</mark>')
        at = m["char_end"]
    return "".join([*parts, escape(text[at:])]).replace("\n", "<br>")


def _issues(store: Store) -> str:
    latest = store.query("SELECT stage, source, problem, hint FROM issues ORDER BY rowid DESC LIMIT 200")
    return _table(("Khâu", "Nơi", "Vấn đề", "Cách xử lý"), ([escape(str(c)) for c in row] for row in latest))
