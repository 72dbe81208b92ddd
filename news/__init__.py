"""News items of the lab.

- ``models``: the news item and which items are public
- ``views``, ``urls``: the news pages
- ``forms``: the form in which members submit news
- ``structured_data``: schema.org data of a news item
- ``personal_data``: what news items hold about a person
- ``admin``: the Django admin
"""
