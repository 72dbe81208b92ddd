"""Examples of the IEEE Reference Guide, section II.

They were checked against quotations from the guide of March 2025.
"""

from ..reference_samples import work

EXAMPLES = {
    "Book": (
        work(
            "book",
            "Robot Vision",
            "B. Klaus; P. Horn",
            address="Cambridge, MA, USA",
            publisher="MIT Press",
            year=1986,
        ),
        "B. Klaus and P. Horn, *Robot Vision*. Cambridge, MA, USA: MIT Press, 1986.",
    ),
    "Book With Chapter Title": (
        work(
            "chapter",
            "Random patterns",
            "L. Stein",
            venue="Computers and You",
            editor="J. S. Brake",
            address="New York, NY, USA",
            publisher="Wiley",
            year=1994,
            pages="55-70",
        ),
        "L. Stein, “Random patterns,” in *Computers and You*, J. S. Brake, Ed., New York, NY, USA:"
        " Wiley, 1994,"
        " pp. 55–70.",
    ),
    "Conference Proceedings": (
        work(
            "conference",
            "Analysis of a CPW-fed annular slot ring antenna using DOE",
            "A. Amador-Perez; R. A. Rodriguez-Solis",
            venue="Proc. IEEE Antennas Propag. Soc. Int. Symp.",
            year=2006,
            month=7,
            pages="4301-4304",
        ),
        "A. Amador-Perez and R. A. Rodriguez-Solis, “Analysis of a CPW-fed annular slot ring antenna"
        " using DOE,”"
        " in *Proc. IEEE Antennas Propag. Soc. Int. Symp.*, Jul. 2006, pp. 4301–4304.",
    ),
    "Conference Proceedings With Location": (
        work(
            "conference",
            "On the compatibility of adaptive controllers",
            "S. P. Bingulac",
            venue="Proc. 4th Annu. Allerton Conf. Circuit Syst. Theory",
            address="New York, NY, USA",
            year=1994,
            pages="8-16",
        ),
        "S. P. Bingulac, “On the compatibility of adaptive controllers,” in *Proc. 4th Annu. Allerton Conf."
        " Circuit Syst. Theory*, New York, NY, USA, 1994, pp. 8–16.",
    ),
    "Book With Editors": (
        work(
            "book",
            "Human Biology of Pastoral Populations",
            editor="W. R. Leonard and M. H. Crawford",
            address="New York, NY, USA",
            publisher="Cambridge Univ. Press",
            year=2002,
        ),
        "W. R. Leonard and M. H. Crawford, Eds., *Human Biology of Pastoral Populations*. New York, NY, USA:"
        " Cambridge Univ. Press, 2002.",
    ),
    "Periodical With More Than Six Authors": (
        work(
            "journal",
            "Application of amorphous oxide TFT to electrophoretic display",
            "M. Ito; M. Kon; C. Miyazaki; N. Ikeda; M. Ishizaki; R. Matsubara; Y. Ugajin; N. Sekine",
            venue="J. Non-Cryst. Solids",
            volume="354",
            number="19",
            pages="2777-2782",
            year=2008,
            month=2,
        ),
        "M. Ito *et al.*, “Application of amorphous oxide TFT to electrophoretic display,” *J. Non-Cryst."
        " Solids*, vol. 354, no. 19, pp. 2777–2782, Feb. 2008.",
    ),
    "Conference Proceedings With DOI": (
        work(
            "conference",
            "The EURON roboethics roadmap",
            "G. Veruggio",
            venue="Proc. Humanoids ’06: 6th IEEE-RAS Int. Conf. Humanoid Robots",
            year=2006,
            pages="612-617",
            doi="10.1109/ICHR.2006.321337",
        ),
        "G. Veruggio, “The EURON roboethics roadmap,” in *Proc. Humanoids ’06: 6th IEEE-RAS Int. Conf."
        " Humanoid"
        " Robots*, 2006, pp. 612–617, doi: 10.1109/ICHR.2006.321337.",
    ),
    "Patent": (
        work(
            "patent",
            "Nonlinear resonant circuit devices",
            "J. P. Wilkinson",
            type="U.S. Patent",
            number="3 624 125",
            year=1990,
            month=7,
            day=16,
        ),
        "J. P. Wilkinson, “Nonlinear resonant circuit devices,” U.S. Patent 3 624 125, Jul. 16, 1990.",
    ),
    "Periodical With DOI": (
        work(
            "journal",
            "Induction of electric field in human bodies moving near MRI: An efficient BEM computational"
            " procedure",
            "M. M. Chiampi; L. L. Zilberti",
            venue="IEEE Trans. Biomed. Eng.",
            volume="58",
            number="10",
            pages="2787-2793",
            year=2011,
            month=10,
            doi="10.1109/TBME.2011.2158315",
        ),
        "M. M. Chiampi and L. L. Zilberti, “Induction of electric field in human bodies moving near MRI: An"
        " efficient BEM computational procedure,” *IEEE Trans. Biomed. Eng.*, vol. 58, no. 10, pp. 2787–2793,"
        " Oct. 2011, doi: 10.1109/TBME.2011.2158315.",
    ),
    "Periodical With Article ID": (
        work(
            "journal",
            "Optical gain and laser characteristics of InGaN quantum wells on ternary InGaN substrates",
            "J. Zhang; N. Tansu",
            venue="IEEE Photon. J.",
            volume="5",
            number="2",
            pages="2600111",
            year=2013,
            month=4,
        ),
        "J. Zhang and N. Tansu, “Optical gain and laser characteristics of InGaN quantum wells on"
        " ternary InGaN"
        " substrates,” *IEEE Photon. J.*, vol. 5, no. 2, Apr. 2013, Art. no. 2600111.",
    ),
    "Preprint": (
        work(
            "preprint",
            "Current-driven magnetic excitations in permalloy-based multilayer nanopillars",
            "S. Urazhdin; N. O. Birge; W. P. Pratt Jr.; J. Bass",
            year=2003,
            arxiv_id="cond-mat/0303149",
        ),
        "S. Urazhdin, N. O. Birge, W. P. Pratt Jr., and J. Bass, “Current-driven magnetic excitations in"
        " permalloy-based multilayer nanopillars,” 2003, arXiv:cond-mat/0303149.",
    ),
    "Report": (
        work(
            "report",
            "Oxygen absorption in the earth’s atmosphere",
            "E. E. Reber; R. L. Michell; C. J. Carter",
            venue="Aerospace Corp.",
            address="Los Angeles, CA, USA",
            number="TR-0200 (4230-46)-3",
            year=1988,
            month=11,
        ),
        "E. E. Reber, R. L. Michell, and C. J. Carter, “Oxygen absorption in the earth’s atmosphere,”"
        " Aerospace"
        " Corp., Los Angeles, CA, USA, Tech. Rep. TR-0200 (4230-46)-3, Nov. 1988.",
    ),
    "Report, another type": (
        work(
            "report",
            "Calibration program for the 16-foot antenna",
            "J. H. Davis; J. R. Cogdell",
            venue="Elect. Eng. Res. Lab., Univ. Texas",
            address="Austin, TX, USA",
            type="Tech. Memo.",
            number="NGL-006-69-3",
            year=1987,
            month=11,
            day=15,
        ),
        "J. H. Davis and J. R. Cogdell, “Calibration program for the 16-foot antenna,” Elect. Eng. Res. Lab.,"
        " Univ. Texas, Austin, TX, USA, Tech. Memo. NGL-006-69-3, Nov. 15, 1987.",
    ),
    "Software": (
        work(
            "software",
            "Raster: Geographic analysis and modeling with raster data",
            "R. J. Hijmans; J. van Etten",
            version="R Package Version 2.0-12",
            year=2012,
            month=1,
            day=12,
            url="http://CRAN.R-project.org/package=raster",
        ),
        "R. J. Hijmans and J. van Etten, “Raster: Geographic analysis and modeling with raster data,” R"
        " Package"
        " Version 2.0-12, Jan. 12, 2012. [Online]. Available: http://CRAN.R-project.org/package=raster",
    ),
    "Thesis (M.S.)": (
        work(
            "thesis",
            "Parametric study of thermal and chemical nonequilibrium nozzle flow",
            "N. Kawasaki",
            type="Master's thesis",
            venue="Dept. Electron. Eng., Osaka Univ.",
            address="Osaka, Japan",
            year=1993,
        ),
        "N. Kawasaki, “Parametric study of thermal and chemical nonequilibrium nozzle flow,” M.S."
        " thesis, Dept."
        " Electron. Eng., Osaka Univ., Osaka, Japan, 1993.",
    ),
    "Dissertation (Ph.D.)": (
        work(
            "thesis",
            "Narrow-band analyzer",
            "J. O. Williams",
            venue="Dept. Elect. Eng., Harvard Univ.",
            address="Cambridge, MA, USA",
            year=1993,
        ),
        "J. O. Williams, “Narrow-band analyzer,” Ph.D. dissertation, Dept. Elect. Eng., Harvard Univ.,"
        " Cambridge, MA, USA, 1993.",
    ),
}
