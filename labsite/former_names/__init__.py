"""Remove a former name of a person from the site for good.

The printed name on chosen papers becomes the current name, chosen former addresses stop redirecting, and the
name is replaced in all that is stored about the person: profile, version history, submissions, imports,
emails and logs. Texts about others, and files, are not changed. Backups and copies elsewhere keep the name.

- ``names``, ``addresses``: the names and addresses to choose from
- ``removal``: removes the chosen ones
- ``texts``: texts with a former name, and public texts about others that mention it
- ``replacement``: replaces the names on papers and in stored copies, in parts if there are many
- ``stored_names``: the stored copies that have a name
"""
