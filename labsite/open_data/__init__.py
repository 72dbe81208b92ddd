"""The data files, ``/data/people.json`` and so on: what the pages show, for other sites and scripts.

- ``files``: the names of the files, their content and their schemas
- ``people``, ``projects``, ``publications``, ``news``, ``openings``: the rows of each file
- ``values``, ``linked``: texts in both languages, addresses, pictures, and ids of linked rows
- ``schemas/``: a JSON Schema of each file, which the tests validate the files with

Unknown scripts read the files, so version 1 only gains keys: no key is removed or changes its meaning.
"""

from labsite.open_data.files import NAMES, content, schema

__all__ = ["NAMES", "content", "schema"]
