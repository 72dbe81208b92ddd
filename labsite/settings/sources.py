"""External services for publications, and the check of links."""

from django.core.exceptions import ImproperlyConfigured

from labsite.settings.environment import env
from labsite.settings.operation import DEFAULT_FROM_EMAIL

# Base URLs of the services. They are queried only during an import, and by the scheduled jobs
# complete_imports, refresh_metrics and find_updates; displaying a page never does.
SOURCES = {
    "crossref": env.str("CROSSREF_URL", default="https://api.crossref.org"),
    "arxiv": env.str("ARXIV_URL", default="https://export.arxiv.org"),
    "orcid": env.str("ORCID_URL", default="https://pub.orcid.org"),
    "dblp": env.str("DBLP_URL", default="https://dblp.org"),
    "datacite": env.str("DATACITE_URL", default="https://api.datacite.org"),
    "pubmed": env.str("PUBMED_URL", default="https://eutils.ncbi.nlm.nih.gov"),
    "pmlr": env.str("PMLR_URL", default="https://proceedings.mlr.press"),
    "acl": env.str("ACL_URL", default="https://aclanthology.org"),
    "openreview": env.str("OPENREVIEW_URL", default="https://api2.openreview.net"),
    "openreview_v1": env.str("OPENREVIEW_V1_URL", default="https://api.openreview.net"),
    "openalex": env.str("OPENALEX_URL", default="https://api.openalex.org"),
    "semanticscholar": env.str("SEMANTIC_SCHOLAR_URL", default="https://api.semanticscholar.org"),
    "github": env.str("GITHUB_URL", default="https://api.github.com"),
}
#: Optional keys, which raise the daily limits.
SOURCE_KEYS = {
    "openalex": env.str("OPENALEX_KEY", default=""),
    "semanticscholar": env.str("SEMANTIC_SCHOLAR_KEY", default=""),
    "github": env.str("GITHUB_TOKEN", default=""),
}
#: The email address given to the services, for complaints about too many requests.
SOURCES_CONTACT = env.str(
    "SOURCES_CONTACT", default="" if "localhost" in DEFAULT_FROM_EMAIL else DEFAULT_FROM_EMAIL
)
# Whether a scheduled job checks the links to other sites.
CHECK_LINKS = env.bool("CHECK_LINKS", default=True)
SOURCES_TIMEOUT = env.float("SOURCES_TIMEOUT", default=10)  # seconds
if not SOURCES_TIMEOUT:
    raise ImproperlyConfigured("SOURCES_TIMEOUT must be more than 0.")
