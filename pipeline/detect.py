"""Which platform family a page belongs to: a saved page, or one fetched as a crawl fetches it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from pipeline import terminal
from pipeline.choice import known_portals
from pipeline.issues import CheckError, UserError
from spiders.page import Page
from spiders.registry import Portal, Section, by_host

# The front page, the page itself, and a redirect of each.
_REQUESTS = 4


def report(source: str, url: str, files: Iterable[Path], as_json: bool) -> int:
    """Print the family of a saved page or of the page at an address, and the marks that tell it.

    Raises UserError for a file that is not there, CheckError for an address that gives no page.
    """
    from spiders.platforms import recognise

    if source.startswith(("http://", "https://")):
        found = list(_fetched(source, files))
    elif Path(source).is_file():
        found = [Page(url, Path(source).read_bytes())]
    else:
        what = f"{source} is a folder" if Path(source).is_dir() else f"there is no file {source}"
        raise UserError(f"{what}; give a saved page, or an address with http:// or https://")
    family, page = max(((recognise(page), page) for page in found), key=lambda pair: pair[0].confidence)
    if as_json:
        told = {"platform": family.platform, "confidence": family.confidence, "marks": family.marks, "url": page.url}
        terminal.print_json(told)
    else:
        print(f"{family.platform} ({family.confidence:.2f}) {page.url}".rstrip(), *family.marks, sep="\n  ")
    return 0


def _fetched(url: str, files: Iterable[Path]) -> Iterator[Page]:
    """Yield the pages that a crawl of that address alone gets: robots.txt obeyed, no private address reached."""
    from spiders import archive
    from spiders.crawl import crawl
    from spiders.frontier import Frontier

    portal = _portal(url, files)
    with TemporaryDirectory(prefix="vnnews-") as name:
        folder = Path(name)
        result = crawl([portal], folder, budget=_REQUESTS).portals[portal.name]
        found = [page for file in folder.glob("archive/*.warc.gz") for page in archive.pages(file)]
        frontier = Frontier(folder / "frontier.sqlite")
        notes = dict.fromkeys([*result.notes, *frontier.notes(portal.name).values()])
        frontier.close()
    if not found:
        why = "; ".join(notes) or "it gave no page"
        raise CheckError(f"{url}: {why}. Save the page in a browser and give the path of the file")
    yield from found


def _portal(url: str, files: Iterable[Path]) -> Portal:
    host = urlsplit(url).netloc.lower()
    if not host or "@" in host:
        raise UserError(f"{url} is no address of a page")
    known = by_host(known_portals(files).values()).get(host)
    portal = known or Portal(name="detect", host=host, title=host)
    return replace(portal, sections=(Section("", url),), night_only=False)
