#!/usr/bin/env bash
# Lingua::EN::NameParse (Perl; Debian 12, package liblingua-en-nameparse-perl 1.38-1) on names of authors.
# Expected: "Di Wu" has a given name, as "Jane Doe" has; letters with accents are letters, as in English papers; St. John is a family name.
# Seen: two letters are initials, so Di Wu is "DI Wu"; "García Márquez" is cut behind "Garc", and the rest is printed as "Ía Márquez";
# "St. John" becomes "st John".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq liblingua-en-nameparse-perl=1.38-1 libparse-recdescent-perl 2>/dev/null || { echo "Needs Debian 12's packages."; exit 2; }
for package in *.deb; do dpkg-deb -x "$package" .; done
export PERL5LIB=usr/share/perl5
cat > names.pl <<'STOP'
use utf8;
binmode STDOUT, ':utf8';
use Lingua::EN::NameParse;
my $parser = Lingua::EN::NameParse->new(allow_reversed => 1, lc_prefix => 1);
for my $name ('Jane Doe', 'Di Wu', 'Wu, Di', 'Gabriel García Márquez', 'Mary St. John') {
    my $error = $parser->parse($name);
    my %part = $parser->components;
    print join(' | ', $name, $error, $parser->case_all, map { "$_: $part{$_}" } grep { $part{$_} } sort keys %part), "\n";
}
STOP
perl names.pl | tee seen
cat > expected <<'STOP'
Jane Doe | 0 | Jane Doe | given_name_1: Jane | surname_1: Doe
Di Wu | 0 | DI Wu | initials_1: DI | surname_1: Wu
Wu, Di | 0 | DI Wu | initials_1: DI | surname_1: Wu
Gabriel García Márquez | 0 | Gabriel Garc ía Márquez | given_name_1: Gabriel | non_matching: Ía Márquez | surname_1: Garc
Mary St. John | 0 | Mary st John | given_name_1: Mary | surname_1: st John
STOP
diff expected seen || { echo Changed; exit 1; }
