#!/usr/bin/env bash
# Text::Capitalize 1.5 (Perl; Debian 12, package libtext-capitalize-perl 1.5-2): titles of papers with `capitalize_title`.
# Expected: "’", the apostrophe that Unicode prefers (section 6.2), is one as "'" is; β keeps its shape, since its capital is the Greek Β, which
# looks like the Latin B.
# Seen: "müller's looms" is right, but "müller’s looms" is "Müller’S Looms", and "don’t" "Don’T"; β-catenin is "Β-Catenin".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
packages=$(apt-get install -qq --simulate --reinstall --no-install-recommends libtext-capitalize-perl=1.5-2 2>/dev/null |
    sed -nE 's/^Inst (\S+) .*\((\S+) .*/\1=\2/p') && apt-get download -qq $packages 2>/dev/null || { echo "Needs Debian 12's packages."; exit 2; }
for package in *.deb; do dpkg-deb -x "$package" .; done
export PERL5LIB=$PWD/usr/share/perl5
cat > titles.pl <<'STOP'
use utf8;
use Text::Capitalize;
binmode STDOUT, ':utf8';
print "$_ -> ", capitalize_title($_, PRESERVE_ANYCAPS => 1), "\n"
    for "müller's looms", "müller’s looms", "yarns don't lie", "yarns don’t lie", "it’s the DNA of β-catenin";
STOP
perl titles.pl | tee seen
cat > expected <<'STOP'
müller's looms -> Müller's Looms
müller’s looms -> Müller’S Looms
yarns don't lie -> Yarns Don't Lie
yarns don’t lie -> Yarns Don’T Lie
it’s the DNA of β-catenin -> It’S the DNA of Β-Catenin
STOP
diff expected seen || { echo Changed; exit 1; }
