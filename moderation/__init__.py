"""Edit forms, review of proposed changes, and version history, for all kinds of objects alike.

- ``forms``: edit forms: what can be edited, snapshots of it, validation and saving
- ``models``: proposals that wait for review, with their files
- ``querysets``: the states of proposals, and which proposals are in them
- ``revisions``: version history: record what is published, find versions
- ``reverting``: restore a version; ``restoring_fields``, ``restoring_rows``: one object, and its rows
- ``taking_back``: take back what one version has changed
- ``recorded_states``: the recorded and the current state of objects, as snapshots that can be compared
- ``recorded_keys``: what the primary keys in a version stand for after merges and deletions
- ``shared_places``: places on rows of others, such as a talk that a colleague entered
- ``referrers``: what refers to an object, noted when it is deleted and restored with it
- ``references``: removes references to an object that is deleted for good
- ``personal_data``: what submissions and versions hold about a person
- ``admin``: base class for Django admin pages that record revisions
"""
