"""One module a field; each defines FIELD."""
