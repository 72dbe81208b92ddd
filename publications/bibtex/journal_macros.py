"""The macros for journals in entries of NASA's Astrophysics Data System (ADS).

Source: ADS's list of journal abbreviations, which the macros of the AAS journals' LaTeX classes print.
"""

import re
from typing import NamedTuple


class Journal(NamedTuple):
    """The full and the short name of a journal."""

    name: str
    short: str


_TABLE = """
aj      | AJ | The Astronomical Journal
actaa   | Acta Astron. | Acta Astronomica
araa    | ARA&A | Annual Review of Astronomy and Astrophysics
apj     | ApJ | The Astrophysical Journal
apjl    | ApJL | The Astrophysical Journal Letters
apjlett | ApJL | The Astrophysical Journal Letters
apjs    | ApJS | The Astrophysical Journal Supplement Series
apjsupp | ApJS | The Astrophysical Journal Supplement Series
ao      | Appl. Opt. | Applied Optics
applopt | Appl. Opt. | Applied Optics
apss    | Ap&SS | Astrophysics and Space Science
aap     | A&A | Astronomy & Astrophysics
astap   | A&A | Astronomy & Astrophysics
aapr    | A&ARv | The Astronomy and Astrophysics Review
aaps    | A&AS | Astronomy & Astrophysics Supplement Series
azh     | AZh | Astronomicheskii Zhurnal
baas    | BAAS | Bulletin of the American Astronomical Society
bac     | BAICz | Bulletin of the Astronomical Institutes of Czechoslovakia
bain    | BAN | Bulletin of the Astronomical Institutes of the Netherlands
caa     | ChA&A | Chinese Astronomy and Astrophysics
cjaa    | ChJA&A | Chinese Journal of Astronomy and Astrophysics
fcp     | FCPh | Fundamentals of Cosmic Physics
gca     | GeCoA | Geochimica et Cosmochimica Acta
grl     | GRL | Geophysical Research Letters
iaucirc | IAUC | IAU Circulars
icarus  | Icarus | Icarus
jaavso  | JAAVSO | Journal of the American Association of Variable Star Observers
jcap    | JCAP | Journal of Cosmology and Astroparticle Physics
jcp     | JChPh | The Journal of Chemical Physics
jgr     | JGR | Journal of Geophysical Research
jqsrt   | JQSRT | Journal of Quantitative Spectroscopy and Radiative Transfer
jrasc   | JRASC | Journal of the Royal Astronomical Society of Canada
maps    | M&PS | Meteoritics & Planetary Science
memras  | MmRAS | Memoirs of the Royal Astronomical Society
memsai  | MmSAI | Memorie della Società Astronomica Italiana
mnras   | MNRAS | Monthly Notices of the Royal Astronomical Society
na      | NewA | New Astronomy
nar     | NewAR | New Astronomy Reviews
nat     | Nature | Nature
natas   | NatAs | Nature Astronomy
nphysa  | NuPhA | Nuclear Physics A
pasa    | PASA | Publications of the Astronomical Society of Australia
pasj    | PASJ | Publications of the Astronomical Society of Japan
pasp    | PASP | Publications of the Astronomical Society of the Pacific
physrep | PhR | Physics Reports
physscr | PhyS | Physica Scripta
planss  | P&SS | Planetary and Space Science
psj     | PSJ | The Planetary Science Journal
pra     | PRA | Physical Review A
prb     | PRB | Physical Review B
prc     | PRC | Physical Review C
prd     | PRD | Physical Review D
pre     | PRE | Physical Review E
prl     | PRL | Physical Review Letters
procspie| Proc. SPIE | Proceedings of SPIE
qjras   | QJRAS | Quarterly Journal of the Royal Astronomical Society
rmxaa   | RMxAA | Revista Mexicana de Astronomía y Astrofísica
skytel  | S&T | Sky & Telescope
solphys | SoPh | Solar Physics
sovast  | SvA | Soviet Astronomy
ssr     | SSRv | Space Science Reviews
zap     | ZA | Zeitschrift für Astrophysik
"""
JOURNALS = {
    macro: Journal(name, short)
    for macro, short, name in (map(str.strip, line.split("|")) for line in _TABLE.strip().splitlines())
}
_MACRO = re.compile(r"\s*(?:\{\s*)?\\([A-Za-z]+)\s*\}?\s*")


def journal_of_macro(latex: str) -> Journal | None:
    r"""Return the journal that LaTeX such as "\apj" or "{\mnras}" stands for, or None."""
    match = _MACRO.fullmatch(latex)
    return JOURNALS.get(match[1]) if match else None
