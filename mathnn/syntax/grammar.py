"""The tables of the syntax: what each token is between two operands, before one, around one and after one.

A higher number binds tighter. Tokens of one level that follow each other make one node with many parts.
"""

from __future__ import annotations

import re
from functools import lru_cache

from mathnn.syntax.tokens import END

ROWS, CHOICE, LOGIC, WHEN, GIVEN, LIST, RELATION, SUM, NEGATION, PRODUCT, JUXTAPOSED = range(0, 110, 10)
LEVELS = {ROWS: "rows", CHOICE: "over", LOGIC: "logic", WHEN: "when", GIVEN: "given", LIST: "list",
          RELATION: "relation", SUM: "sum", PRODUCT: "product"}


def _table(rows: str) -> dict[str, str]:
    """Pairs of a name and the tokens that mean it, a line each."""
    table: dict[str, str] = {}
    for line in rows.strip().splitlines():
        name, *keys = line.split()
        table.update(dict.fromkeys(keys, name))
    return table


RELATIONS = _table(r"""
equal = ==
unequal \ne \neq !=
less < \lt \lneq \lneqq \lvertneqq
less_equal \le \leq \leqslant \leqq <=
greater > \gt \gneq \gneqq \gvertneqq
greater_equal \ge \geq \geqslant \geqq >=
approximately \approx \simeq \cong \approxeq \doteq
proportional \propto
identical \equiv
define := \triangleq \coloneqq \coloneq
assign \leftarrow \gets \longleftarrow
tends \to \rightarrow \longrightarrow \mapsto \longmapsto \xrightarrow
member \in
not_member \notin
contains \ni
subset \subset \subseteq
superset \supset \supseteq
distributed \sim \thicksim
much_less \ll \lessapprox \lesssim
much_greater \gg \gtrapprox \gtrsim
perpendicular \perp \bot
parallel_to \parallel
precedes \prec \preceq
succeeds \succ \succeq
""")
NEGATED = {"equal": "unequal", "member": "not_member"}
PRODUCTS = _table(r"""
cdot \cdot * \ast \cdotp \bullet
times \times
hadamard \odot \circledcirc
circle \circ
kronecker \otimes
divide / \div
cross_correlation \star
plus_direct \oplus
union \cup \bigcup
intersection \cap
difference \setminus \backslash
wedge \wedge
modulo \bmod \mod
""")
LOGICAL = _table(r"""
implies \implies \Rightarrow \Longrightarrow
implied \impliedby \Leftarrow \Longleftarrow
iff \iff \Leftrightarrow \Longleftrightarrow
and \land
or \lor \vee
""")

INFIX: dict[str, int] = {
    **dict.fromkeys(LOGICAL, LOGIC), **dict.fromkeys(RELATIONS, RELATION), **dict.fromkeys(PRODUCTS, PRODUCT),
    **dict.fromkeys(("+", "-", r"\pm", r"\mp", "−"), SUM), **dict.fromkeys((",", ";"), LIST),
    **dict.fromkeys((r"\mid", r"\middle|", ":", r"\colon"), GIVEN), r"\choose": CHOICE, r"\over": CHOICE,
    r"\stackrel": RELATION, r"\overset": RELATION, r"\not": RELATION,
}
PREFIX = frozenset(("-", "+", r"\pm", r"\mp", "−", r"\neg", r"\lnot"))
TRANSPOSES = frozenset((r"\top", r"\intercal", r"\mathsf{T}", r"\mathrm{T}", r"\text{T}", "T", r"\operatorname{T}"))
DOTS = frozenset((r"\dots", r"\ldots", r"\cdots", r"\vdots", r"\ddots", r"\dotsc", r"\dotsb", "..."))
WIDE = frozenset((r"\quad", r"\qquad", r"\enspace", r"\enskip"))
BREAK = "\\\\"

