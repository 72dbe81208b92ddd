"""Code for all apps, which imports none of them.

Packages, which list their own modules:

- ``audit``: the audit log
- ``backup``: everything that a site holds in one file, and back
- ``caching``: the page cache and faster uncached pages
- ``database``: Django's database backends with short timeouts
- ``images``: uploaded pictures
- ``jobs``: scheduled jobs, which ``manage.py run_jobs`` runs
- ``monitoring``: logs, error emails and metrics
- ``outages``: a database that is locked or unavailable, a disk that is full
- ``outbox``: the queue of outgoing emails
- ``storages``: where uploaded files lie
- ``tasks``: work that goes on after a page has answered
- ``partial_dates``: dates of which only the year or the month may be known
- ``personal_data``: collects and erases what all apps hold about one person
- ``search``: search by any part of a word

Text and data:

- ``among``: a lookup for subqueries that return few keys
- ``characters``: removes characters that HTML and XML do not allow
- ``charts``: the geometry of a bar chart of years
- ``colours``: the lab's accent colour, with enough contrast
- ``field_check``: check constraints that report an error of one field
- ``icons``: icons as inline SVG
- ``integer_lookups``: numbers too large for the database
- ``languages``: the language of a page, and bilingual fields
- ``markdown``, ``markdown_source``: Markdown to safe HTML, and Markdown without its comments
- ``months``: periods counted in calendar months
- ``ordered_choices``: choices in an order that the user sets
- ``page_paths``: the paths of pages of single objects
- ``pinyin``: Chinese characters in Latin letters
- ``shared_rows``: rows of one person that others share, such as a talk
- ``short_addresses``: link fields that take an identifier or a user name too
- ``slugs``: readable URLs from titles and names
- ``sorting``: order of texts by language, the same on every database

Requests and pages:

- ``client_address``: the IP address of a request
- ``conditional_requests``: "not modified" for whoever has a current copy
- ``filters``, ``paging``: filters and pages of a list
- ``guards``: view decorators that require a permission
- ``http``, ``site_url``: absolute URLs, answers for other sites, and the setting that they begin with
- ``placeholders``: marks in a Markdown text that are replaced after rendering
- ``primary_keys``: primary keys sent by browsers
- ``private_pages``: keeps pages of signed-in users out of shared caches
- ``rate_limits``: limits on how often a form may be sent
- ``rates``: rates such as "10/h" as texts
- ``renaming``: replaces former names of a person in texts and stored data
- ``theme``: the light or dark theme that a visitor has selected

Files:

- ``disk_checks``: whether file storages and the cache are writable
- ``file_widgets``: form widgets for files
- ``incomplete_bodies``: refuses requests of which only a part has arrived
- ``lost_uploads``: uploaded files that the server could not store; the rest of the form is kept
- ``data_files``: checks of tables, texts, archives and office documents that members share
- ``pdf``: checks that a PDF from a stranger is harmless
- ``private_files``: files that only views give out
- ``static_files``: whether the static files are those of the program
- ``streaming``: downloads that are sent piece by piece
- ``unread_bodies``: reads the rest of refused requests, so that proxies pass the answer on
- ``upload_limits``: limits the size of a request while it is received
- ``uploads``: checks of other uploaded PDFs

Database and administration:

- ``apps``: registers lookups, checks and signal handlers
- ``background``: a thread in each server process, for emails and tasks
- ``function_paths``: functions that are loaded when they are first called
- ``batches``: long writes in parts, so that others can write meanwhile
- ``derived_fields``: model fields computed from the rest of their row
- ``doctor``: the checks of ``manage.py doctor``
- ``exceptions``: exceptions that apps share
- ``locking``: named locks between processes
- ``merging``: merges two rows that stand for the same thing
- ``model_admin``: base classes for the Django admin
- ``models``: imports the models of the packages above
- ``progress``: the progress of a long command
- ``schema``: refuses a database of another version
- ``sessions``: signs an account out everywhere, and deletes expired sessions
- ``version``: the version of Labsite
- ``management.commands``: ``run_jobs``
"""
