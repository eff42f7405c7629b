"""Microsoft SharePoint publishing sites (/Pages/*.aspx)."""

from spiders.layout import Layout
from spiders.platforms.base import Mark, Platform


class SharePoint(Platform):
    """SharePoint 2010 to 2019 without a vendor's own news module."""

    name = "sharepoint"
    title = "Microsoft SharePoint"
    marks = (
        Mark("url", r"/Pages/[^/?]+\.aspx", 0.5),
        Mark("html", r"_spPageContextInfo|s4-workspace|s4-bodyContainer", 0.6),
        Mark("html", r"/_layouts/(?:15/)?|Microsoft SharePoint", 0.4),
        Mark("html", r"MSOWebPartPage|ms-rtestate-field|ExternalClass[0-9A-F]{16}", 0.4),
    )
    layouts = (
        Layout(
            body="#tableforprint div[class^='ExternalClass'], #tableforprint td.Content",
            title="#tableforprint p.Title",
            time=".ms-news-header td.Time, td.Time",
            section="td.FolderTitle",
        ),
    )


PLATFORM = SharePoint()
