"""Data of vnnews that travels in the wheel (package vnnews_data): sample portals, models, gold."""
