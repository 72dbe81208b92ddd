#!/usr/bin/env bash
# LaTeX::ToUnicode 0.11 (Perl; Debian 12, package liblatex-tounicode-perl 0.11-3), which BibTeX::Parser and Catmandu read titles with.
# Expected: what is no letter becomes text, or stays readable LaTeX: "\emph{GPU}" is "GPU", "na\"ive" is "naïve", a formula stays itself.
# Seen: braces go and commands stay, so that titles have "\emphGPU" and "H\textsubscript2O", from which no program finds the command again;
# "$O(n\log n)$" is "$O(nlog n)$"; accents without braces stay LaTeX; "\textit{in vivo}" is "{in vivo}". "K{\"o}ln" is right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq liblatex-tounicode-perl=0.11-3 2>/dev/null || { echo "Needs Debian 12's package liblatex-tounicode-perl."; exit 2; }
dpkg-deb -x liblatex-tounicode-perl*.deb .
cat > titles <<'STOP'
\emph{GPU} Looms
H\textsubscript{2}O
Sorting in $O(n\log n)$ Time
na\"ive
\textit{in vivo}
K{\"o}ln
STOP
perl -I usr/share/perl5 -CO -MLaTeX::ToUnicode=convert -ne 'chomp; print convert($_), "\n"' titles | tee seen
cat > expected <<'STOP'
\emphGPU Looms
H\textsubscript2O
Sorting in $O(nlog n)$ Time
na\"ive
{in vivo}
Köln
STOP
diff expected seen || { echo Changed; exit 1; }
