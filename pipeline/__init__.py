"""Run, store, check and publish: from portals to records."""
