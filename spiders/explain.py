"""Why a page became the article it became: the family, and the verdict on every line."""

from collections.abc import Iterator

from spiders.chrome import Chrome
from spiders.content import find_body
from spiders.page import Page
from spiders.parse import parse
from spiders.platforms import Refused, recognise
from spiders.registry import Portal


def explain(page: Page, portal: Portal | None = None, chrome: Chrome | None = None) -> Iterator[str]:
    """Yield lines for a reader: family, marks, extractor, date, and each line with why it was kept or not."""
    model = chrome or Chrome()
    found = recognise(page)
    yield f"family {found.platform} {found.confidence:.2f}: {'; '.join(found.marks) or 'no marks'}"
    kept: frozenset[str] = frozenset()
    try:
        article = parse(page, portal, model)
        kept = frozenset(article.text.split("\n"))
        yield f"read by {article.extractor}; flags: {', '.join(article.flags) or 'none'}"
        dated = f"{article.published or 'unknown'} by {article.published_source or 'nothing'}"
        yield f"published {dated}: {article.published_raw!r}"
    except Refused as refused:
        yield f"no article: {refused}"
    body = find_body(page, model)
    for n, block in enumerate(page.blocks):
        readers = ", ".join(sorted(name for name, lines in body.candidates.items() if n in lines))
        others = f"on {model.recurs(block.text, page)} other pages" if n in body.chrome else ""
        links = "links" if block.density > 0.5 else ""
        why = "; ".join(filter(None, (others, links, f"chosen by {readers}" if readers else "")))
        yield f"{'+' if block.text in kept else '-'} {block.text[:80]}  [{why or 'nobody chose it'}]"
