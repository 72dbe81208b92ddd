"""Tables of LaTeX commands and the characters they print."""

from publications.citing.maths_symbols import MATHS, pairs

# The combining characters of the accent commands.
ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
    "t": "\u0361",
    "textcommabelow": "\u0326",
    "textogonek": "\u0328",
    "textacutedbl": "\u030b",
    "textogonekcentered": "\u0328",
    "h": "\u0309",
    "U": "\u030e",
    "G": "\u030f",
    "f": "\u0311",
}
# The accents that a command prints if its argument is empty.
BARE_ACCENTS = {"~": "~", "^": "^", "`": "`", "'": "'", '"': '"', ".": "."}
# Commands of a backslash and one character that is not a letter.
CHARACTERS = {
    **{character: character for character in "%&#_${}()[]*|"},
    **dict.fromkeys("-/@!", ""),
    **dict.fromkeys("\\ \n,;:>", " "),
}
# The Cyrillic letters of Slavic languages by their names in the encoding T2A.
_CYRILLIC = pairs(
    """
    CYRA А CYRB Б CYRV В CYRG Г CYRGUP Ґ CYRD Д CYRDJE Ђ CYRE Е CYRYO Ё CYRIE Є CYRZH Ж CYRZ З CYRDZE Ѕ
    CYRI И CYRII І CYRYI Ї CYRISHRT Й CYRJE Ј CYRK К CYRL Л CYRLJE Љ CYRM М CYRN Н CYRNJE Њ CYRO О CYRP
    П CYRR Р CYRS С CYRT Т CYRTSHE Ћ CYRU У CYRUSHRT Ў CYRF Ф CYRH Х CYRC Ц CYRCH Ч CYRDZHE Џ CYRSH Ш
    CYRSHCH Щ CYRHRDSN Ъ CYRERY Ы CYRSFTSN Ь CYREREV Э CYRYU Ю CYRYA Я
    """
)
_OTHER_CHARACTERS = pairs(
    """
    o ø O Ø l ł L Ł ss ß SS SS ae æ AE Æ oe œ OE Œ aa å AA Å i ı j ȷ dh ð DH Ð th þ TH Þ dj đ DJ Đ ng ŋ
    NG Ŋ imath ı jmath ȷ ij ĳ IJ Ĳ textendash – textemdash — textquoteleft ‘ textquoteright ’ lq ‘ rq ’
    textquotedblleft “ textquotedblright ” textquotesingle ' textquotedbl " quotedblbase „
    quotesinglbase ‚ guillemotleft « guillemotright » glqq „ grqq “ flqq « frqq » guilsinglleft ‹
    guilsinglright › og « fg » ldots … dots … textellipsis … cdots ⋯ textbackslash \\ slash /
    textasciitilde ~ textasciicircum ^ textasciigrave ` textbraceleft { textbraceright } lbrace { rbrace
    } textless < textgreater > textbar | textunderscore _ textdollar $ textdegree ° degree °
    texttrademark ™ textregistered ® textcopyright © copyright © pounds £ textsterling £ euro € texteuro
    € EUR € textmu µ S § P ¶ textsection § dag † ddag ‡ textdagger † textdaggerdbl ‡
    textasteriskcentered * textbullet • textperiodcentered · textexclamdown ¡ textquestiondown ¿
    textordfeminine ª textordmasculine º Letter ✉ Envelope ✉ envelope ✉ faEnvelope ✉ faEnvelopeO ✉ LaTeX
    LaTeX TeX TeX BibTeX BibTeX LaTeXe LaTeX2e textnumero № and and
    ohorn ơ OHORN Ơ uhorn ư UHORN Ư
    hyphen - textrightarrow → textleftarrow ← texttimes × textpm ± textonehalf ½ backslash \\ XeLaTeX XeLaTeX
    LuaLaTeX LuaLaTeX pdfLaTeX pdfLaTeX textinfty ∞ textminus − textepsilon ε textphi φ
    textonesuperior ¹ texttwosuperior ² textthreesuperior ³ textonequarter ¼ textthreequarters ¾ textdiv
    ÷ textperthousand ‰ textpertenthousand ‱ textohm Ω textcelsius °C texttildelow ~ textlnot ¬
    textparagraph ¶ textcent ¢ textyen ¥ textwon ₩ textcurrency ¤ textbrokenbar ¦ textopenbullet ◦
    textuparrow ↑ textdownarrow ↓
    """
)
# Commands that print a character or a word.
WORDS = {
    **_CYRILLIC,
    **{name.lower(): letter.lower() for name, letter in _CYRILLIC.items()},
    **{f"text{name}": letter for name, letter in MATHS.items() if "Α" <= letter <= "ω"},
    **_OTHER_CHARACTERS,
    **dict.fromkeys(["space", "quad", "qquad", "newline", "par", "hfill", "newblock", "nobreakspace"], " "),
}
# Font switches and spacing, which print nothing.
SILENT = frozenset(
    """
    allowbreak bf bfseries bibinitdelim bibinitperiod big Big Bigl bigl bigr Bigr boldmath break
    cyrchar displaystyle em footnotesize huge ignorespaces it itshape Large LARGE large leavevmode left limits
    linebreak mathstrut mdseries noindent nolimits nolinebreak normalfont normalsize null protect relax
    right rm rmfamily sc scriptsize scshape selectfont sf sffamily sl slshape small textstyle tiny tt
    ttfamily unboldmath unskip upshape
    """.split()
)
# Commands that print their argument unchanged.
TRANSPARENT = frozenset(
    """
    bibfnamefont bibnamefont bm boldsymbol ce citenamefont emph ensuretext fbox hbox mathbf mathit
    mathrm mbox mkbibbold mkbibemph mkbibitalic natexlab nolinkurl path surname text textbf textit
    textmd textnormal textrm textsc textsf textsl texttt textup uline underline url
    """.split()
)
# Commands that do not print their (first) argument.
DROPPED = frozenset(
    """
    bibinfo cite citeauthor citep citet CJKfamily color fontencoding fontfamily fontseries fontshape
    footnote footnotemark foreignlanguage hphantom href hspace index label noopsort orcidlink phantom
    PrintFirst ref SortNoop texorpdfstring textcolor thanks vphantom vspace
    """.split()
)
