"""Liferay Portal 6 and 7 (Bắc Giang, Bắc Ninh, Đắk Lắk, Hòa Bình, districts of Hà Nội and Hồ Chí Minh City)."""

from spiders.layout import Layout
from spiders.platforms.base import Mark, Platform

_TIME = (
    ".metadata-publish-date, .metadata-display-date, .metadata-modified-date, .date-news, .ngaydang, .post-date, .time"
)
_TITLE = ".asset-full-content .component-title, .asset-full-content h1, .asset-full-content h2"
_DROP = (
    ".asset-related-assets, .cactinkhac, .related-news, .tin-lien-quan, .taglib-ratings, .taglib-discussion"
    ", .social-share"
    ", .asset-actions, .lfr-asset-metadata, .taglib-social-bookmarks, .asset-links"
)


class Liferay(Platform):
    """Liferay: articles shown by the asset publisher, whose templates the provinces change but seldom rename.

    Markup seen in Liferay's own templates of the asset publisher, in a public crawler of the Bắc Giang portal, in a
    public table of XPaths for two ministries, and in saved pages of 2019.
    """

    name = "liferay"
    title = "Liferay"
    marks = (
        Mark("html", r"Liferay\.(?:Browser|ThemeDisplay|Portlet|AUI|Session|currentURL|authToken)", 0.7),
        Mark("html", r"\bp_p_id_\w+|portlet-boundary", 0.5),
        Mark("html", r"journal-content-article|portlet-body|asset-full-content", 0.4),
        # Files lie by group and folder; portlets and sites have names of their own in an address.
        Mark("any", r"/documents/\d{2,}/\d+/|/image/journal/article\b", 0.4),
        Mark("any", r"_WAR_\w+|_INSTANCE_\w+", 0.5),
        Mark("url", r"/web/[a-z][\w-]*(?:/|$)", 0.3),
        Mark("url", r"/(?:vi|en)(?:/web/[\w-]+)?/w/", 0.5),
        Mark("url", r"/-/asset_publisher/|/web/guest/|[?&]p_p_id=|assetEntryId=", 0.6),
        Mark("url", r"/-/(?:view_content|details|bai-viet)/|/-/[a-z0-9-]{12,}(?:$|[?/])", 0.3),
    )
    layouts = (
        Layout(
            body=".asset-full-content .journal-content-article, .asset-full-content .asset-content .content-detail",
            title=f"{_TITLE}, .header-title, .asset-full-content h3",
            lead=".asset-full-content .sapo, .asset-full-content .asset-summary",
            time=_TIME,
            drop=_DROP,
        ),
        Layout(
            body=".asset-full-content .asset-content, .asset-full-content",
            title=f"{_TITLE}, .header-title, .asset-title",
            time=_TIME,
            drop=f"{_DROP}, .metadata-entry",
        ),
        Layout(
            body="[id^='p_p_id_101_'] .journal-content-article, [id*='AssetPublisherPortlet'] .journal-content-article",
            title="[id^='p_p_id_101_'] h1:not(.portlet-title), [id^='p_p_id_101_'] h3, .header-title, .asset-title",
            time=_TIME,
            drop=_DROP,
        ),
        Layout(
            body=".content-detail, .detail-content, .it-content, .news-detail-content, .contentDetail",
            title=".title-news h1, .title-detail h1, .title-detail, .news-title, h1.title",
            lead=".sapo, .summary, .news-summary",
            time=_TIME,
            drop=_DROP,
        ),
    )
    article_url = (
        r"/asset_publisher/[^/]+/content/|/-/(?:view_content|details|bai-viet)/|/-/[^/?]{4,}/?$"
        r"|assetEntryId=\d+|urlTitle="
    )
    list_url = r"_cur=\d+|/-/asset_publisher/[^/]+/?$"
    feeds = ("/-/asset_publisher/rss", "/sitemap.xml")


PLATFORM = Liferay()
