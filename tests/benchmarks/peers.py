"""Other systems that read Vietnamese news, each behind one function; None where it is not installed."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from extractors.doc import Doc

# The values found in a text by field: EDTF dates, sums in đồng, names of persons.
Found = dict[str, set[Any]]
# A text and its publication date.
Text = tuple[str, str]
Read = Callable[[str, str], Found]


class Peer(NamedTuple):
    """A system: its name, the columns that it can fill, and how it reads texts; None where it is not installed."""

    name: str
    columns: tuple[str, ...]
    read: Callable[[Sequence[Text]], list[Found]] | None


def peers() -> list[Peer]:
    """Return the systems that are compared."""
    return [
        Peer("Duckling", ("days", "dates", "sums"), _each(duckling())),
        Peer("HeidelTime", ("days", "dates"), heideltime if _heideltime_jar() else None),
        Peer("dateparser.search", ("days", "dates"), _each(dateparser())),
        Peer("underthesea ner", ("names",), _each(ner())),
    ]


def _each(read: Read | None) -> Callable[[Sequence[Text]], list[Found]] | None:
    return (lambda texts: [read(*t) for t in texts]) if read else None


def duckling() -> Read | None:
    """Return Duckling's days, months, quarters, years and sums in đồng (extra `peers`)."""
    if not find_spec("duckling"):
        return None
    import duckling as d

    zones = d.load_time_zones("/usr/share/zoneinfo")
    locale = d.default_locale_lang(d.parse_lang("VI"))
    dimensions = d.parse_dimensions(["time", "amount-of-money"])

    def read(text: str, published: str) -> Found:
        now = int(datetime.fromisoformat(f"{published}T12:00+07:00").timestamp())
        context = d.Context(d.parse_ref_time(zones, "Asia/Ho_Chi_Minh", now), locale)
        lines = [d.parse(line, context, dimensions, False) for line in text.splitlines() if line.strip()]
        found = [(f["dim"], f["value"]) for line in lines for f in line]
        dates = {day for k, v in found if k == "time" for day in _duckling_dates(v)}
        sums = {round(s["value"]) for k, v in found if k == "amount-of-money" for s in _ends(v) if s["unit"] == "VND"}
        return {"dates": dates, "funds": sums}

    return read


def _ends(value: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what Duckling says of a value: itself, or both ends of an interval."""
    return [value[end] for end in ("from", "to") if end in value] if value["type"] == "interval" else [value]


def _duckling_dates(value: dict[str, Any]) -> Iterator[str]:
    sizes = {"day": 10, "hour": 10, "minute": 10, "second": 10, "month": 7, "year": 4}
    # Of an interval the end is left out: it is the first moment that no longer belongs to it.
    first = _ends(value)[0]
    if first["grain"] in sizes:
        yield first["value"][: sizes[first["grain"]]]
    elif first["grain"] == "quarter":
        yield f"{first['value'][:4]}-{33 + int(first['value'][5:7]) // 3}"


def dateparser() -> Read | None:
    """Return what dateparser's search takes for a date, as exact as the words are."""
    if not find_spec("dateparser"):
        return None
    from dateparser.date import DateDataParser
    from dateparser.search import search_dates

    sizes = {"month": 7, "year": 4}

    def read(text: str, published: str) -> Found:
        settings = {"DATE_ORDER": "DMY", "RELATIVE_BASE": datetime.fromisoformat(published)}
        again = DateDataParser(languages=["vi"], settings=settings)
        found = [f for line in text.splitlines() for f in search_dates(line, languages=["vi"], settings=settings) or ()]
        exact = [(when, again.get_date_data(words).period) for words, when in found]
        return {"dates": {when.date().isoformat()[: sizes.get(period, 10)] for when, period in exact}}

    return read


def ner() -> Read | None:
    """Return the persons that underthesea's named entity recognition finds, sentence by sentence."""
    if not find_spec("underthesea"):
        return None
    from underthesea import ner as tag

    def read(text: str, published: str) -> Found:
        return {"officials": {name for s in Doc(text).sentences for name in _persons(tag(s.view))}}

    return read


def _persons(tagged: Iterable[Sequence[str]]) -> Iterator[str]:
    name: list[str] = []
    for word, _, _, label in [*tagged, ("", "", "", "O")]:
        if label != "I-PER" and name:
            yield " ".join(name)
            name = []
        if label.endswith("PER"):
            name.append(word)


_CONFIG = """considerDate = true
considerDuration = false
considerSet = false
considerTime = true
considerTemponym = false
typeSystemHome = desc/type/HeidelTime_TypeSystem.xml
typeSystemHome_DKPro = desc/type/DKPro_TypeSystem.xml
uimaVarDate = Date
uimaVarDuration = Duration
uimaVarLanguage = Language
uimaVarSet = Set
uimaVarTime = Time
uimaVarTemponym = Temponym
uimaVarTypeToProcess = Type
treeTaggerHome =
chineseTokenizerPath =
config_path = config.props
"""
# A day with its part, a month, a year, a quarter.
_TIMEX = re.compile(r'type="(?:DATE|TIME)" value="(\d{4}(?:-Q[1-4]|(?:-\d\d){0,2}))(?=["T])')


def _heideltime_jar() -> Path | None:
    """Return the Java archive in python-heideltime-krypton; None without it or without a JDK, which runs the source."""
    spec = find_spec("HeidelTime")
    jars = Path(spec.origin).parent.glob("*.jar") if spec and spec.origin and shutil.which("javac") else iter(())
    return next(jars, None)


def heideltime(texts: Sequence[Text]) -> list[Found]:
    """Return the days, months, quarters and years that HeidelTime finds; one Java machine reads all texts."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "config.props").write_text(_CONFIG)
        for i, (text, _) in enumerate(texts):
            Path(folder, f"{i}").write_text(text, "utf-8")
        Path(folder, "texts").write_text("".join(f"{i} {date.fromisoformat(d)}\n" for i, (_, d) in enumerate(texts)))
        source = Path(__file__).with_name("HeidelTimeBatch.java")
        command = ["java", "-Dfile.encoding=UTF-8", "-cp", str(_heideltime_jar()), str(source)]
        subprocess.run(command, cwd=folder, capture_output=True, check=True)
        tagged = [Path(folder, f"{i}.xml").read_text("utf-8") for i in range(len(texts))]
    return [{"dates": {_edtf(value) for value in _TIMEX.findall(xml)}} for xml in tagged]


def _edtf(value: str) -> str:
    return re.sub(r"Q(\d)", lambda m: f"{32 + int(m[1])}", value)
