"""The web portal of a research group."""

#: As in pyproject.toml; the site introduces itself with it to sources elsewhere.
VERSION = "0.1.0"
