"""Who gave an amount of money (người đóng góp): people, business, the state, or several of them."""

from collections.abc import Callable, Collection

from extractors.cues import Cues, cues

Votes = Callable[[Cues], dict[str, float]]
# A giver needs more than a word far away; of two about as strong both gave.
_ENOUGH, _BOTH = 0.5, 0.7
# What a label of the table says of a kind of money; the people of a sentence about a gift are those who get it.
_SAYS = {
    "mobilised": {"people": "people", "donor": "people", "business": "business", "state": "state", "all": "mixed"},
    "gift": {"donor": "people", "business": "business", "state": "state", "law": "state", "all": "mixed"},
}


def giver(kind: str, votes: Votes) -> str:
    """Return who gave money of a kind, from the votes of the giver words around it; empty where unsaid.

    Money of the kind state comes from the state; only money raised or given has another giver.
    """
    if kind == "state":
        return "state"
    says = _SAYS.get(kind)
    if not says:
        return ""
    given: dict[str, float] = {}
    for label, vote in votes(cues("funds", "giver")).items():
        if label in says and vote >= _ENOUGH:
            given[says[label]] = max(vote, given.get(says[label], 0))
    best = max(given.values(), default=0)
    return together({who for who, vote in given.items() if vote > _BOTH * best})


def together(givers: Collection[str]) -> str:
    """Return the one giver of several sums, mixed where there are more; empty where there is none."""
    named = {who for who in givers if who}
    return "mixed" if len(named) > 1 else next(iter(named), "")
