#!/usr/bin/env bash
# pyiso4 0.1.6 (PyPI), which abbreviates titles of journals by ISO 4 and its List of Title Word Abbreviations.
# Expected: "Comptes Rendus" is "C. R.", the list's "C. r." with the capitals of the title, as other words have them; a title that is abbreviated
# already stays so; blanks stand on both sides of a dash or on none.
# Seen: "C. r. Math." and "An. R. soc. Esp. Quím."; "Zh. Eksp. Teor. Fiz." becomes "Zh, Eksp, Teor, Fiz,"; "(BBA)- Biomembr.".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet pyiso4==0.1.6
env/bin/python - <<'STOP' 2>/dev/null | tee seen
from pyiso4.ltwa import Abbreviate

abbreviate = Abbreviate.create()
for journal in (
    "Journal of the American Chemical Society",
    "Comptes Rendus Mathématique",
    "Anales de la Real Sociedad Española de Química",
    "Biochimica et Biophysica Acta (BBA) - Biomembranes",
    "Zh. Eksp. Teor. Fiz.",
):
    print(journal, "->", abbreviate(journal))
STOP
cat > expected <<'STOP'
Journal of the American Chemical Society -> J. Am. Chem. Soc.
Comptes Rendus Mathématique -> C. r. Math.
Anales de la Real Sociedad Española de Química -> An. R. soc. Esp. Quím.
Biochimica et Biophysica Acta (BBA) - Biomembranes -> Biochim. Biophys. Acta (BBA)- Biomembr.
Zh. Eksp. Teor. Fiz. -> Zh, Eksp, Teor, Fiz,
STOP
diff expected seen || { echo Changed; exit 1; }
