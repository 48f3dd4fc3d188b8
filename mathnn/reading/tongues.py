"""Texts in other languages: the few words beside formulas that tell of roles and properties, put into English.

Nothing else of such a text is understood. So where a statement is false only without a condition that is often said in
words (A symmetric, y of sum one), it is not called false there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from mathnn.documents.document import Document, Heading, Prose

_LOOKED_AT = 6000  # characters of the running text that show its language
_LEAST = 3  # different words of a language, and more than there are English ones
_ENGLISH = "the of and is with where that then this for"
# For each language: words that show it, and lines of English = its words, a star for any ending.
_LATIN: Mapping[str, tuple[str, str]] = {
    "de": ("der die das und ist eine wird für nicht mit dem des", """
        if = wenn, falls, sofern
        then = dann, so gilt
        let = sei, seien, bezeichne*, definier*
        suppose = angenommen, vorausgesetzt
        thus = also, folglich, daher, somit
        where = wobei
        because = da, weil
        we obtain = erhalten wir, wir erhalten, ergibt sich
        with = mit
        for = für
        is = ist
        a = ein, eine, einer, einen, einem
        not = nicht
        symmetric = symmetrisch*
        orthogonal = orthogonal*
        invertible = invertierbar*, regulär*
        positive definite = positiv definit*
        convex = konvex*
        constant = konstant*
        independent = unabhängig*"""),
    "fr": ("les des une est dans pour avec que sur nous on du", """
        if = si
        then = alors
        let = soit, soient, notons, posons, on note, on pose, définissons
        suppose = supposons, on suppose
        when = lorsque, quand
        thus = donc, ainsi, par conséquent
        where = où
        because = car, puisque
        we obtain = on obtient, nous obtenons
        such that = tel que, telle que, tels que, telles que
        with = avec
        for = pour
        is = est
        a = un, une
        symmetric = symétrique*
        orthogonal = orthogonale*, orthogonaux
        invertible = inversible*
        positive definite = définie positive
        unit = unitaire*
        convex = convexe*
        constant = constant*
        independent = indépendant*"""),
    "es": ("los las una es para con que por del en como se", """
        if = si
        then = entonces
        let = sea, sean, definimos, denotamos
        suppose = supongamos, suponiendo, asumimos
        when = cuando
        thus = por lo tanto, por tanto, luego
        where = donde
        because = porque, ya que
        we obtain = obtenemos, se obtiene
        such that = tal que, tales que
        with = con
        for = para
        is = es
        a = un, una
        symmetric = simétric*
        orthogonal = ortogonal*
        invertible = invertible*
        positive definite = definida positiva
        unit = unitari*
        convex = convex*
        constant = constante*
        independent = independiente*"""),
    "it": ("gli una per con che del della sono nel come dei il", """
        if = se
        then = allora
        let = sia, siano, definiamo
        suppose = supponiamo
        when = quando
        thus = quindi, dunque, pertanto
        where = dove
        we obtain = otteniamo, si ottiene
        such that = tale che, tali che
        with = con
        for = per
        is = è
        a = un, una
        symmetric = simmetric*
        orthogonal = ortogonal*
        invertible = invertibil*
        positive definite = definita positiva
        convex = convess*
        constant = costant*
        independent = indipendent*"""),
    "pt": ("os uma para com que não dos em são da do ao", """
        if = se
        then = então
        let = seja, sejam, definimos
        suppose = suponha, supondo
        when = quando
        thus = portanto, logo
        where = onde
        we obtain = obtemos
        such that = tal que, tais que
        with = com
        is = é
        a = um, uma
        symmetric = simétric*
        orthogonal = ortogona*
        invertible = invertíve*
        positive definite = definida positiva
        convex = convex*
        constant = constante*
        independent = independente*"""),
    "ru": ("и в на не что для это как по где из то", """
        if = если, якщо
        then = тогда, тоді
        let = пусть, нехай, обозначим, определим
        suppose = предположим
        when = когда, коли
        thus = следовательно, поэтому, значит, отже
        where = где, де
        because = так как, поскольку
        we obtain = получим, получаем
        for = при, для
        symmetric = симметричн*, симетричн*
        orthogonal = ортогональн*
        invertible = обратим*, невырожденн*
        positive definite = положительно определ*
        unit = единичн*
        convex = выпукл*
        constant = константа, постоянн*
        independent = независим*"""),
}
_IS = {"ko": "(?:은|는|이|가)", "ja": "[がは]", "zh": "[是为為]"}
# Signs stand side by side there, so that words are found anywhere.
_SIGNS: Mapping[str, str] = {
    "zh": """
        if = 如果, 若, 假如
        when = 当, 當
        then = 那么, 则, 則
        suppose = 假设, 假設, 假定
        let = 设, 設, 令, 定义, 定義, 记
        thus = 因此, 所以, 从而, 於是, 于是
        where = 其中
        because = 因为, 因為
        we obtain = 得到, 可得
        satisfying = 满足, 滿足
        positive definite = 正定矩阵, 正定
        symmetric = 对称矩阵, 對稱矩陣, 对称, 對稱
        orthogonal = 正交矩阵, 正交
        invertible = 可逆矩阵, 可逆
        unit = 单位向量, 單位向量
        convex function = 凸函数, 凸函數
        independent = 独立, 獨立
        constant = 常数, 常數""",
    "ja": """
        if = もし
        thus = したがって, よって, ゆえに
        where = ただし, ここで
        positive definite = 正定値行列, 正定値
        symmetric = 対称行列, 対称
        orthogonal = 直交行列, 直交
        invertible = 正則行列, 可逆
        unit = 単位ベクトル
        independent = 独立
        constant = 定数""",
    "ko": """
        if = 만약, 만일
        thus = 따라서, 그러므로
        where = 여기서
        symmetric = 대칭행렬, 대칭
        orthogonal = 직교행렬, 직교
        invertible = 가역행렬, 가역
        unit = 단위벡터, 단위 벡터
        independent = 독립
        constant = 상수""",
}
_STOPS = str.maketrans({"，": ", ", "。": ". ", "：": ": ", "；": "; ", "、": ", ", "（": " (", "）": ") "})
_NEGATED = r"(?<!不)(?<!非)(?<!비)"
_SCRIPTS = (("ko", "가", "힣"), ("ja", "ぁ", "ヿ"), ("zh", "一", "鿿"))
_Rule = tuple[re.Pattern[str], str]


def in_english(document: Document) -> tuple[Document, bool]:
    """The document with those words in English, and whether it is written in another language."""
    tongue = _tongue("\n".join(part.text for part in document.parts if isinstance(part, Prose))[:_LOOKED_AT])
    if not tongue:
        return document, False
    rules = _rules(tongue)
    parts = tuple(replace(part, text=_translated(part.text, rules)) if isinstance(part, Prose | Heading) else part
                  for part in document.parts)
    return replace(document, parts=parts), True


def _tongue(text: str) -> str:
    """The language of a text; empty for English, and where too little is written to tell."""
    if not text.isascii():
        for name, first, last in _SCRIPTS:
            if sum(first <= sign <= last for sign in text) > 8:
                return name
    words = set(re.findall(r"[^\W\d_]+", text.lower()))
    english = len(words.intersection(_ENGLISH.split()))
    counts = {name: len(words.intersection(shown.split())) for name, (shown, _) in _LATIN.items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] >= _LEAST and counts[best] > english else ""


@cache
def _rules(tongue: str) -> tuple[_Rule, ...]:
    """The words of a language as patterns, with the English ones."""
    found: list[_Rule] = []
    table = _LATIN[tongue][1] if tongue in _LATIN else _SIGNS[tongue]
    for line in table.strip().splitlines():
        english, _, words = line.partition("=")
        choices = sorted((word.strip() for word in words.split(",")), key=len, reverse=True)
        spelled = "|".join(re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in choices)
        if tongue in _LATIN:
            found.append((re.compile(rf"(?<!\w)(?:{spelled})(?!\w)", re.IGNORECASE), english.strip()))
        else:
            found.append((re.compile(rf"{_IS[tongue]}\s*(?:{spelled})"), f" is {english.strip()} "))
            found.append((re.compile(rf"{_NEGATED}(?:{spelled})"), f" {english.strip()} "))
    return tuple(found)


def _translated(text: str, rules: tuple[_Rule, ...]) -> str:
    text = text.translate(_STOPS)
    for pattern, english in rules:
        text = pattern.sub(english, text)
    return text


__all__ = ["in_english"]
