"""What others know about publications, asked over the web and given back as entries or numbers.

``find`` takes what a person types. Each source has a module of its own; they all ask through a ``Client``
and raise ``SourceError``, and nothing else, where there is no answer.
"""

from publications.sources.client import Client, SourceError
from publications.sources.lookup import Asked, complete, find, recognise

__all__ = ["Asked", "Client", "SourceError", "complete", "find", "recognise"]
