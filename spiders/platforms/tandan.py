"""TANDAN e-portal on SharePoint (Điện Biên, Nam Định, Ninh Thuận, Thanh Hóa, communes of Hà Tĩnh)."""

from spiders.layout import Layout
from spiders.platforms.base import Mark, Platform


class Tandan(Platform):
    """TANDAN's portal for SharePoint: articles in dated folders under /portal/pages, paging by post-back.

    Markup seen in public crawlers of the Điện Biên portal and of a Thanh Hóa or Ninh Thuận kind of portal (two
    generations of class names), URL shapes in link lists of provincial sites.
    """

    name = "tandan"
    title = "TANDAN e-portal"
    marks = (
        Mark("html", r"class=[\"'][^\"']*\btandan-", 0.8),
        Mark("url", r"/portal/(?:pages|kenhtin|photos)/", 0.7),
        Mark("url", r"/portal/pages/\d{4}-\d{1,2}-\d{1,2}/", 0.5),
        Mark("html", r"href=[\"'][^\"']*/portal/(?:pages|kenhtin)/", 0.4),
        Mark("html", r"\bchannel-news-title\b", 0.4),
    )
    layouts = (
        Layout(
            body=".tandan-p-article-main, .tandan-p-article-news-content",
            title=".tandan-p-article-news-title",
            lead=".tandan-p-article-news-summary",
            time=".tandan-span-date-publish",
            tags=".td-tags a",
            drop=".tandan-div-article-other, .social-share, .td-tags, .tandan-p-article-news-title",
        ),
        Layout(
            body=".tandan-content-view",
            title=".tandan-title-view",
            lead=".tandan-summary-view, .summary-news, .news-sapo",
            time=".tandan-date-view",
            drop=".social-share, .tandan-title-view, .tandan-date-view",
        ),
        Layout(
            body=".article-content, .news-content, #div_content, .content-detail, .ms-rtestate-field",
            title=".article-title, .title-news",
            lead=".summary-news, .news-sapo, .article-summary",
            time=".date-news, .timer, .article-date",
            drop=".social-share",
        ),
    )
    article_url = r"/portal/pages/\d{4}-\d{1,2}-\d{1,2}/"
    list_url = r"/portal/kenhtin/|/portal/pages/[^/]+\.aspx"


PLATFORM = Tandan()