# Brackets: what opens, and what may close it; an interval may close with the other one.
CLOSES: dict[str, tuple[str, ...]] = {
    "(": (")", "]"), "[": ("]", ")", "["), r"\{": (r"\}", r"\rbrace"),
    r"\lbrace": (r"\}", r"\rbrace"), r"\langle": (r"\rangle",),
    r"\lfloor": (r"\rfloor",), r"\lceil": (r"\rceil",), r"\lvert": (r"\rvert",), r"\lVert": (r"\rVert",),
    r"\lbrack": (r"\rbrack", "]"), "|": ("|",), r"\|": (r"\|",), r"\vert": (r"\vert",), r"\Vert": (r"\Vert",),
    r"\mid": (r"\mid",),
}
BARS = {"|": "|", r"\|": r"\|", r"\vert": "|", r"\Vert": r"\|", r"\lvert": "|", r"\lVert": r"\|", r"\rvert": "|",
        r"\rVert": r"\|", r"\mid": "|"}
CLOSING = frozenset(close for closes in CLOSES.values() for close in closes if close not in BARS and close != "[") | {
    r"\rvert", r"\rVert"}
# Scripts that are typed as signs of their own: x², x₁, Aᵀ, A⁻¹.
RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻ⁿⁱᵀ", "0123456789-niT", strict=True))
LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "0123456789aehijklmnoprstuvx", strict=True))
SCRIPTS = frozenset(("_", "^", "'", "''", "'''", "''''", "!", r"\prime", *RAISED, *LOWERED))
ALWAYS_ENDS = frozenset((END, "&", BREAK, "}", *CLOSING, *INFIX, *WIDE, *SCRIPTS))  # a product, wherever they stand
PLAIN_ENDS = frozenset((END, ")", "]", "}"))
PUNCTUATION = frozenset((".", ",", ";", "?"))
STARS = frozenset(("*", r"\ast", r"\star"))
LATIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
BRACKET = {r"\mid": "|", r"\lbrace": r"\{", r"\rbrace": r"\}", r"\lbrack": "[", r"\rbrack": "]", r"\lvert": "|",
           r"\lVert": r"\|", r"\vert": "|",
           r"\Vert": r"\|"}

# Functions that take what follows them, by the name that the tree gives them.
FUNCTIONS = _table(r"""
exp \exp exp
log \log \ln log ln
log2 \lg
sin \sin sin
cos \cos cos
tan \tan tan
cot \cot cot
sec \sec sec
csc \csc csc
coth \coth coth
arcsin \arcsin arcsin asin
arccos \arccos arccos acos
arctan \arctan arctan atan
sinh \sinh sinh
cosh \cosh cosh
tanh \tanh tanh
sigmoid sigmoid Sigmoid logistic
relu ReLU relu RELU Relu
softplus softplus Softplus
softmax softmax Softmax SoftMax
sign sign sgn Sign
root sqrt
abs abs
floor floor
ceil ceil
erf erf
step step Step Heaviside
max \max max Max
min \min min Min
argmax argmax arg\,max arg~max
argmin argmin arg\,min arg~min
trace tr Tr trace Trace \tr \Tr \trace
det \det det Det
rank rank Rank \rank
diag diag Diag \diag
vec vec Vec
mean mean
angle \angle
""")
CALLED = frozenset((*"fghpqPFGLH", r"\sigma", r"\phi", r"\varphi", r"\psi", r"\pi", r"\Gamma"))  # mostly applied
BIG = _table(r"""
sum \sum
product \prod
integral \int \iint \iiint \oint
limit \lim lim \limsup \liminf
supremum \sup sup
infimum \inf inf
union \bigcup
intersection \bigcap
forall \forall
exists \exists
""")
EXTREMES = frozenset(("max", "min", "argmax", "argmin"))

