"""Publications: their records, import, authors, citations and public pages.

Packages, which list their own modules: ``models``, ``bibtex`` and ``readers`` (read), ``citing`` (write),
``matching`` (authors and members), ``sources`` (web services), ``importing``.

- ``querysets``: which publications, for pages, feeds, sitemap, search and exports
- ``views``, ``urls``, ``filters``: public pages, exports and filters
- ``bylines``: author lists for display
- ``references``, ``reference_lists``: publications as formatted references
- ``forms``, ``form_content``: edit forms and their initial content
- ``author_rows``, ``author_lines``: authors in these forms, as one text or one name with several
- ``link_addresses``, ``extra_editors``: complete the links and editors that people type
- ``import_forms``, ``problem_texts``, ``proposing``: importing on the site
- ``author_claims``, ``author_linking``: matches authors with members, and links them
- ``merging``: merges duplicates
- ``personal_data``: what authors, talks and imports hold about a person
- ``column_limits``, ``stored_entries``: fit entries into the columns of a publication, and into JSON
- ``metrics``, ``notices``, ``refreshing``: citation counts and stars, editorial notices, their daily refresh
- ``title_markup``: formulas in titles as MathML
- ``typed_titles``, ``typed_names``: LaTeX in titles, and names with the family name first, that are typed
- ``admin``, ``apps``: the Django admin; jobs and signals
"""
