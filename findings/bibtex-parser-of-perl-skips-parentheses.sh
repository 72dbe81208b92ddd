#!/usr/bin/env bash
# BibTeX::Parser 1.03 (Perl; Debian 12, package libbibtex-parser-perl 1.03+dfsg-2).
# Expected: "@book(...)" with parentheses is an entry as with braces; a name that begins with {\O} begins with a capital ("Tame the
# BeaST", 2.2 and 11), so {\O}ystein is a given name.
# Seen: entries in parentheses are dropped ("key contains illegal characters"); {\O}ystein and {\'E}lise are particles as "van" is.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
packages=$(apt-get install -qq --simulate --reinstall --no-install-recommends libbibtex-parser-perl=1.03+dfsg-2 2>/dev/null |
    sed -nE 's/^Inst (\S+) .*\((\S+) .*/\1=\2/p') && apt-get download -qq $packages 2>/dev/null || { echo "Needs Debian 12's packages."; exit 2; }
for package in *.deb; do dpkg-deb -x "$package" .; done
export LD_LIBRARY_PATH=$(echo "$PWD"/{,usr/}lib/*-linux-gnu | tr ' ' :)
export PERL5LIB=$PWD/usr/share/perl5:$(echo "$PWD"/usr/lib/*/perl5/5.*)
cat > papers.bib <<'END'
@book(looms,
  author = "Doe, Jane",
  title  = "Looms"
)
@article{warp,
  author = {{\O}ystein Aas and {\'E}lise Roe and Ludwig van Beethoven},
  title  = {Warp}
}
END
cat > read.pl <<'END'
use strict;
use BibTeX::Parser;
use IO::File;
my $parser = BibTeX::Parser->new(IO::File->new('papers.bib'));
while (my $entry = $parser->next) {
    print $entry->parse_ok ? $entry->key : 'not read: ' . $entry->error, "\n";
    next unless $entry->parse_ok;
    print join(' | ', map { defined ? $_ : '' } $_->first, $_->von, $_->last), "\n" for $entry->author;
}
END
perl read.pl | tee output.txt
for text in 'not read: Malformed entry' ' | {\O}ystein | Aas' " | {\\'E}lise | Roe" 'Ludwig | van | Beethoven'; do
    grep -qF "$text" output.txt || { echo "Changed: no $text"; exit 1; }
done