# Words between two statements.
_SAYS = {
    "when": "if when whenever for where given with provided assuming as unless only over while since because "
            "such s.t. subject on",
    "and": "and & but also as_well_as ;",
    "or": "or",
    "implies": "then so thus hence therefore implies gives yields",
    "iff": "iff equivalently",
}
WORDS: dict[str, str] = {word: meaning for meaning, words in _SAYS.items() for word in words.split()}
# The two words of a case in other languages.
WORDS |= dict.fromkeys("wenn falls für si pour para cuando если якщо при 若 如果 当 當".split(), "when")
OTHERWISE = frozenset((
    "otherwise", "else", "or else", "elsewhere", "other", "else if not", "sonst", "sinon", "ailleurs", "en otro caso",
    "en caso contrario", "altrimenti", "caso contrário", "иначе", "інакше", "否则", "否則", "其他", "其它", "それ以外",
    "その他", "그 외", "그렇지 않으면"))
_REST = OTHERWISE - {"other", "其他", "其它", "その他"}  # which may also name a class
_TEXT = re.compile(r"\\(?:text\w*|mbox|hbox|mathrm|mathsf|mathtt|mathit|operatorname\*?)\s*\{(.*)\}", re.DOTALL)
_WORD = re.compile(r"(?:[^\W\d_]|[.;&])+")


@lru_cache(maxsize=2048)
def words_of(token: str) -> str | None:
    """What stands inside ``\\text{...}``, ``\\operatorname{...}`` and their like; None for another token."""
    found = _TEXT.fullmatch(token)
    return " ".join(found[1].replace("~", " ").split()) if found else None


@lru_cache(maxsize=2048)
def rest_of_all(token: str) -> bool:
    """Does a text say "otherwise" or "else"?"""
    return token[:1] == "\\" and (words_of(token) or "").strip(" .,;").lower() in _REST


@lru_cache(maxsize=2048)
def says(token: str) -> str | None:
    """What a text between two statements says of them: when, and, or, implies, iff; None for any other text."""
    if not token.startswith((r"\text", r"\mbox", r"\hbox", r"\mathrm")) or words_of(token) is None:
        return None
    found = _WORD.findall(words_of(token) or "")
    if not found:
        return "and" if not (words_of(token) or "").strip(", ") else None
    if [word.lower() for word in found[:3]] == ["if", "and", "only"]:
        return "iff"
    rest = [word.lower() for word in found if word.lower() not in ("and", ",")] if len(found) > 1 else []
    first = found[0].lower()
    if rest and WORDS.get(rest[0]) in ("when", "implies") and first in ("and", "or"):
        return WORDS[rest[0]]
    return WORDS.get(first) if len(found) <= 4 else None


_STYLE = re.compile(r"\\([A-Za-z]+)\s*\{?\s*(.*?)\s*\}?", re.DOTALL)
_SAME = {"mathbf": "mathbf", "bf": "mathbf", "bm": "boldsymbol", "pmb": "boldsymbol", "rm": "mathrm",
         "mathds": "mathbb", "mathbbm": "mathbb", "cal": "mathcal",
         "mathnormal": "mathit", "overrightarrow": "vec", "widehat": "hat", "overline": "bar", "widetilde": "tilde"}
_LETTERS = {r"\varepsilon": r"\varepsilon", r"\hslash": r"\hbar", r"\lbrace": r"\{"}


@lru_cache(maxsize=4096)
def canonical(token: str) -> str:
    """The one spelling of a name: ``\\hat y`` is ``\\hat{y}``, ``\\bm w`` is ``\\boldsymbol{w}``."""
    if (words := words_of(token)) is not None:
        if len(words) == 1 and token.startswith(r"\mathit"):
            return words
        upright = "mathrm" if token.startswith(r"\math") else "text"
        face = "operatorname" if token.startswith(r"\operatorname") else upright
        return f"\\{face}{{{words}}}"
    if token[0] != "\\" or token[1:].isalpha():
        return token
    found = _STYLE.fullmatch(token)
    if found is None or not found[2]:
        return token
    face = _SAME.get(found[1], found[1])
    inside = canonical(found[2])
    is_doubled = face in ("mathbf", "boldsymbol") and inside.startswith((r"\mathbf{", r"\boldsymbol{"))
    return inside if face == "mathit" or is_doubled else f"\\{face}{{{inside}}}"
