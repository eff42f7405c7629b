"""WordPress (a few departments and hospitals)."""

from spiders.layout import Layout
from spiders.platforms.base import Mark, Platform


class WordPress(Platform):
    """WordPress with classic or block themes.

    Markup as its public themes print it (hentry classes, block theme parts, newspaper themes).
    """

    name = "wordpress"
    title = "WordPress"
    marks = (
        Mark("html", r"<meta[^>]+generator[^>]+WordPress", 0.9),
        Mark("any", r"/wp-content/(?:themes|plugins|uploads)/", 0.6),
        Mark("html", r"/wp-includes/|/wp-json/|wp-emoji", 0.5),
        Mark("html", r"<body[^>]+\b(?:single-post|postid-\d+)\b", 0.4),
    )
    layouts = (
        Layout(
            body=".single .entry-content, article .entry-content, .wp-block-post-content, .td-post-content"
            ", .post-content"
            ", .single-content, .entry-content",
            title="h1.entry-title, h1.post-title, .wp-block-post-title, h1.single-title, h1",
            lead=".entry-summary, .td-post-sub-title",
            time="time.entry-date.published, time.entry-date, .posted-on time, .wp-block-post-date"
            ", .post-date, .entry-date",
            byline=".byline .author, .author.vcard, .td-post-author-name a, .wp-block-post-author__name"
            ", .wp-block-post-author-name",
            tags="a[rel='tag']",
            drop=".sharedaddy, .jp-relatedposts, .yarpp-related, .post-tags, .related-posts"
            ", .wp-block-buttons, .nav-links",
        ),
    )
    article_url = r"/\d{4}/\d{2}/(?:\d{2}/)?[^/]+/?$|[?&]p=\d+"
    list_url = r"/page/\d+/?$|/(?:category|chuyen-muc|tag)/"
    feeds = ("/feed/", "/wp-sitemap.xml")


PLATFORM = WordPress()
