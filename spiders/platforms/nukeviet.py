"""NukeViet (Tây Ninh, Bình Phước, Đồng Nai, departments of Đắk Lắk, schools of many provinces)."""

from spiders.layout import Layout
from spiders.platforms.base import Mark, Platform


class NukeViet(Platform):
    """NukeViet 3 and 4, module news; print view and RSS a category.

    Markup seen in the system's public templates (detail, print, category; generations 3 and 4).
    """

    name = "nukeviet"
    title = "NukeViet"
    marks = (
        Mark("html", r"<meta[^>]+generator[^>]+NukeViet", 0.9),
        Mark("html", r"\bnv_(?:base_siteurl|lang_data|module_name|area_admin|my_ofs)\b|nukeviet", 0.6),
        Mark("html", r"id=[\"']news[-_](?:bodyhtml|detail)", 0.5),
        Mark("url", r"/index\.php\?language=\w+&nv=|/index\.php/(?:vi|en)/", 0.6),
        # Files lie by module, year and month.
        Mark("any", r"/uploads/[\w-]+/(?:19|20)\d\d_(?:0[1-9]|1[0-2])/", 0.5),
        Mark("url", r"/(?:vi|en)/news/", 0.4),
        Mark("url", r"/(?:vi|en)/[\w-]+/[\w-]+/[\w-]+-\d+(?:\.html|/)?$", 0.3),
    )
    layouts = (
        Layout(
            body="#news-bodyhtml, .bodytext, #bodytext",
            title="h1.title, #news_detail h1, #content h1, .news_column h1",
            lead=".hometext, #hometext",
            time=".news_column span.h5, #news_detail span.time, #content .list-inline li, [itemprop='datePublished']",
            byline="p.h5.text-right, #author p",
            tags=".keywords a, a[href*='/tag/']",
            captions=".news_column figcaption",
            drop=".news-download-file, .copyright",
        ),
    )
    article_url = r"/[\w-]+/[\w-]+/[^/?]+-\d+(?:\.html|/)?$|[?&]op=[^&]+/[^&]+-\d+"
    list_url = r"/page-\d+/?$"
    feeds = ("/vi/news/rss/", "/news/rss/", "/sitemap.xml")


PLATFORM = NukeViet()
