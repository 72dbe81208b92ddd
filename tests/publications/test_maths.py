"""Formulas in titles as text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publications.citing.maths import readable_title


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (r"Search for ${\rm t\bar{t}H}$", "Search for tt̄H"),
        (r"$\mathcal{O}(n\log n)$ sorting", "O(n log n) sorting"),
        (r"$\mathcal{O}(n \log n)$ sorting", "O(n log n) sorting"),
        (r"at $\sqrt{s}=13$ TeV", "at √s=13 TeV"),
        (r"$K^0_S \to \pi^+\pi^-$", "K⁰_S → π⁺π⁻"),
        (r"$B_s^0\rightarrow\mu^+\mu^-$ decay", "Bₛ⁰ → μ⁺μ⁻ decay"),
        (r"$x_{\mathrm{eff}}$ and $x^{n+1}$", "x_eff and xⁿ⁺¹"),
        (r"$\frac{1}{2}$ and $\frac{a+b}{c}$", "1/2 and (a+b)/c"),
        (r"$k$-means in $\mathbb{R}^d$", "k-means in ℝᵈ"),
        (r"$\ell_{\infty}$ norm", "ℓ_∞ norm"),
        (r"$$E=mc^2$$", "E=mc²"),
        (r"$\log^2 n$", "log² n"),
        (r"$^{13}\mathrm{C}$", "¹³C"),
        (r"$D^{*+}$", "D*⁺"),
        (r"$\textsc{sat}$ and $\nicefrac{1}{2}$", "sat and 1/2"),
        (r"$n = 3$ and $a<b$", "n = 3 and a<b"),
        ("from $5 to $6", "from $5 to $6"),
        ("no formula", "no formula"),
        ("${", "${"),
    ],
)
def test_formula_is_readable_as_text(title, text):
    assert readable_title(title) == text


@given(st.text(st.sampled_from(r"\{}$^_ab1 =&~frac[]"), max_size=60))
@settings(max_examples=200)
def test_any_text_is_readable(text):
    assert isinstance(readable_title(f"${text}$"), str)


def test_deeply_nested_formula_is_readable():
    assert readable_title("$" + "{" * 900 + "x" + "}" * 900 + "$") is not None
