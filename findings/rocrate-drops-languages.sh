#!/usr/bin/env bash
# rocrate 0.16.0 (PyPI; ro-crate-py).
# Expected: a crate that is read and written again has the same values; JSON-LD's value objects with "@language" (JSON-LD 1.1,
# section 4.2.4) are the standard's way to give a title in two languages.
# Seen: {"@value": "织机", "@language": "zh"} is written as the bare text "织机", so the two titles can't be told apart any more;
# {"@value": "2024", "@type": "xsd:gYear"} loses its type too. Nothing was changed in between, and there is no warning.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check rocrate==0.16.0
mkdir "$folder/input"
cat > "$folder/input/ro-crate-metadata.json" <<'END'
{
  "@context": ["https://w3id.org/ro/crate/1.1/context", {"xsd": "http://www.w3.org/2001/XMLSchema#"}],
  "@graph": [
    {
      "@id": "ro-crate-metadata.json",
      "@type": "CreativeWork",
      "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
      "about": {"@id": "./"}
    },
    {
      "@id": "./",
      "@type": "Dataset",
      "name": [{"@value": "Looms", "@language": "en"}, {"@value": "织机", "@language": "zh"}],
      "description": "Measured looms",
      "datePublished": "2024-05-01",
      "temporalCoverage": {"@value": "2023", "@type": "xsd:gYear"},
      "license": {"@id": "https://spdx.org/licenses/MIT"}
    }
  ]
}
END
"$folder/venv/bin/python" - "$folder" <<'END'
import json
import sys
from pathlib import Path

from rocrate.rocrate import ROCrate

folder = Path(sys.argv[1])
ROCrate(folder / "input").write(folder / "output")
graph = json.loads((folder / "output" / "ro-crate-metadata.json").read_text())["@graph"]
[dataset] = [entity for entity in graph if entity["@id"] == "./"]
print(json.dumps(dataset, ensure_ascii=False, indent=2))
expected = ["Looms", "织机"], "2023"
sys.exit("Changed" if (dataset["name"], dataset["temporalCoverage"]) != expected else 0)
END
