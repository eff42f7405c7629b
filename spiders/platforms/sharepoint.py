"""Plain Microsoft SharePoint (Hà Nam, Yên Bái, Đắk Nông districts, several ministries)."""

from spiders.layout import Layout
from spiders.platforms.base import Mark, Platform


class SharePoint(Platform):
    """SharePoint 2010 to 2019: publishing pages (/Pages/*.aspx) and the news modules built on them.

    Markup seen in saved pages of 2019 of a vendor's news module (table to print, class Time and Title), in a public
    table of XPaths for the ministries' sites, and in SharePoint's own controls.
    """

    name = "sharepoint"
    title = "Microsoft SharePoint"
    marks = (
        Mark("url", r"/Pages/[^/?]+\.aspx", 0.4),
        Mark("html", r"_spPageContextInfo|s4-(?:workspace|bodyContainer|ribbonrow)|Skip Ribbon Commands", 0.6),
        Mark("any", r"/_layouts/(?:1[56]/)?|Microsoft SharePoint", 0.4),
        Mark("any", r"/(?:PublishingImages|SiteAssets|SitePages|Style%20Library|SiteCollectionImages)/", 0.4),
        Mark("any", r"/Lists/(?:Posts|Photos|Announcements)/", 0.4),
        Mark("html", r"MSOWebPartPage|ms-rtestate-field|ms-webpart|ExternalClass[0-9A-F]{8}", 0.4),
    )
    layouts = (
        Layout(
            body="#tableforprint div[class^='ExternalClass'], #tableforprint td.Content",
            title="#tableforprint .Title",
            lead="#tableforprint .lv_description",
            time=".ms-news-header .Time, #tableforprint .Time, td.Time",
            section="td.FolderTitle",
        ),
        Layout(body="#tableforprint", title="#tableforprint .Title", time=".ms-news-header .Time, td.Time"),
        Layout(
            body="#divArticleContent, #contenttin, #divNewsDetails, #divArticleDescription2",
            title="#news_content h1, #divArticleDescription3 h1, #txtTitle",
            lead="#divArticleDescription, #divArticleDescription1",
            time="#txtDateString",
            tags="#Tags a",
        ),
        # The blog site template.
        Layout(body=".ms-PostBody", title=".ms-PostTitle", time=".ms-PostFooter, .ms-PostDate"),
        Layout(
            body="[id$='__ControlWrapper_RichHtmlField'], .news-content, .ms-rtestate-field"
            ", div[class^='ExternalClass']",
            title="#txtTitle, .news-title, .title-news, h1.title, h1",
            lead="#divArticleDescription, .news-summary, .news-sapo",
            time="#txtDateString, .article-date, .news-date, .date-news",
            tags="#Tags a",
        ),
    )
    article_url = (
        r"[?&]ItemID=\d+|/Lists/Posts/(?:View)?Post\.aspx\?.*\bID=\d+"
        r"|/Pages/[^/]*chi-?tiet[^/]*\.aspx|/Pages/(?:[^/.-]+-){3,}[^/.]+\.aspx"
    )
    list_url = r"[?&]Page=\d+|/Pages/(?:default|chuyen-?muc|danh-?sach)[^/]*\.aspx"


PLATFORM = SharePoint()
