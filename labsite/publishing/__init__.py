"""The public site as plain files, which any web server can send.

- ``search_index``: by which scripts search and filter the lists; with the words of its rows (``search_words``),
  what they are filtered by (``search_facets``), and the texts of the scripts (``search_texts``)
- ``search_rows``: the results, rendered ahead
"""
