"""Drupal (newer portals of An Giang)."""

from spiders.layout import Layout
from spiders.platforms.base import Mark, Platform


class Drupal(Platform):
    """Drupal 7 to 10, content type article.

    Markup as the system's public templates print it (node, field, submitted line; Bartik, Olivero and their kin).
    """

    name = "drupal"
    title = "Drupal"
    marks = (
        Mark("html", r"<meta[^>]+generator[^>]+Drupal", 0.9),
        Mark("html", r"Drupal\.settings|drupalSettings|data-drupal-", 0.7),
        Mark("any", r"/sites/(?:default|all|[\w.-]+)/(?:files|themes|modules)/", 0.5),
        Mark("html", r"class=[\"'][^\"']*\b(?:views-row|node--|field--name-|field-name-body)", 0.3),
        Mark("url", r"/node/\d+", 0.4),
    )
    layouts = (
        Layout(
            body=".node .field--name-body, .node .field-name-body, .node__content .field--name-body, .field--name-body",
            title="h1.page-title, h1.page-header, #page-title, .node__title, h1.title, h1",
            lead=".field--name-field-summary, .field--name-field-lead, .field--name-field-sapo"
            ", .field-name-field-summary",
            time=".node__submitted, .node__meta, .submitted, .field--name-created, .post-date, .field--name-field-date",
            tags=".field--name-field-tags a, .field-name-field-tags a",
        ),
    )
    article_url = r"/node/\d+$"
    list_url = r"[?&]page=\d+"
    feeds = ("/rss.xml",)


PLATFORM = Drupal()
