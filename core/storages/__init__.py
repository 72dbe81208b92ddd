"""Where uploaded files lie: in a folder, or in a bucket of an object store for a site on several machines.

- ``site_storage``: what the storages can do, besides what Django asks of every storage
- ``folders``: files in a folder; none is ever seen half-written
- ``buckets``, ``bucket_url``: files in a bucket with the interface of S3, and the setting that names it
- ``copying``: copies files from one storage to another one
"""
