"""The demo lab: facts of a real lab's public homepage, drawn pictures, and synthetic data in any number.

- ``load``: writes the demo into the database
- ``facts``: the facts, as rows for the models
- ``waiting``: sample submissions and applications
- ``synthetic``: made-up people, publications and news, for measuring the site
- ``art``, ``figures``, ``hero``: drawn portraits, figures and a picture of the home page in place of photos
"""
