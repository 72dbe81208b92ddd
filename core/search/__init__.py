"""Full-text search by any part of a word, ignoring case, accents and script.

A model that can be searched has one column with all the text by which it is found, in a normalized form::

    class Paper(models.Model):
        search_text = SearchTextField()

        def search_parts(self):
            return [self.title, self.title_zh, *self.author_names(), self.abstract]

    Paper.objects.filter(matching("flash décoding xu"))          # every word, anywhere
    Paper.objects.filter(search_text__has="decoding")            # one word
    title_first(papers, words("flash décoding"), "-year")        # title matches first

SQLite and PostgreSQL answer from a trigram index if a word has three characters or more. For shorter words
they read the whole column: about 10 ms for two Chinese characters in 10,000 rows.

- ``normalization``: the normalized form of texts and queries
- ``fields``: ``SearchTextField``, the column
- ``lookups``: ``search_text__has`` and ``search_text__has_in_title``
- ``query``: conditions and ordering for a whole query
- ``ranking``: how well a title matches a query
- ``indexes``: creates and drops the trigram indexes when migrations run
- ``sqlite_index``, ``postgresql_index``: the trigram index of each database
- ``reindexing``: recomputes the column
"""
