"""The decisions that rules leave to models (quyết định): which column of which field, and what may be looked at."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from extractors.doc import Doc
from extractors.learned.features import Features, features
from extractors.mention import Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A choice among the labels of one column of a field's mentions, or, without a column, whether it is one at all.

    `cues` names the field's tables of cue words, `sees` the columns that count as evidence; `only` is a column and
    the values of it for which there is something to decide; `instead` returns the label of all other mentions.
    """

    name: str
    field: str
    column: str
    cues: tuple[str, ...] = ()
    sees: tuple[str, ...] = ()
    only: tuple[str, Collection[str]] = ("", ())
    instead: Callable[[Mention], str] = lambda mention: ""

    def applies(self, mention: Mention) -> bool:
        """Tell whether the decision is on this mention."""
        column, values = self.only
        return mention.field == self.field and (not column or mention.value.get(column) in values)

    def features(self, doc: Doc, mention: Mention) -> Features:
        """Return what the decision looks at."""
        return features(doc, mention, self.column, self.cues, self.sees)


# The labels of a decision without a column: the rules, which found it, say yes.
YES, NO = "yes", "no"
# In the order in which they are made: who gave an amount hangs on what it is for.
DECISIONS = (
    Decision(name="officials.official", field="officials", column="", sees=("titles", "honorific")),
    Decision(name="roads.road", field="roads", column="", cues=("cue",), sees=("length_km", "work", "surface")),
    Decision(
        name="funds.kind",
        field="funds",
        column="kind",
        cues=("cue", "giver", "sense"),
        sees=("amount_vnd", "per", "qualifier", "part_of", "contributor"),
    ),
    Decision(
        name="funds.contributor",
        field="funds",
        column="contributor",
        cues=("giver", "cue"),
        sees=("kind", "amount_vnd", "per", "part_of"),
        only=("kind", ("mobilised", "gift")),
        instead=lambda mention: "state" if mention.value.get("kind") == "state" else "",
    ),
    Decision(
        name="roads.work",
        field="roads",
        column="work",
        cues=("work", "cue"),
        sees=("length_km", "qualifier", "surface", "routes"),
    ),
    Decision(name="dates.role", field="dates", column="role", sees=("value",)),
)
