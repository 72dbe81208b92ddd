"""`make watched`: edit the demo lab a hundred times at random while `publish --watch` runs.

After each edit, pages of the published site are compared with those of the live one: the lists, the page of
what was edited, and others at random, in both languages.

- ``__main__``: the databases, each with a demo lab
- ``rounds``: the edits on one database, and the comparison
- ``edits``: what is edited
"""
