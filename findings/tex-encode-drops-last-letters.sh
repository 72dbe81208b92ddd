#!/usr/bin/env bash
# TeX::Encode 2.010 (Perl; Debian 12, package libtex-encode-perl 2.010-2), an encoding "latex" for LaTeX in names and titles.
# Expected: what is decoded is all of the text; accents with braces, M\"{u}ller, are the same as without ("LaTeX: A Document Preparation
# System", table 3.1: \"{o}, \v{o}, \c{o}).
# Seen: an accent with braces stays a command without them, "\vCapek" or "\"uller", and the last letter of the text is lost: "M\"ulle" for Müller,
# "\vCape" for Čapek, "Ph\dam and Ro"; without accents in braces, the text is whole.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
packages=$(apt-get install -qq --simulate --reinstall --no-install-recommends libtex-encode-perl=2.010-2 2>/dev/null |
    sed -nE 's/^Inst (\S+) .*\((\S+) .*/\1=\2/p') && apt-get download -qq $packages 2>/dev/null || { echo "Needs Debian 12's packages."; exit 2; }
for package in *.deb; do dpkg-deb -x "$package" .; done
export LD_LIBRARY_PATH=$(echo "$PWD"/{,usr/}lib/*-linux-gnu | tr ' ' :)
export PERL5LIB=$PWD/usr/share/perl5:$(echo "$PWD"/usr/lib/*/perl5/5.*)
cat > decode.pl <<'STOP'
use utf8;
use Encode;
use TeX::Encode;
binmode STDOUT, ':utf8';
while (<DATA>) { chomp; my $text = $_; print "$text: ", decode('latex', $_), "\n"; }
__DATA__
M\"uller
M\"{u}ller
\v{C}apek
Ph\d{a}m and Roe
Garc\'{\i}a
\c{S}ahin, {\O}ystein, Doe
na\"ive looms
STOP
perl decode.pl | tee seen
cat > expected <<'STOP'
M\"uller: Müller
M\"{u}ller: M\"ulle
\v{C}apek: \vCape
Ph\d{a}m and Roe: Ph\dam and Ro
Garc\'{\i}a: Garc\'ı
\c{S}ahin, {\O}ystein, Doe: \cSahin, Øystein, Do
na\"ive looms: naïve looms
STOP
diff expected seen || { echo Changed; exit 1; }
