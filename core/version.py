"""The version of Labsite, as in ``pyproject.toml``."""

VERSION = "0.2.0"
