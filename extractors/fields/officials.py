"""TODO."""

from collections.abc import Iterator

from extractors.doc import Doc
from extractors.field import Field
from extractors.mention import Mention


def find(doc: Doc) -> Iterator[Mention]:
    """Yield the mentions."""
    yield from ()


FIELD = Field(name="officials", label="Cán bộ", colour="#bf3989", columns=(), key=(), find=find, gate=r"\d", order=40)
