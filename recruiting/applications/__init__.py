"""Applications to openings: the applicant's form, review by the lab, decisions and deletion.

- ``applicant_views``, ``posted_form``, ``forms``, ``fields``: the applicant's pages and form
- ``form_token``, ``proof_of_work``: protection against bots and stale forms
- ``submission``, ``emails``: storing what is submitted, and emails to applicants
- ``reviewer_views``, ``listing``, ``counts``, ``exports``, ``urls``: the reviewers' pages
- ``reviewers``, ``reviewer_rights``, ``permissions``: who may read applications
- ``decision_views``, ``decisions``, ``decision_emails``: decisions and their emails
- ``hiring``: invites accepted applicants
- ``retention``: deletion after the retention period
"""
