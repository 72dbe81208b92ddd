"""Tables of the commands of TeX's maths and the characters they print."""


def pairs(table: str) -> dict[str, str]:
    """Return the first word of a text as key of the second, the third as key of the fourth, and so on."""
    words = table.split()
    return dict(zip(words[::2], words[1::2], strict=True))


# Maths commands that print a character other than a Latin letter.
MATHS = pairs(
    """
    alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ
    lambda λ mu μ nu ν xi ξ pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi
    φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega
    Ω ell ℓ hbar ℏ infty ∞ partial ∂ nabla ∇ pm ± mp ∓ times × cdot · div ÷ ast * star ⋆ circ ∘ bullet •
    leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ approx ≈ sim ∼ simeq ≃ equiv ≡ propto ∝ ll ≪ gg ≫ lesssim ≲ gtrsim
    ≳ to → gets ← rightarrow → leftarrow ← leftrightarrow ↔ Rightarrow ⇒ longrightarrow ⟶ mapsto ↦
    uparrow ↑ downarrow ↓ in ∈ subset ⊂ cup ∪ cap ∩ forall ∀ exists ∃ emptyset ∅ oplus ⊕ otimes ⊗ odot ⊙
    perp ⊥ parallel ∥ dagger † ddagger ‡ dag † ddag ‡ prime ′ sum ∑ prod ∏ int ∫ lbrack [ rbrack ] ldots
    … dots … cdots ⋯ textasteriskcentered * sharp ♯ flat ♭ Letter ✉ degree ° mid | langle ⟨ rangle ⟩ deg
    ° S § P ¶ wedge ∧ vee ∨ surd √ subseteq ⊆ supset ⊃ supseteq ⊇ notin ∉ ni ∋ cong ≅ hookrightarrow ↪ iff ⟺
    Leftrightarrow ⇔ longleftrightarrow ⟷ Leftarrow ⇐ setminus ∖ triangle △ angle ∠ aleph ℵ Re ℜ Im ℑ wp ℘
    top ⊤ models ⊨ vdash ⊢ vdots ⋮ ddots ⋱ lceil ⌈ rceil ⌉ lfloor ⌊ rfloor ⌋ oint ∮ bigcup ⋃ bigcap ⋂
    coprod ∐ diamond ⋄ prec ≺ succ ≻ preceq ⪯ succeq ⪰ asymp ≍ doteq ≐ nearrow ↗ searrow ↘ updownarrow ↕
    rightleftharpoons ⇌ sqcap ⊓ sqcup ⊔ uplus ⊎ sqsubseteq ⊑ sqsupseteq ⊒ wr ≀ ominus ⊖ oslash ⊘ bowtie ⋈
    dashv ⊣ smile ⌣ frown ⌢ bigvee ⋁ bigwedge ⋀ biguplus ⨄ bigsqcup ⨆ bigodot ⨀ nwarrow ↖ swarrow ↙
    Uparrow ⇑ Downarrow ⇓ Updownarrow ⇕ longleftarrow ⟵ Longleftarrow ⟸ Longrightarrow ⟹ longmapsto ⟼
    hookleftarrow ↩ leftharpoonup ↼ leftharpoondown ↽ rightharpoonup ⇀ rightharpoondown ⇁ diamondsuit ♢
    heartsuit ♡ clubsuit ♣ spadesuit ♠ natural ♮ bigtriangledown ▽ triangleleft ◁ triangleright ▷
    """
)
# Formulas of LaTeX without packages for characters that have no command there.
COMPOUNDS = pairs(
    r"""
    \stackrel{<}{\sim} ≲ \stackrel{>}{\sim} ≳ \not\equiv ≢ \not\simeq ≄ \not\approx ≉ \not< ≮ \not> ≯
    \not\leq ≰ \not\geq ≱ \not\subset ⊄ \not\supset ⊅ \not\subseteq ⊈ \not\supseteq ⊉ \not\ni ∌
    \not\mid ∤ \not\parallel ∦ \not\cong ≇ \not\sim ≁ \not\exists ∄ \not\prec ⊀ \not\succ ⊁
    {}^{\prime\prime\prime} ‴
    """
)
_SUPERSCRIPT_PAIRS = zip("0123456789+-−=()n∘", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ°", strict=True)
_SUBSCRIPT_PAIRS = zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True)
SUPERSCRIPTS = {ord(character): superscript for character, superscript in _SUPERSCRIPT_PAIRS}
SUBSCRIPTS = {ord(character): subscript for character, subscript in _SUBSCRIPT_PAIRS}
# Letters that Unicode has in these forms, for text that is only read.
_LETTER_SUPERSCRIPTS = zip("abcdefghijklmoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True)
_LETTER_SUBSCRIPTS = zip("aehijklmnoprstuvx", "ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True)
ALL_SUPERSCRIPTS = SUPERSCRIPTS | {ord(letter): script for letter, script in _LETTER_SUPERSCRIPTS}
ALL_SUBSCRIPTS = SUBSCRIPTS | {ord(letter): script for letter, script in _LETTER_SUBSCRIPTS}
# The combining characters of accents in maths.
MATHS_ACCENTS = {
    "acute": "\u0301",
    "bar": "\u0304",
    "breve": "\u0306",
    "check": "\u030c",
    "ddot": "\u0308",
    "dot": "\u0307",
    "grave": "\u0300",
    "hat": "\u0302",
    "mathring": "\u030a",
    "overline": "\u0304",
    "tilde": "\u0303",
    "vec": "\u20d7",
    "widehat": "\u0302",
    "widetilde": "\u0303",
}
# Names of functions, which are separated from the letters beside them.
FUNCTIONS = frozenset(
    """
    arccos arcsin arctan arg bmod cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup
    ln log max min mod Pr sec sin sinh sup tan tanh
    """.split()
)
# Characters with a space on both sides.
RELATIONS = frozenset("=<>≤≥≠≈∼≃≡∝≪≫≲≳→←↔⇒⟶↦∈⊂⊆∪∩∧∨≅↪∉⟺⇔")
MATHS_READ_ONLY = pairs(
    """
    leqslant ≤ geqslant ≥ implies ⇒ longrightarrow ⟶ bot ⊥ cdots ⋯ colon : lVert ‖ rVert ‖ Vert ‖ lvert |
    rvert | vert | lbrace { rbrace } neg ¬ lnot ¬ land ∧ lor ∨ bigoplus ⊕ bigotimes ⊗ Box □ square □
    blacksquare ■ varnothing ∅ complement ∁ downarrow ↓ lbrack [ rbrack ] backslash \\ And & micro µ
    celsius ℃ percent % permil ‰ AA Å ss ß o ø imath ı jmath ȷ hslash ℏ eth ð mho ℧ lozenge ◊ checkmark ✓
    euro € pounds £ copyright ©
    """
)
DOUBLE_STRUCK = dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True))
