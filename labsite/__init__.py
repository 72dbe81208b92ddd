"""The project: pages that combine several apps, and everything that wires the apps together.

- ``settings``: all settings, read from the environment
- ``urls``: the URLs of the site
- ``wsgi``, ``gunicorn``: the WSGI application, and the configuration of its server
- ``apps``: loads the editors when the apps are ready
- ``views``: pages that combine several apps
- ``editors``: what members can edit, and with which forms
- ``site_imports``: import what ``site_readers`` read from homepages and lab sites
- ``permissions``: who may do what
- ``groups``: the permissions of each group
- ``menu``: the menu of the site
- ``upload_uses``: where uploads are used
- ``data_health``, ``link_checks``: what to mend in the lab's data, broken links included
- ``waiting``: pending work of a reviewer, for the dashboard
- ``page_actions``: what the signed-in user can do from a public page
- ``second_factor``: requires two-factor authentication of powerful accounts
- ``allauth_adapters``: how allauth signs people in and sends its emails
- ``social_accounts``: which account somebody signs in to through ORCID or the university
- ``proposal_emails``: emails about submissions and profiles
- ``new_site``: sets up a new site with its lab and the PI's account
- ``setup_steps``, ``models``: the setup checklist, and the decisions stored about it
- ``former_names``: removes former names of a person, also from the version history
- ``updates``: finds new publications and newer versions
- ``unused_files``: deletes stored files that nothing refers to
- ``jobs``: scheduled jobs that combine several apps
- ``backups``: the scheduled job that backs the site up
- ``public_backup``: the part of a backup that everybody may read
- ``feeds``, ``sitemaps``: Atom feeds and the sitemap
- ``publishing``: the public site as plain files
- ``open_data``: the data files for other sites and scripts
- ``looks``: the look of the site, and previews of another one
- ``context``: template context of every page
- ``doctor_checks``: the checks of ``manage.py doctor`` that concern the whole site
- ``admin``, ``admin_texts``: the Django admin’s site, submissions and emails, and its Chinese texts
- ``demo``: a sample lab
- ``management.commands``: ``backup``, ``delete_unused_files``, ``demo``, ``doctor``, ``find_updates``,
  ``import_site``, ``publish``, ``record_backup``, ``reindex``, ``restore``, ``send_emails``, ``setup``,
  ``upgrade``, ``verify_backup``
- ``static``, ``locale``: style sheets and scripts, and the Chinese translation
"""
