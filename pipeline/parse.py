"""Archive or saved pages to articles: learn each host's chrome in one pass, parse in the next."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote, urljoin

from pipeline.issues import Issues, UserError
from spiders import attachments, documents
from spiders.article import Article
from spiders.content import Chrome
from spiders.page import Page
from spiders.parse import parse as parse_page
from spiders.platforms import Refused
from spiders.registry import Portal
from spiders.traps import key

_HTML = (".html", ".htm", ".aspx")
# A list or a home page is no article and no problem either.
_EXPECTED = frozenset({"home-page", "list-page"})


def parse_pages(
    pages: Callable[[], Iterable[Page]],
    issues: Issues,
    portal: Portal | None = None,
    selectors: bool = True,
    each: Callable[[Page], object] = lambda page: None,
    read: Callable[[bytes], documents.Document] = documents.read,
    visits: Callable[[], Iterable[Page]] | None = None,
) -> Iterator[Article]:
    """Yield the articles of the pages of one host; `pages` opens the stream, which is read twice.

    `visits` opens all versions of the pages, where there are several: what changes between visits is no article.

    A page that holds no article, or that cannot be read, becomes an issue and the rest goes on; `each` is called with
    every page that was dealt with, `read` with every attached file.
    """
    attached: dict[str, documents.Document] = {}
    chrome = Chrome.learn(_keeping_documents((visits or pages)(), attached, read))
    for page in pages():
        if documents.kind_of(page.body):
            continue
        try:
            article = parse_page(page, portal, chrome, selectors=selectors)
            article.portal = article.portal or (portal.name if portal else "")
            attachments.add_texts(article, attached)
            yield article
        except Refused as refused:
            if refused.reason not in _EXPECTED:
                issues.add("parse", page.url, str(refused), "no article was made of this page")
        except Exception as error:
            problem = f"{type(error).__name__}: {error}"
            issues.add("parse", page.url, problem, "this page is at fault or we are: please report it")
        each(page)


def _keeping_documents(
    pages: Iterable[Page], kept: dict[str, documents.Document], read: Callable[[bytes], documents.Document]
) -> Iterator[Page]:
    """Pass the pages on and keep what was read of the files between them, by key of the address."""
    for page in pages:
        if documents.kind_of(page.body):
            kept[key(page.url)] = read(page.body)
        else:
            yield page


def parse_file(path: Path, base_url: str, issues: Issues, selectors: bool = True) -> Iterator[Article]:
    """Yield the articles of a saved page, a folder of pages or WARC files; saved pages stood at base_url plus path."""
    for pages in by_host(path, base_url).values():
        yield from parse_pages(pages, issues, selectors=selectors)


def by_host(path: Path, base_url: str) -> Mapping[str, Callable[[], Iterator[Page]]]:
    """Return how to open the pages under a path, by host: WARC files by the hosts inside, a folder as one host.

    Raises UserError when there is none.
    """
    from spiders import archive

    archived = _files(path, (".warc", ".warc.gz"))
    found: dict[str, Callable[[], Iterator[Page]]] = {}
    if saved := _files(path, _HTML):
        root = path if path.is_dir() else path.parent
        found[base_url] = lambda: (_saved(file, root, base_url) for file in saved)
    for host in sorted({archive.host(page.url) for file in archived for page in archive.pages(file)}):
        found[host] = lambda host=host: (  # type: ignore[misc]
            page for page in archive.latest(archived) if archive.host(page.url) == host
        )
    if not found:
        raise UserError(f"{path} holds no page; give {', '.join(_HTML)} or WARC files, or a folder of them")
    return found


def _files(path: Path, suffixes: tuple[str, ...]) -> list[Path]:
    files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    return [f for f in files if f.name.endswith(suffixes)]


def _saved(file: Path, root: Path, base_url: str) -> Page:
    relative = file.relative_to(root).as_posix()
    relative = relative.removesuffix("index.html") if base_url else relative
    url = urljoin(base_url, quote(relative)) if base_url else file.resolve().as_uri()
    return Page(url, file.read_bytes(), "text/html")
