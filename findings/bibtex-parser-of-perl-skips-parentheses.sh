#!/usr/bin/env bash
# BibTeX::Parser 1.03 (Perl; Debian 12, package libbibtex-parser-perl 1.03+dfsg-2).
# Expected: "@book(...)" with parentheses is an entry as with braces; a name that begins with {\O} begins with a capital ("Tame the
# BeaST", 2.2 and 11), so {\O}ystein is a given name.
# Seen: entries in parentheses are dropped ("key contains illegal characters"); {\O}ystein and {\'E}lise are particles as "van" is.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq libbibtex-parser-perl=1.03+dfsg-2 2>/dev/null || { echo "Needs Debian 12's package libbibtex-parser-perl."; exit 2; }
dpkg-deb -x libbibtex-parser-perl*.deb .
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
perl -I usr/share/perl5 read.pl | tee output.txt
for text in 'not read: Malformed entry' ' | {\O}ystein | Aas' " | {\\'E}lise | Roe" 'Ludwig | van | Beethoven'; do
    grep -qF "$text" output.txt || { echo "Changed: no $text"; exit 1; }
done
