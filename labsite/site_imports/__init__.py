"""Imports of homepages and lab sites: what `labsite.importing` has read, decided on and brought in.

``models``      a stored import and its items
``targets``     where an item can go: a section of the profile, news, openings and so on, with its form
``values``      from what was read to the values of these forms; ``papers``, to entries of a bibliography
``markup``      links and words of the other language in the text of an item
``people_texts``  biographies and interests of the people on a lab's site
``members``     which person on the site has the studies and honors that a lab's site tells
``references``  what teams, news, projects and grants of another Labsite refer to, found on this site
``storing``     store what was read; ``remainders``, what is in no item
``comparison``  the verdict on each item: new, already there, differs, unsure, imported before (``earlier``)
``applying``    bring the selected items in, with ``applying_papers``, ``applying_people`` and
                ``applying_profiles``
``additions``   the transactions in which items are added, none that somebody else has just added
``import_run``  what all steps of applying need
``sending``     publish or submit the proposals for them; ``rights``, who may bring items where
``outcomes``    what applying did
``redirecting`` redirects from the pages of the former site
``undoing``     take an import back, with ``undoing_papers``; ``removing``, its items out of a profile;
                ``deleting``, what it has added; ``reversing``, what it has changed
``differences`` the fields in which an item differs from a row of the site
``import_tasks``  read and bring in, in the background if it is long
``labels``      what the labels of people in the source mean
``people_templates``  the table of people to fill in
``presentation``  the sections and items on the page of an import
``reasons``     why something was not understood, in the language of the page
``forms``       the form for a source, and what its page submits
``pictures``    pictures of the source, checked like uploads
``retention``   delete imports that nobody has touched for long
``personal_data``  what imports hold about people

Nothing here publishes by itself: profiles, news, openings, projects and grants go the way of every edit, a
proposal of the object's editor, and papers that of every imported paper (``publications.importing``).
"""
