"""The public site as plain files, which any web server can send.

- ``search_index``: the index by which scripts search and filter the lists; made of the words of rows
  (``search_words``), what they are filtered by (``search_facets``), and the texts of the scripts
  (``search_texts``)
- ``search_rows``: the results, rendered ahead
"""
