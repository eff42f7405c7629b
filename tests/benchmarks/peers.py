"""Other systems that find dates and sums in Vietnamese, each behind one function; None where it is not installed."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

Values = tuple[set[str], set[int]]
Read = Callable[[str, str], Values]

_CONFIG = """considerDate = true
considerDuration = false
considerSet = false
considerTime = true
typeSystemHome = desc/type/HeidelTime_TypeSystem.xml
typeSystemHome_DKPro = desc/type/DKPro_TypeSystem.xml
uimaVarDate = Date
uimaVarDuration = Duration
uimaVarLanguage = Language
uimaVarSet = Set
uimaVarTime = Time
uimaVarTypeToProcess = Type
treeTaggerHome =
chineseTokenizerPath =
config_path = config.props
"""
_TIMEX = re.compile(r'type="(?:DATE|TIME)" value="(\d{4}(?:-\d\d){0,2})')


def duckling() -> Read | None:
    """Return Duckling's days, months and years and its sums in đồng (extra `peers`)."""
    if not find_spec("duckling"):
        return None
    import duckling as d

    zones = d.load_time_zones("/usr/share/zoneinfo")
    locale = d.default_locale_lang(d.parse_lang("VI"))
    dimensions = d.parse_dimensions(["time", "amount-of-money"])
    sizes = {"day": 10, "hour": 10, "minute": 10, "second": 10, "month": 7, "year": 4}

    def read(text: str, published: str) -> Values:
        now = int(datetime.fromisoformat(f"{published}T12:00+07:00").timestamp())
        context = d.Context(d.parse_ref_time(zones, "Asia/Ho_Chi_Minh", now), locale)
        lines = [d.parse(line, context, dimensions, False) for line in text.splitlines() if line.strip()]
        found = [(f["dim"], f["value"]) for line in lines for f in line]
        days = {v["value"][: sizes[v["grain"]]] for k, v in found if k == "time" and v.get("grain") in sizes}
        sums = {int(v["value"]) for k, v in found if k == "amount-of-money" and v.get("unit") == "VND" and "value" in v}
        return days, sums

    return read


def dateparser() -> Read | None:
    """Return what dateparser's search takes for a date, to the day."""
    if not find_spec("dateparser"):
        return None
    from dateparser.search import search_dates

    def read(text: str, published: str) -> Values:
        settings = {"DATE_ORDER": "DMY", "RELATIVE_BASE": datetime.fromisoformat(published)}
        found = [f for line in text.splitlines() for f in search_dates(line, languages=["vi"], settings=settings) or ()]
        return {when.date().isoformat() for _, when in found}, set()

    return read


def heideltime(texts: list[tuple[str, str]]) -> list[Values] | None:
    """Return the days, months and years that HeidelTime finds in (text, publication date) pairs; None without it."""
    spec = find_spec("HeidelTime")
    if not spec or not spec.origin or not shutil.which("java"):
        return None
    jar = next(Path(spec.origin).parent.glob("*.jar"))
    found: list[Values] = []
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "config.props").write_text(_CONFIG)
        for text, published in texts:
            Path(folder, "text.txt").write_text(text, "utf-8")
            command = ["java", "-Dfile.encoding=UTF-8", "-jar", str(jar), "text.txt", "-c", "config.props"]
            options = ["-l", "vietnamese", "-t", "news", "-dct", published, "-pos", "no"]
            done = subprocess.run(command + options, cwd=folder, capture_output=True, check=True)
            found.append((set(_TIMEX.findall(done.stdout.decode())), set()))
    return found
