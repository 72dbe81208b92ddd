"""Publications: their records, import, authors, citations and public pages.

Packages, which list their own modules: ``models``, ``bibtex`` and ``readers`` (read), ``citing`` (write),
``matching`` (authors and members), ``sources`` (web services), ``importing``.

- ``querysets``: which publications, for pages, feeds, sitemap, search and exports
- ``views``, ``urls``, ``filters``: public pages, exports and filters
- ``bylines``: author lists for display
- ``references``, ``reference_lists``: publications as formatted references
- ``forms``, ``author_lines``, ``form_content``: edit forms, their texts and their initial content
- ``import_forms``, ``problem_texts``, ``proposing``: importing on the site
- ``author_claims``: links authors to members, and asks about uncertain ones
- ``merging``: merges duplicates
- ``personal_data``: what authors, talks and imports hold about a person
- ``metrics``: refreshes citation counts and stars
- ``admin``: the Django admin
"""
