"""Imports of homepages and lab sites: compare the items that `site_readers` has read, and save them.

- ``models``: a stored import and its items
- ``targets``: where an item can go (profile, news, openings and so on), with the form for it
- ``values``, ``papers``: convert the result of reading to values of these forms, or bibliography entries
- ``markup``: links, and words in the other language, in the text of an item
- ``people_texts``: biographies and interests of the people on a lab's site
- ``members``: the people on the site whose studies and honors a lab's site mentions
- ``references``: resolves references between the items of another Labsite
- ``storing``, ``remainders``: store the result of reading; rows for text that is in no item
- ``comparison``, ``earlier``: the verdict on each item: new, already there, differs, unsure, imported before
- ``applying``, ``applying_papers``, ``applying_people``, ``applying_profiles``: save the selected items
- ``additions``: transactions that add no item which somebody else has just added
- ``import_run``, ``outcomes``: the state of one run, and its result
- ``sending``, ``rights``: publish or submit the proposals; who may import into which target
- ``redirecting``: redirects from the pages of the former site
- ``undoing``, ``undoing_papers``, ``removing``, ``deleting``, ``reversing``: undo an import
- ``differences``: the fields in which an item differs from a row of the site
- ``import_tasks``: read and save, in the background if that takes long
- ``labels``: the meaning of the labels of people in the source
- ``people_templates``: the table of people to fill in
- ``presentation``, ``reasons``: sections and items on the page of an import; reasons in its language
- ``forms``: the form for a source, and the values that its page submits
- ``pictures``: pictures of the source, checked like uploads
- ``retention``: deletes imports that nobody has touched for long
- ``personal_data``: data about people in imports

Nothing here publishes by itself: objects are saved through proposals of their editors, like any edit, and
papers like any imported paper (``publications.importing``).
"""
