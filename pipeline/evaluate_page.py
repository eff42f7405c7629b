"""One self-contained HTML page of scores: figures, reliability, confusion tables, and errors in their sentences."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template

from extractors.field import fields
from pipeline.calibration import Calibration
from pipeline.evaluate import Comparison
from pipeline.figures import Difference, Error, Figure, matrix, span
from pipeline.files import replacing
from pipeline.report import marked

_MOST_ERRORS = 200
_PAIRED = (
    "Gain: what the first models add to the second on the same articles, with its interval from the same draws; it is"
    " better or worse where the interval does not hold nought, else undecided. The grey bar is that of the second."
)


def write(path: Path, gold: Sequence[Path], model: str, against: str | None, found: Comparison) -> None:
    """Write the page of scores; what texts and files say is escaped."""
    template = Template(files("pipeline").joinpath("evaluate_template.html").read_text("utf-8"))
    figures = [figure for figure, *_ in found]
    with replacing(path) as file:
        file.write(
            template.substitute(
                colours="".join(f".{f.name}{{--c:{f.colour}}}" for f in fields().values()),
                what=_what(gold, model, against),
                explained=_PAIRED if against else "",
                figures=_figures(found),
                calibration="".join(_calibrations(figures)),
                confusion="".join(_confusions(figures)),
                errors="".join(_errors(figures)),
            )
        )


def _what(gold: Sequence[Path], model: str, against: str | None) -> str:
    names = ", ".join(f"<b>{escape(path.name)}</b>" for path in gold)
    other = f", against <b>{escape(against)}</b>" if against else ""
    return f"Texts: {names}. Models: <b>{escape(model)}</b>{other}."


def _table(header: Sequence[str], rows: Iterable[str], kind: str = "", box: str = "scroll whole") -> str:
    """Return a table of rows that are made; a header that begins with # is over numbers."""
    head = "".join(
        f'<th class="n">{escape(h[1:])}</th>' if h.startswith("#") else f"<th>{escape(h)}</th>" for h in header
    )
    body = "".join(rows)
    return f'<div class="{box}"><table class="{kind}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _field(figure: Figure) -> str:
    return escape(figure.name.partition(".")[0])


def _figures(found: Comparison) -> str:
    paired = any(gain for *_, gain in found)
    header = ["figure", "", "#value", "#95 %", "0 to 1", "#n", "#P", "#R"]
    header += ["#against", "#95 %", "#gain", "#95 %", "verdict"] if paired else []
    return _table(header, (_figure(*one) for one in found))


def _figure(figure: Figure, other: Figure | None, gain: Difference | None) -> str:
    cells = [f"<td>{escape(figure.name)}</td><td>{figure.kind}</td>"]
    cells += [_number(f"{figure.value:.3f}"), _number(span(figure)), f"<td>{_bar(figure, other)}</td>"]
    cells += [_number(figure.n), *(_number("" if p is None else f"{p:.3f}") for p in (figure.precision, figure.recall))]
    if other and gain:
        cells += [_number(f"{other.value:.3f}"), _number(span(other)), _number(f"{gain.value:+.3f}")]
        cells += [_number(span(gain, "+.3f")), f'<td class="{gain.verdict}">{gain.verdict}</td>']
    return f'<tr class="{_field(figure)}">{"".join(cells)}</tr>'


def _number(value: object) -> str:
    return f'<td class="n">{value}</td>'


def _bar(figure: Figure, other: Figure | None) -> str:
    drawn = _interval(figure, 5 if other else 8, "") + (_interval(other, 14, "other") if other else "")
    return f'<svg class="bar" viewBox="0 0 200 22" preserveAspectRatio="none">{drawn}</svg>'


def _interval(figure: Figure, y: int, kind: str) -> str:
    width = max(1.0, 200 * (figure.high - figure.low))
    return (
        f'<rect class="span {kind}" x="{200 * figure.low:.1f}" y="{y}" width="{width:.1f}" height="6"/>'
        f'<rect class="{kind}" x="{200 * figure.value - 1:.1f}" y="{y - 1}" width="2" height="8"/>'
    )


def _calibrations(figures: Iterable[Figure]) -> Iterator[str]:
    known = [(f, f.calibration) for f in figures if f.calibration]
    if known:
        yield (
            "<h2>Can the probabilities be believed? <small>of decisions that models made, in bins of equal mass</small>"
            "</h2><p><small>ECE: the mean distance between what the models said they were sure of and the share that is"
            " right; 0 is best, and below some hundred decisions it is high by chance alone.</small></p>"
        )
    for figure, calibration in known:
        rows = (
            "".join(["<tr>", f"<td>{b.low:.2f}-{b.high:.2f}</td>", _number(b.n), _number(f"{b.confidence:.3f}")])
            + _number(f"{b.accuracy:.3f}")
            + "</tr>"
            for b in calibration.bins
        )
        table = _table(["probability", "#n", "#mean", "#right"], rows)
        yield (
            f'<section class="{_field(figure)}"><h3>{escape(figure.name)} <small>ECE {calibration.ece:.3f},'
            f' n {calibration.n}</small></h3><div class="side">{table}{_plot(calibration)}</div></section>'
        )


def _plot(calibration: Calibration) -> str:
    """Return the reliability diagram: mean probability to the right, share that is right upwards."""
    points = [(100 * b.confidence, 100 - 100 * b.accuracy) for b in calibration.bins]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.8"/>' for x, y in points)
    return (
        '<svg class="plot" viewBox="-4 -4 108 108" role="img" aria-label="reliability diagram">'
        f'<line x1="0" y1="100" x2="100" y2="0"/><polyline points="{line}"/>{dots}</svg>'
    )


def _confusions(figures: Iterable[Figure]) -> Iterator[str]:
    known = [f for f in figures if f.confusion]
    if known:
        yield "<h2>Confusion <small>a row a class as annotated, a column a class as read, - for none</small></h2>"
    for figure in known:
        names, rows = matrix(figure)
        made = (_confused(i, name, counts) for i, (name, counts) in enumerate(rows))
        header = ["", *(f"#{name}" for name in names)]
        yield (
            f'<section class="{_field(figure)}"><h3>{escape(figure.name)}</h3>'
            f'<div class="side">{_table(header, made, "matrix")}</div></section>'
        )


def _confused(own: int, name: str, counts: Sequence[int]) -> str:
    total = max(1, sum(counts))
    cells = (
        f'<td class="{"right" if i == own else "wrong"}" style="--share:{round(80 * n / total)}%">{n or ""}</td>'
        for i, n in enumerate(counts)
    )
    return f"<tr><td>{escape(name)}</td>{''.join(cells)}</tr>"


def _errors(figures: Iterable[Figure]) -> Iterator[str]:
    for figure in figures:
        if figure.errors:
            shown = figure.errors[:_MOST_ERRORS]
            more = f", the first {len(shown)} here" if len(shown) < len(figure.errors) else ""
            header = ["what", "value", "#sure", "sentence", "text"]
            yield (
                f'<details class="{_field(figure)}"><summary>{escape(figure.name)}'
                f" <small>{len(figure.errors)}{more}</small></summary>"
                f"{_table(header, map(_error, shown), 'filter', 'scroll')}</details>"
            )


def _error(error: Error) -> str:
    sure = "" if error.confidence is None else f"{error.confidence:.2f}"
    return (
        f"<tr><td>{escape(error.what)}</td><td>{escape(error.value)}</td>{_number(sure)}"
        f"<td>{marked(error.sentence, error.printed)}</td><td>{escape(error.article)}</td></tr>"
    )
