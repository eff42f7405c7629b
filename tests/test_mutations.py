"""Whatever bytes a portal sends, a page gives an article or a refusal, soon, and never a crash."""

import random
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from pipeline import sample
from spiders.content import Chrome
from spiders.page import Page
from spiders.parse import parse
from spiders.platforms import Refused

SECONDS = 5.0
Mutation = Callable[[random.Random, bytes], bytes]


def truncated(rng: random.Random, body: bytes) -> bytes:
    return body[: rng.randrange(len(body) + 1)]


def shuffled(rng: random.Random, body: bytes) -> bytes:
    pieces = body.split(b"<")
    start = rng.randrange(len(pieces))
    middle = pieces[start : start + 200]
    rng.shuffle(middle)
    return b"<".join(pieces[:start] + middle + pieces[start + 200 :])


def sprinkled(rng: random.Random, body: bytes) -> bytes:
    changed = bytearray(body)
    for _ in range(rng.randrange(1, 60)):
        changed[rng.randrange(len(changed))] = rng.choice((0, 0, 0x3C, 0x3E, 0x26, 0xC3, 0xFF, rng.randrange(256)))
    return bytes(changed)


def repeated(rng: random.Random, body: bytes) -> bytes:
    start = rng.randrange(len(body))
    piece = body[start : start + rng.randrange(1, 4000)]
    return body[:start] + piece * rng.randrange(2, 30) + body[start:]


def nested(rng: random.Random, body: bytes) -> bytes:
    tag = rng.choice((b"<div>", b"<table><tr><td>", b"<span>", b"<b><i>", b"<ul><li>"))
    at = rng.randrange(len(body))
    return body[:at] + tag * rng.randrange(100, 3000) + body[at:]


def recoded(rng: random.Random, body: bytes) -> bytes:
    text = body.decode("utf-8", "replace")
    return text.encode(rng.choice(("utf-16", "cp1258", "latin-1", "utf-7", "cp1252", "shift-jis")), "replace")


MUTATIONS: tuple[Mutation, ...] = (truncated, shuffled, sprinkled, repeated, nested, recoded)


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    with sample.serve() as addresses:
        return [Page(e.url, _body(addresses[e.portal], e.url), "text/html; charset=utf-8") for e in sample.expected()]


def _body(address: str, url: str) -> bytes:
    parts = urlsplit(url)
    with urlopen(f"http://{address}{parts.path}{'?' + parts.query if parts.query else ''}", timeout=10) as answer:
        return bytes(answer.read())


def mutants(pages: list[Page], count: int, seed: int) -> Iterator[tuple[str, Page]]:
    rng = random.Random(seed)
    for number in range(count):
        page = rng.choice(pages)
        mutation = MUTATIONS[number % len(MUTATIONS)]
        yield f"{mutation.__name__} {number} of {page.url}", Page(page.url, mutation(rng, page.body), page.content_type)


def survive(pages: list[Page], count: int, seed: int) -> None:
    chrome = Chrome.learn(pages)
    for label, page in mutants(pages, count, seed):
        started = time.process_time()
        try:
            article = parse(page, None, chrome)
        except Refused as refused:
            assert refused.reason, label
        else:
            assert article.text.strip(), label
        assert time.process_time() - started < SECONDS, label


def test_mutated_pages_give_an_article_or_a_reason(pages: list[Page]) -> None:
    survive(pages, 120, seed=1)


@pytest.mark.slow
def test_ten_thousand_mutated_pages_give_an_article_or_a_reason(pages: list[Page]) -> None:
    survive(pages, 10_000, seed=2)


@pytest.mark.parametrize("tag", [b"<div>", b"<table><tr><td>", b"<font>", b"<svg>", b"<!--"])
def test_a_hundred_megabytes_of_nesting_is_dealt_with_in_time(tag: bytes) -> None:
    page = Page("http://anphu.example/tin/1", b"<html><body><p>Tin</p>" + tag * (100_000_000 // len(tag)), "text/html")
    started = time.process_time()
    with pytest.raises(Refused):
        parse(page, None, Chrome())
    assert time.process_time() - started < SECONDS
