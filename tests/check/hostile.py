"""Text that was written to break a reader: deep, long, endless, broken, and random pieces of formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from random import Random

DEEP = 10_000


def _nested(opening: str, closing: str, times: int = DEEP) -> str:
    return opening * times + "x" + closing * times + " = x"


def _matrix(size: int, cell: str) -> str:
    rows = r" \\ ".join(" & ".join(cell for _ in range(size)) for _ in range(size))
    return rf"\begin{{pmatrix}} {rows} \end{{pmatrix}}"


ENTRIES = r" \\ ".join(" & ".join(f"a_{{{i}{j}}}" for j in range(1, 10)) for i in range(1, 10))

# What each is, and the text.
TEXTS: Mapping[str, str] = {
    **{
        f"nested {name}": _nested(*pair)
        for name, pair in {
            "braces": ("{", "}"),
            "brackets": ("(", ")"),
            "fractions": (r"\frac{1}{", "}"),
            "roots": (r"\sqrt{", "}"),
            "powers": ("x^{", "}"),
            "indices": ("x_{", "}"),
            "tall brackets": (r"\left(", r"\right)"),
            "signs": ("-", ""),
            "functions": (r"\sin ", ""),
            "sums": (r"\sum_{i=1}^{n} ", ""),
            "bars": ("|", "|"),
            "norms": (r"\|", r"\|"),
            "derivatives": (r"\frac{d}{dx} ", ""),
        }.items()
    },
    "nested bounds": r"\sum_{i=1}^{" * 3000 + "n" + "}" * 3000 + "x = 1",
    "nested cases": _nested(r"\begin{cases} ", r" & x > 0 \end{cases}", 3000),
    "nested matrices": _nested(r"\begin{pmatrix} ", r" \end{pmatrix}", 3000),
    "200 derivatives": r"\frac{d}{dx} " * 200 + "x = 1",
    "opened only": "(" * DEEP + "x = x",
    "closed only": ")" * DEEP + "x = x",
    "primes": "f" + "'" * DEEP + "(x) = x",
    "chain": "x = " * 20_000 + "x",
    "implications": r"x = 1 \implies " * 5000 + "x = 1",
    **{
        f"a megabyte of {piece!r}": piece * (1_000_000 // len(piece)) + "= 0"
        for piece in ("x + ", "x", "1", " ", "&", "\\", r"\\ ", ",", "^", r"\frac", "{", "\u0301", "é")
    },
    "long name": r"\mathbf{" + "a" * 50_000 + "} = 1",
    "long text": r"\text{" + "a" * 50_000 + "} = x",
    "high power": r"2^{10^{9}} = x",
    "high power of a letter": r"x^{10^{9}} = x^{10^{9}}",
    "tower": r"9^{9^{9^{9}}} = 1",
    "powers of powers": r"((2^{1000})^{1000})^{1000} = 1",
    "long expansion": r"(x + y + z + w + u + v)^{200} = 1",
    "tower of e": r"e^{e^{e^{e^{e^{x}}}}} = x",
    "odd power": r"2^{0.123456789012345} = 1",
    "long sum": r"\sum_{i=1}^{10^{12}} i = 1",
    "long product": r"\prod_{i=1}^{10^{12}} x = x",
    "sum of a million": r"\sum_{i=1}^{1000000} i = 500000500000",
    "nested long sums": r"\sum_{i=1}^{1000} \sum_{j=1}^{1000} \sum_{k=1}^{1000} i j k = 1",
    "seven sums": "".join(rf"\sum_{{{i}=1}}^{{n}} " for i in "ijklmpq")
    + r"x_i x_j x_k x_l x_m x_p x_q = (\sum_i x_i)^7",
    "factorial": r"100000! = 1",
    "binomial": r"\binom{1000000}{500000} = 1",
    "root of high degree": r"\sqrt[1000000]{x} = x",
    "large matrix": f"{_matrix(500, '1')} = {_matrix(500, '1')}",
    "large matrix, short": f"{_matrix(150, '1')} = 0",
    "determinant": rf"\det \begin{{pmatrix}} {ENTRIES} \end{{pmatrix}} = 0",
    "inverse": rf"\begin{{pmatrix}} {ENTRIES} \end{{pmatrix}}^{{-1}} = I",
    "far entry": r"x_{100000000} = 1",
    "kronecker": r" \otimes ".join("A" * 12) + " = A",
    "inverse of a product": r"(ABCDEFGH)^{-1} = H^{-1} G^{-1}",
    "many absolute values": " + ".join(f"|{a} - {b}|" for a in "abcdef" for b in "uvwxyz") + r" \ge 0",
    "many conditions": r"\max(a, b, c, d, u, v, w, x, y, z) \ge \min(a, b, c, d, u, v, w, x, y, z)",
    "high derivative": r"\frac{\partial^{1000000} f}{\partial x^{1000000}} = 1",
    "decimal": "0." + "1" * 5000 + " = 1/9",
    "roots in roots": r"\sqrt{x + \sqrt{x + \sqrt{x + \sqrt{x + \sqrt{x}}}}} = x",
    "nul": "x\0 = x",
    "control characters": "".join(map(chr, range(32))) + "x = x",
    "half a character": "x\ud800 = x",
    "turned text": "\u202ex = x",
    "picture": "😀 = 😀",
    "bad bytes": b"x \xff\xfe = \xc3".decode(errors="surrogateescape"),
    "replacement": b"\xff = x".decode(errors="replace"),
    "python": "__import__('os').system('exit') = 1",
    "python in a name": r"\operatorname{__import__('os')}(x) = 1",
    "python in text": r"\text{eval(open('/etc/passwd').read())} = 1",
    "format": "{0.__class__} = %s %n {x!r}",
    "closed first": "}{ = x",
    "environment": r"\begin{foo} x \end{foo} = x",
    "open environment": r"\begin{pmatrix} x",
    "end alone": r"\end{pmatrix}",
    "left alone": r"\left( x",
    "right alone": r"x \right)",
    "nothing": "",
    "spaces": "   ",
    "macro": r"\def\a{\a\a}\a = x",
    "new command": r"\newcommand{\a}{\a\a}\a = x",
    "file": r"\input{/etc/passwd} = 1",
    "shell": r"\write18{ls} = 1",
    "category": r"\catcode`\{=13 x = x",
}
# Declarations, each with the statement x = 1.
NOTATIONS: Mapping[str, str] = {
    "itself": "x = x + 1",
    "each other": "x = y; y = x",
    "functions in a circle": r"f(x) = g(x); g(x) = f(x); x = f(1)",
    "large dimension": r"x \in \mathbb{R}^{10^{12}}",
    "no set": r"x \in",
    "many": "; ".join(f"a_{{{i}}} > 0" for i in range(3000)),
    "doubling": "; ".join(
        f"{b} = {a} + {a}" for a, b in zip("abcdefghijklmnopqrstuvw", "bcdefghijklmnopqrstuvwx", strict=True)
    ),
    "layers below all": r"x^{(l)} = x^{(l-1)} + x^{(l+1)}",
    "impossible": "x > 1; x < 0",
    "nothing between": ";;;;",
    "megabyte": "x > 0; " * 150_000,
}
PIECES = r"""
a b c f i j k l m n t w x y z A W I L C \sigma \theta \delta \mathbf{w} \mathbf{x} \hat{y} \bar{z} 0 1 2 3 10 0.5 -
+ + = = = < \le > \ne \approx := \leftarrow \in \implies ^2 ^{-1} ^\top ^{(l)} ^{[l]} ^T ^{n} _i _j _{ij} _{1} _k '
'' ( ) [ ] { } \left( \right) | | \| \| \frac{1}{2} \frac{\partial \partial C}{ \partial x} \frac{d}{dx} \nabla
\nabla_x \sum \sum_i \sum_{i=1}^{n} \prod_{k} \max \min \arg\max \log \exp \sin \cos \tanh \sqrt{ \sqrt{2} }
\operatorname{ReLU} \operatorname{softmax} \operatorname{tr} \det \odot \otimes \cdot \times \circ \begin{cases}
\end{cases} \begin{pmatrix} \end{pmatrix} & & \\ , , ; \text{if } \quad \dots \cdots \mathbb{R} \mathbb{R}^n
\mathbb{E} \forall \exists \int \lim_{x\to0} \infty \propto \sim \angle ! / \% \, \; ~ $ # \begin{aligned}
\end{aligned} \overbrace{ \underbrace{x} \foo é
""".split()
STATEMENTS = (
    r"\mathbf{a}^\top \mathbf{b} = \sum_{i=1}^{n} a_i b_i",
    r"\sigma'(z) = \sigma(z)(1 - \sigma(z))",
    r"(A B)^\top = B^\top A^\top",
    r"\frac{\partial C}{\partial w_{jk}} = a_k \delta_j",
    r"|x| = \begin{cases} x & x \ge 0 \\ -x & x < 0 \end{cases}",
    r"\|\mathbf{a} + \mathbf{b}\| \le \|\mathbf{a}\| + \|\mathbf{b}\|",
    r"\delta^{(l)} = (W^{(l+1)})^\top \delta^{(l+1)} \odot \sigma'(z^{(l)})",
    r"p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}",
    r"\|W \mathbf{x}\| \le \|W\|_F \|\mathbf{x}\|",
    r"\cos x \ge 1 - \frac{x^2}{2}",
    r"\nabla_{\mathbf{w}} \tfrac{1}{2} \|X\mathbf{w} - \mathbf{y}\|^2 = X^\top (X\mathbf{w} - \mathbf{y})",
)
SIGNS = "abxyzWnij01239+-*/=<>(){}[]|^_&\\',.;:!$#%~ \t\n\"é∑≤√\x00\u200b"


def random_text(random: Random) -> str:
    """A formula that may make sense, pieces of formulas in a row, a formula with something changed, or signs."""
    kind = random.random()
    if kind < 0.35:
        relation = random.choice(
            ("=", "=", "=", r"\le", "<", r"\ne", r"\approx", r"\implies", r"\propto", r"\in", ":=")
        )
        return f"{_term(random, 3)} {relation} {_term(random, 3)}"
    if kind < 0.55:
        made = " ".join(random.choice(PIECES) for _ in range(random.randint(1, 14)))
        return made if random.random() < 0.3 else f"{made} = {random.choice(PIECES)}"
    if kind < 0.9:
        return _changed(random.choice(STATEMENTS), random)
    return "".join(random.choice(SIGNS) for _ in range(random.randint(1, 40)))


LEAVES = r"""
a b c x y z i j k n w_i x_j x_k W_{ij} A B W \mathbf{w} \mathbf{x} \mathbf{y} a^{(l)} z^{(l)} 0 1 2 3 \pi p_i f(x)
f'(x) \sigma(z) \theta x_1 \mathbf{x}^{(i)} I
""".split()
FORMS = (
    "A + B",
    "A - B",
    "A B",
    r"\frac{A}{B}",
    "(A)^2",
    "(A)^{B}",
    r"\sqrt{A}",
    r"\|A\|",
    "|A|",
    "(A)^\\top",
    r"A^\top B",
    r"A \cdot B",
    r"A \odot B",
    r"A \otimes B",
    r"\sum_{i=1}^{n} A",
    r"\sum_j A",
    r"\prod_{k=1}^{3} A",
    r"\max(A, B)",
    r"\max_i A",
    r"\exp(A)",
    r"\log A",
    r"\sin A",
    r"\operatorname{ReLU}(A)",
    r"\frac{\partial A}{\partial x}",
    r"\frac{\partial A}{\partial \mathbf{w}}",
    r"\nabla_{\mathbf{x}} A",
    r"\frac{d}{dx} A",
    r"\begin{cases} A & x > 0 \\ B & x \le 0 \end{cases}",
    r"\operatorname{tr}(A)",
    r"\det A",
    "(A)^{-1}",
    r"\begin{pmatrix} A & B \\ B & A \end{pmatrix}",
    r"\int_0^1 A \, dx",
    r"\lim_{x \to 0} A",
    r"\arg\max_i A",
    r"e^{A}",
    r"\operatorname{softmax}(A)",
    r"\operatorname{diag}(A)",
    r"\mathbb{E}[A]",
    r"\left(A\right)",
    "A!",
    r"A_{B}",
)


def _term(random: Random, depth: int) -> str:
    """A random expression; whether its shapes agree is another matter."""
    if depth == 0 or random.random() < 0.25:
        return random.choice(LEAVES)
    form = random.choice(FORMS)
    parts = {"A": _term(random, depth - 1), "B": _term(random, depth - 1)}
    return "".join(parts.get(piece, piece) for piece in re.split(r"(?<![A-Za-z\\])([AB])(?![A-Za-z])", form))


def _changed(text: str, random: Random) -> str:
    """A formula with signs taken out, put in, doubled or moved."""
    for _ in range(random.randint(1, 4)):
        at, end = sorted(random.randint(0, len(text)) for _ in range(2))
        part = text[at:end][:12]
        text = random.choice(
            (
                text[:at] + text[at + len(part) :],
                text[:at] + random.choice(PIECES) + text[at:],
                text[:at] + part + text[at:],
                text[:at] + random.choice(SIGNS) + text[at + 1 :],
                text[:at] + random.choice(STATEMENTS) + text[end:],
            )
        )
    return text


def random_notation(random: Random) -> str:
    """Mostly nothing, else a declaration or two, some of them broken."""
    if random.random() < 0.8:
        return ""
    known = (
        r"x \in \mathbb{R}^n",
        r"W \in \mathbb{R}^{m \times n}",
        "x > 0",
        r"\mathbf{w} \ne 0",
        r"f(x) = x^2",
        r"C = F(a)",
        "n = 3",
        r"\sum_k y_k = 1",
        r"z^{(l)} = W^{(l)} a^{(l-1)}",
        random_text(random),
    )
    return "; ".join(random.choice(known) for _ in range(random.randint(1, 3)))


def random_inputs(seed: int, count: int) -> Iterator[tuple[str, str]]:
    """The same inputs for the same seed."""
    random = Random(seed)
    for _ in range(count):
        yield random_text(random), random_notation(random)
