"""Crawl the portals of Vietnamese local government and turn pages into articles."""
