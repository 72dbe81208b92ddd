"""Pages that combine several apps, and pages of the site itself.

Public pages:

- ``home``, ``profile``, ``team``, ``project``, ``publication``, ``search``
- ``page``: a page of the lab's own; ``live_blocks``: rows of the site inside its text
- ``theme``, ``accent``: the switch between light and dark mode; the style sheet of the accent colour
- ``errors``: error pages
- ``media``: uploaded pictures and PDFs
- ``sitemap``: the sitemap
- ``open_data``: the data files for other sites, and their schemas
- ``robots_and_health``, ``version``: robots.txt, the health check and /version.json
- ``metrics``: metrics for Prometheus

The member's dashboard (/me/):

- ``me``: the dashboard
- ``edit``: the pages with an edit form; ``edit_view``: their base class; ``edit_page``: renders them;
  ``add_view``: the base class of forms for new objects
- ``shared_rows``: talks and honors shared by colleagues
- ``preview``: previews of submissions
- ``proposals``: a member's own submissions
- ``imports``, ``import_form``: importing publications, and the form for it
- ``site_imports``: importing a homepage or a lab's site
- ``my_data``: download of everything held about the user

The PI's dashboard (/desk/):

- ``review``: the review queue
- ``history``: version history
- ``lab``: the lab's settings
- ``setup``: the setup checklist
- ``members``, ``invite``, ``add_people``: members, invitations, and pasted lists of people
- ``erase``: erasing a former member
- ``former_names``: removing former names of a person
- ``notices``: openings
- ``pages``, ``files``: the lab's own pages, the menu, and uploads
- ``grants``: grants, and linking papers that name them
- ``authors``: authors who may be members
- ``merging``: duplicates
- ``guards``: who may open a page
"""
