"""Feeds and sitemaps lead to articles, with the titles and dates they give."""

from pathlib import Path

import pytest
from loopback import Answer, page
from loopback import Portal as Site
from loopback import links as linking
from test_crawl import archived, record, run

from spiders.crawl import crawl
from spiders.feeds import is_feed, links
from spiders.page import Link, Page

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Tin</title><link>http://thu.gov.vn/</link>
<item><title><![CDATA[Xã Phú Lộc làm đường]]></title><link>http://thu.gov.vn/bai-1</link>
<pubDate>Thu, 14 Mar 2024 01:30:00 GMT</pubDate></item>
<item><title>Họp thôn</title><link>/bai-2</link><pubDate>15/03/2024 08:51</pubDate></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Bài</title>
<link href="http://thu.gov.vn/bai-3"/><updated>2024-03-16T08:00:00+07:00</updated></entry></feed>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>http://thu.gov.vn/bai-4</loc><lastmod>2024-03-17</lastmod></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>http://thu.gov.vn/sitemap-1.xml</loc></sitemap></sitemapindex>"""
XML = {"Content-Type": "application/xml"}


def read(text: str) -> list[Link]:
    feed = Page("http://thu.gov.vn/rss", text.encode())
    assert is_feed(feed)
    return list(links(feed))


def test_rss_gives_titles_and_dates_as_a_portal_prints_them() -> None:
    assert read(RSS) == [
        Link("http://thu.gov.vn/bai-1", "article", "Xã Phú Lộc làm đường", "14/03/2024 08:30"),
        Link("http://thu.gov.vn/bai-2", "article", "Họp thôn", "15/03/2024 08:51"),
    ]


def test_atom_is_read() -> None:
    assert read(ATOM) == [Link("http://thu.gov.vn/bai-3", "article", "Bài", "2024-03-16T08:00:00+07:00")]


def test_the_change_date_of_a_sitemap_is_no_publication_date() -> None:
    assert read(SITEMAP) == [Link("http://thu.gov.vn/bai-4", "page", "", "")]
    assert read(INDEX) == [Link("http://thu.gov.vn/sitemap-1.xml", "list", "", "")]


def test_an_entity_bomb_is_not_unfolded() -> None:
    bomb = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    found = read(bomb + RSS.partition("?>")[2].replace("Họp thôn", "Họp &b;&b;&b;"))
    assert [link.title for link in found] == ["Xã Phú Lộc làm đường", "Họp"]


def test_an_announced_feed_and_a_sitemap_of_robots_txt_are_followed(tmp_path: Path) -> None:
    head = '<link rel="alternate" type="application/rss+xml" href="/rss">'
    site = Site(
        {
            "/robots.txt": Answer("User-agent: *\nAllow: /\nSitemap: http://thu.gov.vn/sitemap.xml\n"),
            "/": Answer(page("trang đầu").replace("</head>", head + "</head>")),
            "/rss": Answer(RSS, headers=XML),
            "/sitemap.xml": Answer(SITEMAP, headers=XML),
            **{f"/bai-{n}": f"bài {n}" for n in (1, 2, 4)},
        }
    )
    assert run(site, tmp_path).portals["thu"].new == 6
    listing = {p.url: p.listing for p in archived(tmp_path)}["http://thu.gov.vn/bai-1"]
    assert listing is not None
    assert (listing.title, listing.date_raw) == ("Xã Phú Lộc làm đường", "14/03/2024 08:30")


@pytest.mark.parametrize("announced", [True, False])
def test_the_feeds_and_sitemaps_of_a_family_are_tried_where_the_first_page_announces_none(
    announced: bool, tmp_path: Path
) -> None:
    head = '<link rel="alternate" type="application/rss+xml" href="/rss">' if announced else ""
    pages = {
        "/": Answer(linking("/a").replace("</head>", f"{head}</head>")),
        "/a": Answer(page("bài")),
        "/rss": Answer(RSS, headers=XML),
        "/wp-sitemap.xml": Answer(SITEMAP, headers=XML),
    }
    site = Site(pages)
    with site.serve() as address:
        crawl([record(address, platform="wordpress")], tmp_path)
    asked = {"/rss", "/bai-1"} if announced else {"/feed/", "/wp-sitemap.xml", "/bai-4"}
    assert asked <= set(site.paths)
    assert ("/feed/" in site.paths) != announced
