"""The public site as plain files, which any web server can send: ``manage.py publish``.

- ``target``: where the files are served, and where the live site is
- ``addresses``: the address of each page of the live site on the published one
- ``trace``: what each page was made of, so that only changed ones are rendered again
- ``plan``: the addresses of all pages, feeds, exports and data files
- ``rendering``: renders one of them as anonymous visitors see it
- ``rewriting``: rewrites the links of a page to the published addresses
- ``assets``: pictures, papers, uploads and static files
- ``exports``: BibTeX, RIS and CSL-JSON of each publication and list
- ``redirects``: former addresses
- ``releases``: writes the files of a release atomically; ``mirroring``: brings an old release up to date
- ``copies``: sends them to other places: ``git_branch``, to a branch of a git repository; ``bucket``, to a
  bucket of an object store; ``ownership``: refuses those of another site
- ``failures``: why nothing could be published
- ``checking``: looks for broken links in the result
- ``tasks``: the work as independent parts, which several processes share; ``forking``: starts processes
- ``site``: publishes the site by means of all of these
- ``job``: the scheduled job that publishes once a minute
- ``search_index``: the index by which scripts search and filter the lists; made of the words of rows
  (``search_words``), what they are filtered by (``search_facets``), and the texts of the scripts
  (``search_texts``)
- ``search_rows``: the results, rendered ahead
"""
