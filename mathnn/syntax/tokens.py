"""LaTeX text -> tokens, by one compiled expression. Spaces and line comments belong to the token after them.

A letter with its typeface or accent is one token (``\\mathbf{w}``, ``\\hat y``), since it is one name; so are a bracket
with its size (``\\left(``), a text, and the beginning of an environment.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from mathnn.errors import ReadError
from mathnn.syntax.names import LETTERS

LONGEST = 100_000  # characters of one formula
END = ""  # the token after the last

FACES = ("mathbf|textbf|boldsymbol|bm|pmb|mathbb|mathbbm|mathds|mathcal|mathscr|mathfrak|mathrm|mathsf|mathit|"
         "mathnormal|mathtt|bf|cal|rm|vec")
ACCENTS = "hat|widehat|bar|overline|tilde|widetilde|dot|ddot|check|breve|underline|overrightarrow"
WORDS = "text|textrm|textnormal|textit|textbf|textsf|texttt|mbox|hbox|mathrm|mathsf|mathtt|mathit|operatorname\\*?"
SIZES = "left|right|middle|[bB]igg?[lrm]?"
_LETTER = r"(?:\\[A-Za-z]+|[A-Za-z0-9])"
_STYLED = rf"(?:{FACES})(?:\s*\{{\s*{_LETTER}\s*\}}|\s*[0-9]|\s*\\[A-Za-z]+|\s+[A-Za-z])"
_ACCENTED = (
    rf"(?:{ACCENTS})(?:\s*\{{\s*(?:\\{_STYLED}|{_LETTER})\s*\}}|\s*\\{_STYLED}|\s*\\[A-Za-z]+|\s*[0-9]|\s+[A-Za-z])"
)
_BLANK = r"[\s\u200b-\u200d\u2060\ufeff\u00ad]*"  # spaces, and signs without a width
_SKIPPED = _BLANK + (
    r"(?:(?:\\[,;:!>/ \n\t]|~|\\(?:displaystyle|textstyle|scriptstyle|limits|nolimits|thinspace|negthinspace|medspace"
    r"|notag|nonumber|mathstrut|strut|hfill|scriptscriptstyle|space|tiny|small|footnotesize|normalsize|large)(?![A-Za-z])"
    r"|\\(?:text)?color\s*\{[^{}]{0,40}\}|\\(?:text|mbox|mathrm)\s*\{\s*\}|%[^\n]*(?:\n|$)"
    r"|\\[vh]?phantom\s*\{[^{}]{0,80}\}|\\(?:kern|mkern|hskip|mskip)\s*-?[\d.]+\s*(?:em|ex|pt|mu|cm|mm|in))"
) + _BLANK + ")*"
_GROUP = r"\{[^{}]{0,1000}(?:\{[^{}]{0,200}\}[^{}]{0,1000}){0,20}\}"
# Functions in plain letters, ``exp(-x)``, and quantities in words: no product of single letters is meant.
_PLAIN = ("arg(?:max|min)|log|ln|exp|sinh?|cosh?|tanh?|max|min|det|diag|softmax|softplus|sigmoid|sign|sgn|relu|ReLU|"
          "Softmax|Sigmoid|sqrt|abs|floor|ceil|arcsin|arccos|arctan|asin|acos|atan|cot|sec|csc|coth")
_QUANTITY = ("[Ll]oss|[Cc]ost|[Ee]rror|[Ii]nput|[Oo]utput|[Vv]ariance|[Aa]ccuracy|[Pp]recision|[Rr]ecall|[Ss]core|"
             "[Oo]dds|logits?|R?MSE|MAE|RSS|SSE|SSR|BCE")
_OF_MATRICES = "Pr|KL|[Tt]r(?:ace)?|[Rr]ank|var|cov|std"  # in plain letters before brackets
_UNIT = "net|out|target"  # of a neuron, which its index names: net_{h1}
_SPELLED = (r"(?=[A-Za-z][A-Za-z.])(?:"  # no letter alone: most are
            rf"(?<![A-Za-z\\])(?:(?:{_PLAIN})(?=\s*(?:\\left\s*|\\[bB]igg?l?\s*)?[(\[]|[_^'])"
            rf"|(?:Var|Cov)(?=\s*[(\[])|(?:{_QUANTITY})(?![A-Za-z])|(?:{_UNIT})(?=_)|s\.\s?t\.(?![A-Za-z]))"
            rf"|(?:{_OF_MATRICES})(?=\s*(?:\\left\s*|\\[bB]igg?l?\s*)?[(\[{{])"
            r"|(?<![A-Za-z\\])ln(?=[\\ ])|log(?=[\\(\[_^A-Z{ ]|[a-z](?![a-z])))")
_SWITCHED = r"\{\s*\\(?:rm|sf|tt|it|sl)\s+[A-Za-z][A-Za-z.-]*\s*\}"  # a word behind an old switch: {\rm sign}
_ONE_DIGIT = (
    r"(?:(?<=[_^])|(?<=[_^] )|(?<=\\frac)|(?<=\\frac )|(?<=\\frac\d)|(?<=\\frac \d)|(?<=[td]frac)|(?<=[td]frac\d)"
    r"|(?<=binom)|(?<=binom\d))\d"
)
_GROUPED = r"(?<![\d.])[1-9]\d{0,2}(?:(?:\\,|~)\d{3})+(?![\d.])"  # 1\,024, with thin spaces between thousands
_TOKEN = re.compile(
    rf"{_SKIPPED}({_SPELLED}|{_SWITCHED}|=:|[A-Za-z{{}}()\[\]^_+=\-,&/]|{_ONE_DIGIT}|{_GROUPED}|\d+(?:\{{,\}}\d{{3}})*(?:\.\d+|\.(?=\s*[/*+)}}]))?|\.\d+|'+"
    rf"|\\(?:{_STYLED}|{_ACCENTED}|(?:{WORDS})\s*{_GROUP}"
    rf"|(?:{SIZES})(?![A-Za-z])\s*(?:\{{\s*(?:\\[{{}}|]|[()\[\]|/])\s*\}}|\\[A-Za-z]+|\\.|[^\s])"
    r"|begin\s*\{[A-Za-z]+\*?\}(?:\s*\{[lcr|@ ]+\})?|end\s*\{[A-Za-z]+\*?\}"
    r"|[hv]space\*?\s*\{[^{}]{0,40}\}|(?:tag|label)\*?\s*\{[^{}]{0,80}\}"
    r"|[A-Za-z]+|.)|:=|<=|>=|!=|\.\.\.|\.\*|\S|$)",
    re.DOTALL,
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_OPEN, _CLOSED = frozenset(("(", "[", "{", r"\{")), frozenset((")", "]", "}", r"\}"))
_SIZE = re.compile(r"\\(left|right|middle|[bB]igg?[lrm]?)\s*(.+)", re.DOTALL)
# Other spellings of a token: a larger bar of no side, which opens or closes as the plain one does; signs typed as such.
_COMMON = {
    **{rf"\{size}{sign}": bar for size in ("big", "Big", "bigg", "Bigg")
       for sign, bar in (("|", "|"), (r"\|", r"\|"), (r"\vert", "|"), (r"\Vert", r"\|"))},
    r"\vert": "|", r"\Vert": r"\|", r"\left\vert": r"\left|", r"\right\vert": r"\right|", r"\left\Vert": r"\left\|",
    r"\right\Vert": r"\right\|", "‖": r"\|", "∥": r"\|", "...": r"\ldots", r"\hdots": r"\ldots", r"\dotso": r"\ldots",
    r"\dotsi": r"\cdots", r"\dotsm": r"\cdots", "’": "'", "′": "'", r"\dot{\cup}": r"\cup", r"\dot\cup": r"\cup",
    r"\uplus": r"\cup", r"\sqcup": r"\cup", r"\triangle": r"\Delta", r"\bigtriangleup": r"\Delta",
    r"\triangledown": r"\nabla", r"\bigtriangledown": r"\nabla",
    ".*": r"\odot",  # as programs write it
    "=:": "=", r"\eqqcolon": "=",  # what stands on the right is defined
    r"\lt": "<", r"\gt": ">",
    **dict(zip("，。；：、（）＝＋－", ",.;:,()=+-", strict=True)),  # of Chinese and Japanese type
    "s.t.": r"\text{s.t.}", "s. t.": r"\text{s.t.}",
    **dict(zip("⊤∂∇∑∏∫√∞×÷·⋅≤≥≠≈→←∈∉⊙∘∝∼±…⟨⟩⊗∀∃⇒⇔ℝℓ", (
        r"\top \partial \nabla \sum \prod \int \sqrt \infty \times / \cdot \cdot \le \ge \ne \approx \to \leftarrow "
        r"\in \notin \odot \circ \propto \sim \pm \ldots \langle \rangle \otimes \forall \exists \Rightarrow "
        r"\Leftrightarrow \mathbb{R} \ell").split(), strict=True)),
    **{sign: rf"\{name}" for name, sign in LETTERS.items()},
}
_UNCOMMON = re.compile(r"\.[.*]|\{\s*\\(?:rm|sf|tt|it|sl)\b|\\bf\b|s\.\s?t\.|[vV]ert|textbf|=:|"
                       r"\\(?:[bB]ig|[lg]t(?![A-Za-z])|eqqcolon|hdots|dot|hspace|uplus|sqcup|triangle)")
_MADE_BOLD = re.compile(r"[A-Za-z]|\\(?:alpha|beta|gamma|delta|epsilon|eta|theta|lambda|mu|nu|xi|phi|varphi|psi|omega|"
                        r"sigma|Sigma|Gamma|Delta|Theta|Lambda|Phi|Psi|Omega)")
_BOLD_SWITCH = re.compile(r"\\bf(?:\s+\w|\s*\\)")
_BOLD_LETTER = re.compile(rf"\\textbf\s*\{{\s*{_LETTER}\s*\}}")  # a letter, as in many texts; no word
_BRACED_SIZE = re.compile(rf"(\\(?:{SIZES}))\s*\{{\s*(\\?[^\sA-Za-z])\s*\}}")  # \Big{(}
_DOUBLE = 2  # bars of a norm
_FEWEST_MIXED = 5  # bars of a norm and an absolute value, less one
_ALPHABETS = 0x1D400  # where the mathematical alphabets begin
_SIDES = {"left": "open", "right": "close", "middle": "middle", "l": "open", "r": "close", "m": "middle"}


def tokens(latex: str) -> list[str]:
    """The tokens of a formula and an empty one at its end, in time linear in its length.

    Raises ReadError for a control character and for a text that is too long; for nothing else.
    """
    if len(latex) > LONGEST:
        raise ReadError(f"the formula is longer than {LONGEST} characters", start=LONGEST, end=len(latex))
    if not latex.isprintable() and (found := _CONTROL.search(latex)):
        at = found.start()
        raise ReadError(f"a control character ({ord(latex[at]):#04x}) stands in the formula", construct=repr(latex[at]),
                        start=at, end=at + 1)
    keys: list[str] = _TOKEN.findall(latex)
    if len(keys) > 1 and not keys[-2]:
        keys.pop()
    if not _is_plain(latex):
        keys = [common(key) for key in keys]
        if r"\bf" in latex:
            keys = _bold(keys)
    if "|" in keys or r"\left|" in keys:
        doubled = _doubled(keys)
        keys = [key[:-1] + r"\|" if i in doubled else key for i, key in enumerate(keys) if i - 1 not in doubled]
    return keys


def _is_plain(latex: str) -> bool:
    """Is nothing in it that is spelled in another way, so that the tokens are as they should be?"""
    return latex.isascii() and not _UNCOMMON.search(latex)


@lru_cache(maxsize=1024)
def common(key: str) -> str:
    """The common spelling of a token: of bars without a side, signs that are typed as themselves, dots, spaces."""
    if (found := _COMMON.get(key)) is not None:
        return found
    if key.startswith(r"\hspace") and "-" not in key:
        return r"\quad"
    if "textbf" in key and _BOLD_LETTER.search(key):
        return key.replace(r"\textbf", r"\mathbf")
    if key[:1] == "{" != key:
        return _upright(key)
    if (size := _BRACED_SIZE.fullmatch(key)) is not None:
        return common(size[1] + size[2])
    if len(key) == 1 and not key.isascii():
        return _typed(key)
    return key


def _upright(group: str) -> str:
    """The word in braces behind an old switch of the typeface, as the command of today spells it."""
    return rf"\mathrm{{{group[1:-1].split()[1]}}}"


def _bold(keys: list[str]) -> list[str]:
    r"""All letters of a group in bold behind its switch: {\bf X w} holds a bold w too."""
    depth = 0
    since: int | None = None  # the depth of the group that a switch made bold
    made: list[str] = []
    for before, key in zip(("", *keys), keys, strict=False):
        depth += (key == "{") - (key == "}")
        since = None if since is not None and depth < since else since
        if depth == since and before not in ("^", "_") and _MADE_BOLD.fullmatch(key):  # no index, no ^T
            key = rf"\mathbf{{{key}}}"
        elif since is None and before in ("", "{") and _BOLD_SWITCH.match(key):
            since = depth
        made.append(key)
    return made


def _typed(sign: str) -> str:
    """A letter of the mathematical alphabets in its typeface; any other sign as it is."""
    letter = unicodedata.normalize("NFKC", sign)
    if sign == letter or len(letter) != 1 or ord(sign) < _ALPHABETS:
        return sign
    letter = _COMMON.get(letter, letter)
    return rf"\mathbf{{{letter}}}" if "BOLD" in unicodedata.name(sign, "") else letter


def _doubled(keys: list[str]) -> frozenset[int]:
    """Where two bars are one sign, ||x|| or P || Q: where all bars inside the same brackets stand in pairs."""
    found: set[int] = set()
    levels: list[list[int]] = [[]]
    for i, key in enumerate((*keys, ")")):
        if key in _OPEN or (key[:5] == r"\left" and not key[5:6].isalpha()):
            levels.append([])
        elif key in _CLOSED or (key[:6] == r"\right" and not key[6:7].isalpha()):
            bars = levels.pop() if levels else []
            if len(bars) % 2 == 0 and all(b == a + 1 for a, b in zip(bars[::2], bars[1::2], strict=True)):
                found.update(bars[::2])
            elif len(bars) > _FEWEST_MIXED:
                found.update(_norms_among(bars))
        elif key == "|" and levels:
            levels[-1].append(i)
    return frozenset(found | _doubled_sized(keys))


def _norms_among(bars: list[int]) -> list[int]:
    """Where norms begin and end beside absolute values, ||V - W|| = |v - w|; none within an absolute value."""
    runs: list[list[int]] = []
    for bar in bars:
        if runs and bar == runs[-1][-1] + 1:
            runs[-1].append(bar)
        else:
            runs.append([bar])
    found: list[int] = []
    opened = 0  # the bars of what is open: 2 of a norm, 1 of an absolute value
    for run in runs:
        at = 0
        while at < len(run):
            many = opened or min(len(run) - at, _DOUBLE + 1)
            if many > len(run) - at or many > _DOUBLE:
                return []  # one inside another
            found += run[at : at + 1] * (many == _DOUBLE)
            opened = 0 if opened else many
            at += many
    return [] if opened else found


def _doubled_sized(keys: list[str]) -> set[int]:
    """The same for ``\\left|\\left| x \\right|\\right|``: every such bar has its like beside it."""
    opening = [i for i, key in enumerate(keys) if key == r"\left|"]
    closing = [i for i, key in enumerate(keys) if key == r"\right|"]
    if len(opening) % 2 or len(opening) != len(closing):
        return set()
    pairs = [*zip(opening[::2], opening[1::2], strict=True), *zip(closing[::2], closing[1::2], strict=True)]
    return {a for a, _ in pairs} if all(b == a + 1 for a, b in pairs) else set()


def spans(latex: str) -> list[tuple[int, int]]:
    """Where each token stands. Asked for only when something is to be shown: most formulas never need it."""
    found = [match.span(1) for match in _TOKEN.finditer(latex)]
    if len(found) > 1 and found[-2][0] == found[-2][1]:
        found.pop()
    written = [latex[start:end] for start, end in found]
    doubled = _doubled([common(key) for key in written]) if "|" in latex or not _is_plain(latex) else ()
    return [(start, found[i + 1][1] if i in doubled else end) for i, (start, end) in enumerate(found)
            if i - 1 not in doubled]


def sized(token: str) -> tuple[str, str]:
    """The bracket in ``\\left(`` and its like, and its side: open, close, middle, or empty when it may be any."""
    found = _SIZE.fullmatch(token)
    assert found is not None
    return found[2], _SIDES.get(found[1]) or _SIDES.get(found[1][-1], "")
