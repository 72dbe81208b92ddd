"""What makes pages fast, behind one door: everything outside this package imports from here only.

``docs/speed.md`` says what each part does, what it gains and how it is measured.
"""

from core.caching.fragments import cached_include
from core.caching.json_rows import JSONRows, Rows
from core.caching.middleware import public_page
from core.caching.prepared import Placeholder, prepared
from core.caching.version import content_version, once_per_version, vary_on_clock

__all__ = [
    "JSONRows",
    "Placeholder",
    "Rows",
    "cached_include",
    "content_version",
    "once_per_version",
    "prepared",
    "public_page",
    "vary_on_clock",
]
