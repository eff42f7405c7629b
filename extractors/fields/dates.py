"""TODO."""

from collections.abc import Iterator

from extractors.doc import Doc
from extractors.field import Field
from extractors.mention import Mention


def find(doc: Doc) -> Iterator[Mention]:
    """Yield the mentions."""
    yield from ()


FIELD = Field(name="dates", label="Ngày tháng", colour="#8250df", columns=(), key=(), find=find, gate=r"\d", order=20)
