"""What went wrong in a run, and what to do about it: told, kept in the store, and never in the way of the rest."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Issue:
    """One problem (sự cố) of a run: where it happened, what it is, what to do."""

    stage: str
    source: str
    problem: str
    hint: str = ""

    def __str__(self) -> str:
        """Return the issue as one line for a person."""
        return f"{self.stage}: {self.source}: {self.problem}" + (f" ({self.hint})" if self.hint else "")


@dataclass(slots=True)
class Issues:
    """The issues of one run, in order."""

    found: list[Issue] = field(default_factory=list)

    def add(self, stage: str, source: str, problem: str, hint: str = "") -> None:
        """Note an issue."""
        self.found.append(Issue(stage, source, problem, hint))


class UserError(Exception):
    """A mistake of the caller, told in a sentence that says what to do; the command ends with exit code 2."""


class CheckError(Exception):
    """A check that failed, so that nothing was published; the command ends with exit code 1."""
