"""The page cache and everything else that makes pages fast. Other packages import from here only.

- ``middleware``, ``page_store``: the page cache and its storage
- ``repeats``: the same in front of Django, for requests that are the same as one before
- ``version``, ``triggers``, ``models``: the content version and the database triggers that change it
- ``prepared``, ``json_rows``: reused SQL, and child rows as one JSON column
- ``fragments``: template fragments rendered once for the same content
- ``parts``: pieces that many published pages share, which the pages name until they are written
- ``observing``, ``columns``: note the rows of which a page was made, and find out whether they have changed
- ``recent``: a mapping that keeps what was asked for last
- ``file_cache``, ``redis_cache``: the cache that all workers share, in files or in a Redis server

``docs/speed.md`` says what each part does, what it gains and how it is measured.
"""

from core.caching.columns import Columns, column_digests, may_have_changed
from core.caching.fragments import cached_include, keep_fragments, once_per_row, row_fragment
from core.caching.json_rows import JSONRows, LazyRows
from core.caching.middleware import public_page
from core.caching.observing import Observer, Read, changed_reads
from core.caching.parts import PART_NAME, Part, name_or_text, naming_parts, whole_texts
from core.caching.prepared import Placeholder, prepared
from core.caching.recent import Recent
from core.caching.repeats import repeating_answers
from core.caching.version import content_version, next_change, once_per_version, vary_on_clock

__all__ = [
    "PART_NAME",
    "Columns",
    "JSONRows",
    "LazyRows",
    "Observer",
    "Part",
    "Placeholder",
    "Read",
    "Recent",
    "cached_include",
    "changed_reads",
    "column_digests",
    "content_version",
    "keep_fragments",
    "may_have_changed",
    "name_or_text",
    "naming_parts",
    "next_change",
    "once_per_row",
    "once_per_version",
    "prepared",
    "public_page",
    "repeating_answers",
    "row_fragment",
    "vary_on_clock",
    "whole_texts",
]
