#!/usr/bin/env bash
# MARC::Crosswalk::DublinCore 0.02 (Perl; Debian 12, package libmarc-crosswalk-dublincore-perl 0.02-4): records of books to Dublin Core.
# Expected (Library of Congress, "MARC to Dublin Core Crosswalk"): the date comes from the fields 260 or 264, where libraries have it since
# RDA (2013), the publisher too; the ISBN is an identifier; creators are names.
# Seen: no record has a date or an ISBN; one with 264 has no publisher either; the editor is a creator called "Doe, Jane, editor.".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq libmarc-crosswalk-dublincore-perl=0.02-4 lib{class-accessor,dublincore-record,marc-record,sub-name}-perl 2>/dev/null ||
    { echo "Needs Debian 12's packages."; exit 2; }
for package in *.deb; do dpkg-deb -x "$package" .; done
export PERL5LIB=usr/share/perl5:$(echo usr/lib/*/perl5/5.*)
cat > convert.pl <<'STOP'
use strict;
use MARC::Crosswalk::DublinCore;
use MARC::Record;
for my $tag (260, 264) {
    my $record = MARC::Record->new;
    $record->leader('00000nam a2200000 i 4500');
    $record->append_fields(
        MARC::Field->new('020', ' ', ' ', a => '9783161484100'),
        MARC::Field->new('100', '1', ' ', a => 'Roe, Richard.'),
        MARC::Field->new('245', '1', '0', a => 'Looms.'),
        MARC::Field->new($tag, ' ', $tag == 264 ? '1' : ' ', a => 'Delft :', b => 'Loom Press,', c => '2024.'),
        MARC::Field->new('700', '1', ' ', a => 'Doe, Jane,', e => 'editor.'),
    );
    my $dc = MARC::Crosswalk::DublinCore->new->as_dublincore($record);
    print "$tag: ", join('; ', map { $_->name . '=' . $_->content } $dc->elements), "\n";
}
STOP
perl convert.pl 2>/dev/null | tee seen
cat > expected <<'STOP'
260: Title=Looms.; Creator=Roe, Richard.; Creator=Doe, Jane, editor.; Publisher=Delft : Loom Press,; Type=Text
264: Title=Looms.; Creator=Roe, Richard.; Creator=Doe, Jane, editor.; Type=Text
STOP
diff expected seen || { echo Changed; exit 1; }
