"""Joomla (departments of Hòa Bình and Hà Nội)."""

from spiders.layout import Layout
from spiders.platforms.base import Mark, Platform

_DROP = (
    "dl.article-info, .article-info, ul.pager, .pagenavigation, .pagination, ul.actions, .icons, .content_rating, .tags"
    ", .item-related, .itemRelated, .itemToolbar, .page-header, .itemImageBlock, .social-share"
)
_TITLE = (
    ".item-page .page-header h1, .item-page .page-header h2, .item-page h1, .item-page h2, .itemTitle, .contentheading"
)
_TIME = "time[itemprop='datePublished'], dd.published, dd.create, .itemDateCreated, .createdate, span.date"


class Joomla(Platform):
    """Joomla 1.5 to 5, component content, and K2.

    Markup as the system's public templates print it (article view of com_content, K2's item view).
    """

    name = "joomla"
    title = "Joomla"
    marks = (
        Mark("html", r"<meta[^>]+generator[^>]+Joomla", 0.9),
        Mark("html", r"/media/(?:jui|system/js|vendor/joomla)|option=com_content|/components/com_\w+/", 0.6),
        Mark("html", r"class=[\"'][^\"']*\b(?:item-page|com-content-article|itemFullText|contentpaneopen)\b", 0.4),
        Mark("url", r"[?&]option=com_\w+|\?tmpl=component", 0.5),
        # Headlines begin with a number everywhere: a hint and no more.
        Mark("url", r"/\d+-[a-z0-9-]+(?:\.html)?(?:\?tmpl=component|$)", 0.15),
    )
    layouts = (
        Layout(
            body=".item-page [itemprop='articleBody'], .com-content-article__body",
            title=_TITLE,
            time=_TIME,
            byline=".createdby, .itemAuthor",
            tags=".tags a",
            drop=_DROP,
        ),
        Layout(
            body=".itemFullText",
            title=_TITLE,
            lead=".itemIntroText",
            time=_TIME,
            byline=".itemAuthor",
            captions=".itemImageCaption",
            drop=_DROP,
        ),
        Layout(
            body=".item-page, .article-content, table.contentpaneopen",
            title=_TITLE,
            time=_TIME,
            byline=".createdby, .contentpaneopen span.small",
            drop=f"{_DROP}, .item-page h1, .item-page h2, .contentheading, .createdate, .modifydate, .createdby"
            ", .contentpaneopen span.small",
        ),
    )
    article_url = r"/\d+-[^/?]+(?:\.html)?(?:\?tmpl=component.*)?$|view=article"
    list_url = r"[?&](?:limit)?start=\d+|view=category"
    feeds = ("/?format=feed&type=rss",)


PLATFORM = Joomla()
