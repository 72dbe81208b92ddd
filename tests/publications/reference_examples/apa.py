"""Examples of the Publication Manual of the American Psychological Association, 7th edition.

The data were checked against the test file of biblatex-apa, which has the numbers of the examples, and the
reference examples on apastyle.apa.org; the references against the CSL style of 2026.

URLs other than DOIs are left out if Labsite would not have them: the URL of its own page is not a source.
"""

from ..reference_samples import work

EXAMPLES = {
    "example 1, journal article with a DOI": (
        work(
            "journal",
            "Language learning as language use: A cross-linguistic model of child language development",
            "S. M. McCauley; M. H. Christiansen",
            year=2019,
            venue="Psychological Review",
            volume="126",
            number="1",
            pages="1-51",
            doi="10.1037/rev0000126",
        ),
        "McCauley, S. M., & Christiansen, M. H. (2019). Language learning as language use: A cross-linguistic"
        " model of child language development. *Psychological Review*, *126*(1), 1–51."
        " https://doi.org/10.1037/rev0000126",
    ),
    "example 4, journal article with 21 or more authors": (
        work(
            "journal",
            "The NCEP/NCAR 40-year reanalysis project",
            "E. Kalnay; M. Kanamitsu; R. Kistler; W. Collins; D. Deaven; L. Gandin; M. Iredell; S. Saha;"
            "G. White; J. Woollen; Y. Zhu; M. Chelliah; W. Ebisuzaki; W. Higgins; J. Janowiak; K. C. Mo;"
            "C. Ropelewski; J. Wang; A. Leetmaa; R. Reynolds; R. Jenne; D. Joseph",
            year=1996,
            month=3,
            venue="Bulletin of the American Meteorological Society",
            volume="77",
            number="3",
            pages="437–471",
        ),
        "Kalnay, E., Kanamitsu, M., Kistler, R., Collins, W., Deaven, D., Gandin, L., Iredell, M., Saha, S.,"
        " White, G., Woollen, J., Zhu, Y., Chelliah, M., Ebisuzaki, W., Higgins, W., Janowiak, J., Mo, K. C.,"
        " Ropelewski, C., Wang, J., Leetmaa, A., . . . Joseph, D. (1996). The NCEP/NCAR 40-year reanalysis"
        " project. *Bulletin of the American Meteorological Society*, *77*(3), 437–471.",
    ),
    "example 6, journal article with an article number": (
        work(
            "journal",
            "Body ownership increases the interference between observed and executed movements",
            "D. Burin; K. Kilteni; M. Rabuffetti; M. Slater; L. Pia",
            year=2019,
            venue="PLOS ONE",
            volume="14",
            number="1",
            pages="e0209899",
            doi="10.1371/journal.pone.0209899",
        ),
        "Burin, D., Kilteni, K., Rabuffetti, M., Slater, M., & Pia, L. (2019). Body ownership increases the"
        " interference between observed and executed movements. *PLOS ONE*, *14*(1), Article e0209899."
        " https://doi.org/10.1371/journal.pone.0209899",
    ),
    "example 5, a group among the authors": (
        work(
            "journal",
            "What does it take to have a strong and independent profession of midwifery? Lessons from the"
            " Netherlands",
            "De Vries, R.; M. Nieuwenhuijze; S. E. Buitendijk; the members of Midwifery Science Work Group",
            year=2013,
            venue="Midwifery",
            volume="29",
            number="10",
            pages="1122-1128",
            doi="10.1016/j.midw.2013.07.007",
        ),
        "De Vries, R., Nieuwenhuijze, M., Buitendijk, S. E., & the members of Midwifery Science Work Group."
        " (2013). What does it take to have a strong and independent profession of midwifery? Lessons from"
        " the Netherlands. *Midwifery*, *29*(10), 1122–1128. https://doi.org/10.1016/j.midw.2013.07.007",
    ),
    "example 23, book with an editor besides": (
        work(
            "book",
            "Thinking in systems: A primer",
            "D. H. Meadows",
            editor="D. Wright",
            year=2008,
            publisher="Chelsea Green Publishing",
        ),
        "Meadows, D. H. (2008). *Thinking in systems: A primer* (D. Wright, Ed.). Chelsea Green Publishing.",
    ),
    "apastyle.apa.org, translated book (without its note on the original)": (
        work(
            "book",
            "The psychology of the child",
            "J. Piaget; B. Inhelder",
            translator="Weaver, H.",
            year=1969,
            edition="2",
            publisher="Basic Books",
        ),
        "Piaget, J., & Inhelder, B. (1969). *The psychology of the child* (H. Weaver, Trans.; 2nd ed.). Basic"
        " Books.",
    ),
    "example 24, edited book": (
        work(
            "book",
            "Entrenchment and the psychology of language learning: How we reorganize and adapt linguistic"
            " knowledge",
            editor="Schmid, Hans-Jörg",
            year=2017,
            publisher="American Psychological Association; De Gruyter Mouton",
            doi="10.1037/15969-000",
        ),
        "Schmid, H.-J. (Ed.). (2017). *Entrenchment and the psychology of language learning: How we"
        " reorganize and adapt linguistic knowledge*. American Psychological Association; De Gruyter Mouton."
        " https://doi.org/10.1037/15969-000",
    ),
    "example 26, book with three editors": (
        work(
            "book",
            "Guided participation in pediatric nursing practice",
            editor="K. F. Pridham and R. Limbo and M. Schroeder",
            year=2018,
            publisher="Springer Publishing Company",
        ),
        "Pridham, K. F., Limbo, R., & Schroeder, M. (Eds.). (2018). *Guided participation in pediatric"
        " nursing practice*. Springer Publishing Company.",
    ),
    "example 30, a volume": (
        work(
            "book",
            "Handbook of social psychology",
            editor="S. T. Fiske and D. T. Gilbert and G. Lindzey",
            year=2010,
            edition="5",
            volume="1",
            publisher="John Wiley & Sons",
            doi="10.1002/9780470561119",
        ),
        "Fiske, S. T., Gilbert, D. T., & Lindzey, G. (Eds.). (2010). *Handbook of social psychology* (5th"
        " ed., Vol. 1). John Wiley & Sons. https://doi.org/10.1002/9780470561119",
    ),
    "example 32, published by its author": (
        work(
            "book",
            "Diagnostic and statistical manual of mental disorders",
            "American Psychiatric Association",
            year=2013,
            edition="Fifth",
            publisher="American Psychiatric Association",
            doi="10.1176/appi.books.9780890425596",
        ),
        "American Psychiatric Association. (2013). *Diagnostic and statistical manual of mental disorders*"
        " (5th ed.). https://doi.org/10.1176/appi.books.9780890425596",
    ),
    "example 50, report by two groups": (
        work(
            "report",
            "Strengthening trans-Tasman economic relations",
            "Australian Government Productivity Commission; New Zealand Productivity Commission",
            year=2012,
        ),
        "Australian Government Productivity Commission & New Zealand Productivity Commission. (2012)."
        " *Strengthening trans-Tasman economic relations*.",
    ),
    "example 50, report with a number": (
        work(
            "report",
            "Facing forward: Life after cancer treatment",
            "National Cancer Institute",
            year=2018,
            type="NIH Publication",
            number="18-2424",
            venue="U.S. Department of Health and Human Services, National Institutes of Health",
        ),
        "National Cancer Institute. (2018). *Facing forward: Life after cancer treatment* (NIH Publication"
        " No. 18-2424). U.S. Department of Health and Human Services, National Institutes of Health.",
    ),
    "example 51, report by individual authors": (
        work(
            "report",
            "Democratic defense against disinformation",
            "D. Fried; A. Polyakova",
            year=2018,
            publisher="Atlantic Council",
        ),
        "Fried, D., & Polyakova, A. (2018). *Democratic defense against disinformation*. Atlantic Council.",
    ),
    "apastyle.apa.org, thesis in an archive": (
        work(
            "thesis",
            "The interaction of state and trait worry on response monitoring in those with worry and"
            " obsessive-compulsive symptoms",
            "L. Zambrano-Vazquez",
            year=2016,
            venue="University of Arizona",
            publisher="UA Campus Repository",
        ),
        "Zambrano-Vazquez, L. (2016). *The interaction of state and trait worry on response monitoring in"
        " those with worry and obsessive-compulsive symptoms* [Doctoral dissertation, University of Arizona]."
        " UA Campus Repository.",
    ),
    "apastyle.apa.org, preprint without a DOI": (
        work(
            "preprint",
            "Autism and bilingualism: A qualitative interview study of parents’ perspectives and experiences",
            "S. Hampton; H. Rabagliati; A. Sorace; S. Fletcher-Watson",
            year=2017,
            venue="PsyArXiv",
        ),
        "Hampton, S., Rabagliati, H., Sorace, A., & Fletcher-Watson, S. (2017). *Autism and bilingualism: A"
        " qualitative interview study of parents’ perspectives and experiences*. PsyArXiv.",
    ),
    "example 20, authored book with a DOI": (
        work(
            "book",
            "Feminist therapy",
            "L. S. Brown",
            year=2018,
            edition="2",
            publisher="American Psychological Association",
            doi="10.1037/0000092-000",
        ),
        "Brown, L. S. (2018). *Feminist therapy* (2nd ed.). American Psychological Association."
        " https://doi.org/10.1037/0000092-000",
    ),
    "example 38, chapter in an edited book": (
        work(
            "chapter",
            "Affirmative cognitive behavior therapy with sexual and gender minority people",
            "K. F. Balsam; C. R. Martell; K. P. Jones; S. A. Safren",
            year=2019,
            editor="Iwamasa, G. Y. and Hays, P. A.",
            venue="Culturally responsive cognitive behavior therapy: Practice and supervision",
            edition="2nd",
            pages="287–314",
            publisher="American Psychological Association",
            doi="10.1037/0000119-012",
        ),
        "Balsam, K. F., Martell, C. R., Jones, K. P., & Safren, S. A. (2019). Affirmative cognitive behavior"
        " therapy with sexual and gender minority people. In G. Y. Iwamasa & P. A. Hays (Eds.), *Culturally"
        " responsive cognitive behavior therapy: Practice and supervision* (2nd ed., pp. 287–314). American"
        " Psychological Association. https://doi.org/10.1037/0000119-012",
    ),
    "section 10.5, conference proceedings published as a book": (
        work(
            "conference",
            "Probability estimation by an adapted genetic algorithm in web insurance",
            "A.-L. Bedenel; L. Jourdan; C. Biernacki",
            year=2019,
            editor="R. Battiti and M. Brunato and I. Kotsireas and P. Pardalos",
            venue="Lecture notes in computer science: Vol. 11353. Learning and intelligent optimization",
            pages="225--240",
            publisher="Springer",
            doi="10.1007/978-3-030-05348-2_21",
        ),
        "Bedenel, A.-L., Jourdan, L., & Biernacki, C. (2019). Probability estimation by an adapted genetic"
        " algorithm in web insurance. In R. Battiti, M. Brunato, I. Kotsireas, & P. Pardalos (Eds.), *Lecture"
        " notes in computer science: Vol. 11353. Learning and intelligent optimization* (pp. 225–240)."
        " Springer. https://doi.org/10.1007/978-3-030-05348-2_21",
    ),
    "example 65, thesis from a database": (
        work(
            "thesis",
            "Resistance to authority: Methodological innovations and new lessons from the Milgram experiment",
            "M. M. Hollander",
            year=2017,
            number="10289373",
            venue="University of Wisconsin–Madison",
            publisher="ProQuest Dissertations and Theses Global",
        ),
        "Hollander, M. M. (2017). *Resistance to authority: Methodological innovations and new lessons from"
        " the Milgram experiment* (Publication No. 10289373) [Doctoral dissertation, University of"
        " Wisconsin–Madison]. ProQuest Dissertations and Theses Global.",
    ),
    "example 66, thesis": (
        work(
            "thesis",
            "Dealing with dual differences: Social coping strategies of gifted and lesbian, gay, bisexual,"
            " transgender, and queer adolescents",
            "V. H. Hutcheson",
            year=2012,
            type="Master's thesis",
            venue="The College of William & Mary",
            publisher="William & Mary Digital Archive",
        ),
        "Hutcheson, V. H. (2012). *Dealing with dual differences: Social coping strategies of gifted and"
        " lesbian, gay, bisexual, transgender, and queer adolescents* [Master’s thesis, The College of"
        " William & Mary]. William & Mary Digital Archive.",
    ),
    "example 73, preprint in an archive": (
        work(
            "preprint",
            "When money talks: Judging risk and coercion in high-paying clinical trials",
            "C. Leuker; L. Samartzidis; R. Hertwig; T. J. Pleskac",
            year=2018,
            venue="PsyArXiv",
            doi="10.17605/OSF.IO/9P7CB",
        ),
        "Leuker, C., Samartzidis, L., Hertwig, R., & Pleskac, T. J. (2018). *When money talks: Judging risk"
        " and coercion in high-paying clinical trials*. PsyArXiv. https://doi.org/10.17605/OSF.IO/9P7CB",
    ),
    "example 75, data set": (
        work(
            "dataset",
            "Cognitive effects of music and dance training in children",
            "A. D'Souza; M. Wiseheart",
            year=2018,
            version="ICPSR 37080; Version V1",
            publisher="ICPSR",
            doi="10.3886/ICPSR37080.v1",
        ),
        "D'Souza, A., & Wiseheart, M. (2018). *Cognitive effects of music and dance training in children*"
        " (ICPSR 37080; Version V1) [Data set]. ICPSR. https://doi.org/10.3886/ICPSR37080.v1",
    ),
    "example 77, software": (
        work(
            "software",
            "Comprehensive meta-analysis",
            "M. Borenstein; L. Hedges; J. Higgins; H. Rothstein",
            year=2014,
            version="3.3.070",
            publisher="Biostat",
            url="https://www.meta-analysis.com/",
        ),
        "Borenstein, M., Hedges, L., Higgins, J., & Rothstein, H. (2014). *Comprehensive meta-analysis*"
        " (Version 3.3.070) [Computer software]. Biostat. https://www.meta-analysis.com/",
    ),
    "section 11.8, patent": (
        work(
            "patent",
            "Using metaphors to present concepts across different intellectual domains",
            "S. C. Hiremath; S. Kumar; F. Lu; A. Salehi",
            year=2016,
            type="U.S. Patent",
            number="9,367,592",
            publisher="U.S. Patent and Trademark Office",
        ),
        "Hiremath, S. C., Kumar, S., Lu, F., & Salehi, A. (2016). *Using metaphors to present concepts across"
        " different intellectual domains* (U.S. Patent No. 9,367,592). U.S. Patent and Trademark Office.",
    ),
}
