#!/usr/bin/env bash
# citation-url 0.2.2 (PyPI), identifiers in the addresses of papers.
# Expected: a result called `doi` is a DOI, which begins with "10." (DOI Handbook, 3.1), without the escapes of the address;
# versions of preprints are treated alike.
# Seen: the DOI of a page at Springer is "article/10.1007/…", "chapter/10.1007/…" or "content/pdf/10.1007/…"; %3C stays in a
# DOI of doi.org; the version of a preprint is kept in arXiv and dropped in bioRxiv.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check citation-url==0.2.2
venv/bin/python - <<'END' | tee seen
import citation_url

for url in (
    "https://link.springer.com/article/10.1007/s00799-016-0182-6",
    "https://link.springer.com/chapter/10.1007/978-3-030-12345-6_7",
    "https://link.springer.com/content/pdf/10.1007/s00799-016-0182-6.pdf",
    "https://doi.org/10.5555/(LOOM)1097%3C693::AID%3E3.0",
    "https://arxiv.org/abs/2501.00001v3",
    "https://www.biorxiv.org/content/10.1101/2025.01.01.123456v3",
):
    result = citation_url.parse(url)
    print(getattr(result, "prefix", result), getattr(result, "identifier", ""))
END
cat > expected <<'END'
doi article/10.1007/s00799-016-0182-6
doi chapter/10.1007/978-3-030-12345-6_7
doi content/pdf/10.1007/s00799-016-0182-6
doi 10.5555/(LOOM)1097%3C693::AID%3E3.0
arxiv 2501.00001v3
doi 10.1101/2025.01.01.123456
END
diff expected seen || { echo "Changed"; exit 1; }
