"""The former name of ``import_publications``, which reads BibTeX among other formats."""

from publications.management.commands.import_publications import Command

__all__ = ["Command"]
