"""The unit that a host name spells, as tieucan.travinh.gov.vn does."""

from datetime import date

import regex

from extractors.units import BEFORE_REFORM, LEVELS, Unit, folded, parents

_HOST_PREFIX = regex.compile(
    r"^(?:ubnd)?(?:tinh|thanhpho|tp|huyen|thixa|tx|quan|thitran|tt|phuong|xa|dackhu)(?=\p{L}{2})"
)


def of_host(host: str, on: date | str = BEFORE_REFORM) -> Unit | None:
    """Return the unit that a host spells on a day, as tieucan.travinh.gov.vn does; None when it spells none or several.

    A host may outlive its unit: what a later day does not know is looked up on the eve of the reform.
    """
    found: Unit | None = None
    for label in reversed(host.lower().replace("-", "").split(".")):
        if label not in ("vn", "gov", "dcs"):
            options = folded(label) or folded(_HOST_PREFIX.sub("", label))
            inside = _below([o for o in options if o.valid(on)], found)
            if not inside and found:
                break
            found = inside
    return found or (of_host(host) if str(on) != BEFORE_REFORM else None)


def _below(options: list[Unit], above: Unit | None) -> Unit | None:
    """Return the one option of the highest level under a unit, or the one province."""
    fits = [o for o in options if (above.code in {p.code for p in parents(o)} if above else o.level == "province")]
    top = min((LEVELS.index(o.level) for o in fits), default=0)
    fits = [o for o in fits if LEVELS.index(o.level) == top]
    return fits[0] if len(fits) == 1 else None
