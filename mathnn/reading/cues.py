"""What the words before a statement say of its role: tables of words, and how far back they reach."""

from __future__ import annotations

import re

_NEAR = 60  # characters in which a word right before it is about a formula
_REACH = 160  # characters before a formula in which a word is about it


def _words(table: str) -> str:
    """A pattern for phrases, one a line or parted by commas; ``*`` stands for any ending."""
    phrases = [phrase.strip() for phrase in re.split(r"[,\n]", table) if phrase.strip()]
    return "|".join(re.escape(phrase).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for phrase in phrases)


def _table(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b({_words(words)})\b", re.IGNORECASE)


# Words that make what follows them a condition, up to the end of their clause.
_CONDITION = _table("""
    if, when, whenever, unless, suppose, supposed, supposing, assume, assumes, assumed, assuming, provided, such that
    subject to, given that, in case, in the case, satisfy, satisfies, satisfying, whether, only if, imagine, require*
    need to solve, to solve, solving, solution of, solution to, solutions of, solutions to, the line, the curve
    the plane, the point, the points, hyperplane, hyperplanes, the lines, the planes, the equation
    the hypothesis, the hypotheses, the null hypothesis, the null hypotheses, the constraint, the constraints
    boundary condition, boundary conditions, initial condition, initial conditions
    the restriction, the restrictions, the condition, the conditions, as soon as, as long as, so long as
""")
_CLAUSE_END = re.compile(
    r"\b(?:this|the|these)\s+(?:problem|exercise|task)s?\b|"
    r"[,;:]\s*(?:then|we|it|this|one|so|the|there|thus|hence|i\.e|that|let)\b|\bthen\b|;|:\s*$|"
    r"\b(?:we|you)\s+(?:can|could|may|might|will|would|have|get|see|find|obtain|need|know)\b|"
    r"\band\s+(?:minimi[sz]|maximi[sz]|consider|defin|writ|fit|estimat|comput|seek|choos)\w*|"
    r"\b(?:asks?|tells?|says?|shows?|gives?|means?|implies|reads?)\b", re.IGNORECASE)
_IF = _table("if")
_OF_OTHERS = _table("instead, another, other, different, unless, without")
# Words by which letters may have other numbers than those that were given: "if instead x = 4, then z = 9".
_OF_NEW_NUMBERS = _table("""
    if, instead, another, other, different, suppos*, assum*, new, after*, chang*, increas*, decreas*, doubl*, replac*
    updat*, later
""")
_OF_OTHER_POINT = _table("when*, for, at, now, next, second, third, again, then with")
_OF_WISHES = _table("unless, without, should, would, target, desired, want*")
_LETS = re.compile(r"\blet\s*$", re.IGNORECASE)
_SOLVES = re.compile(r"\b(?:solve|solving)\s*(?:the\s+(?:equation|system)s?\s*)?:?\s*$", re.IGNORECASE)
_PREMISE = re.compile(r"\b(?:if|when|whenever)\b[^,;:.]*¤[^¤,;:.]*,\s*(?:¤\s*)*$", re.IGNORECASE)
_SAID_OF_LETTER = re.compile(
    r"\b(?:if|when|whenever)\b[^,;:.]*¤\s+(?:is|are|has|have|holds?|vanish(?:es)?)\b[^¤,;:.]*,\s*$", re.IGNORECASE)
_OPENS_CASE = re.compile(
    r"(?:^|[.:;,]|\bcase(?:\s*\w+)?)[\s*_#>\d.)-]*(?:(?:and|or|but|now|so|then|else|otherwise)\s+)*"
    r"(?:(?:if|when|whenever|for|case|suppose|assume|in the case|with)\b)?[\s*_:]*$", re.IGNORECASE)
# Words right before a formula that make it a condition or a point that is looked at.
_BEFORE_POINT = _words("""
    at, for, with, as, to, until, while, since, because, from, whose, where, near, around, case, cases, point, value
    of, over, than, in, except, on, by, using, via, setting, choosing
""")
_POINT = re.compile(rf"\b(?:{_BEFORE_POINT})\s*(?:\w+\s+){{0,2}}$", re.IGNORECASE)
_NARROWED = re.compile(
    r"\b(?:let|for|given|take|consider|suppose|assume|any|every|all|some|be)\b[^.;:]*¤\s*,?\s*with\s*$", re.IGNORECASE)
_WHERE = re.compile(r"\b(?:where|on which|in which|wherever)\s*$", re.IGNORECASE)
# Words that give a letter its meaning.
_DEFINING = _table("""
    let, let's, letting, define*, defining, definition, denote*, denoting, call, called, calls, set, sets, setting
    introduc*, consider, considering, given by, as follows, write, written, namely, choose*, choosing, pick, take, taken
    form, say, abbreviat*, express*, is just, instead, another, other, alternative*, for example, example, suppose
    replac*
    use, uses, used, have the form, of the form, takes the form, compute, computes, computed, model, models, modeled
    function, initialize*, initialise*, minimiz*, minimis*, maximiz*, maximis*
""")
_ASSERTING = _table("""
    so, thus, hence, therefore, then, get, gets, obtain*, yield*, show*, prove*, follows that, impl*, find, found
    equal*, equivalent*, because, since, know, note, notice, see, simplif*, rewrit*, deriv*, become, becomes, reduc*
    hold*, result*, conclu*, expand*, rearrang*, substitut*, clearly, indeed, recall, same as
""")
_CONCLUDING = _table("""
    so, then, thus, hence, therefore, get, gets, obtain*, yield*, follows that, implies, conclude*
    rearrang*
""")


_SHOWING = re.compile(r"\b(?:looks?|reads?)\s+(?:like\b|as\s+follows|now\b)[^.;]*$", re.IGNORECASE)
_GIVING = re.compile(r"\bgives?(?:\s+us)?\s*:?\s*$", re.IGNORECASE)
_BEHIND_CASE = re.compile(r"\W*(?:and\s+|then\s+)?(?:for|at|when|with)\s+¤", re.IGNORECASE)
_EQUATING = _table("equivalent*, rearrang*, hence, therefore, thus, which means that, in other words, solving for")
_OF_ALL = re.compile(r"\b(?:for\s+(?:all|any|every|each)|always)\b[^.;]*$|\b(?:we|one)\s+(?:have|has)\s*$|"
                     r"\b(?:holds|true)\s+that\s*$", re.IGNORECASE)
_EXAMPLE = re.compile(r"(?:^|[.;]\s*|¤\s*)\s*(?:an?|another)\s[^.;:¤]{3,80}:\s*$", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:not|never|neither|nor|wrong(?:ly)?|false(?:ly)?|incorrect(?:ly)?)\b(?!\s+(?:only|just)\b)"
                     r"[^.;:,¤]{0,25}$", re.IGNORECASE)
_SAID_BEFORE = re.compile(r"\b(?:if|when|whenever|unless)\b[^.!?]*[.!?](?:[\s)\]*_¤,;]|\\q?quad)*$", re.IGNORECASE)
_NUMBERED_CASE = re.compile(
    r"(?:^|[\s*_#({])(?:sub)?case\s+\(?(?:\d+(?:\.\d+)*|[A-Za-z]|[ivx]+)\s*[:.,;)\]*_(-]+\s*"
    r"(?:(?:if|when|let|suppose|assume|where|for|that|we\s+have)\s+)*(?:¤\s*(?:and|or|,)\s*)*$", re.IGNORECASE)
# What may stand between "the points" and the equation of these points.
_LINKED = re.compile(r"(?:\s|¤|,|\b(?:with|where|for|which|whose|that|and|those|of|given|by|satisfying)\b)*")
# What stands between "the solution of" and the solution itself: the equation that is solved, or its number.
_IS_SOLUTION = re.compile(r"\b(?:is|are|reads?|becomes?|as)\s*:?\s*$|"
                          r":?\b(?:eq|num)?ref\b|\\(?:eq|c)?ref\b|\(\d+(?:\.\d+)*\)")


def condition(before: str) -> str:
    """The word that makes what follows a condition; empty when there is none in this clause."""
    clause = _last_clause(before[-_REACH:])
    found = [match[1].lower() for match in _CONDITION.finditer(clause)
             if (not match[1].lower().startswith("the ") or _LINKED.fullmatch(clause[match.end():]))
             and not (match[1].lower().startswith("solution") and _IS_SOLUTION.search(clause, match.end()))]
    return found[-1] if found else ""


def of_others(before: str, *, or_if: bool = False) -> bool:
    """Do the words speak of other values than those that were given: "if instead", "without b"; also by "if" alone?"""
    return bool(_OF_OTHERS.search(before) or (or_if and _IF.search(before)))


def of_new_numbers(before: str, *, at_points: bool = False, wished: bool = False) -> bool:
    """Do the words speak of other numbers of letters; also by a point, "at x = 4", or of what is wished for?"""
    return bool(_OF_NEW_NUMBERS.search(before) or (at_points and _OF_OTHER_POINT.search(before))
                or (wished and _OF_WISHES.search(before)))


def lets(before: str) -> bool:
    """Does "let" stand right before it?"""
    return bool(_LETS.search(before[-_NEAR:]))


def solves(before: str) -> bool:
    """Do the words right before say that an equation is solved: "solve", "solving the equation"?"""
    return bool(_SOLVES.search(before[-_NEAR:]))


def is_premise_complete(before: str) -> bool:
    """If A holds, ...: does a comma end the condition, so that what follows is its conclusion?"""
    return bool(_PREMISE.search(before[-_REACH:]))


def is_said_of_letter(before: str) -> bool:
    """If x is positive, ...: is the condition in words, and does a comma end it right before the formula?"""
    return bool(_SAID_OF_LETTER.search(before[-_REACH:]))


def numbers_case(before: str) -> bool:
    """Does a formula say what a numbered case is, "Case 2: v = 0"?"""
    return "ase" in before and bool(_NUMBERED_CASE.search(before[-_NEAR:]))


def is_said_of_formula_before(before: str) -> bool:
    """Does a sentence end in its condition, "unless x = 0.", so that what is displayed next stands under none?"""
    return bool(_SAID_BEFORE.search(before))


def opens_case(before: str) -> bool:
    """Does the condition that follows open its sentence, so that what comes next is said of this case?"""
    return bool(_OPENS_CASE.search(before[-_NEAR:]))


def point(before: str) -> bool:
    """Does the formula stand as the point or the case that is looked at: "at x = 4", "for n = 2"?"""
    return bool(_POINT.search(before[-60:]))


def behind_case(before: str) -> bool:
    """Does its sentence begin with the case that is looked at, "for x = 3,"?"""
    return bool(_BEHIND_CASE.match(before))


def narrowed(before: str) -> bool:
    """Does "with" stand right before it, behind letters that are introduced: "let u, v in R^n with u v != 0"?"""
    return bool(_NARROWED.search(before))


def where(before: str) -> bool:
    """Does "where" or "on which" stand right before it: the part, the side, the region where it holds?"""
    return bool(_WHERE.search(before[-20:]))


def defining(before: str) -> str:
    """The last word that gives a meaning; empty when there is none, or a word that asserts comes after it."""
    found = list(_DEFINING.finditer(before[-_REACH:]))
    if not found:
        return ""
    later = _ASSERTING.search(before[-_REACH:], found[-1].end())
    return "" if later else found[-1][1].lower()


def asserting(before: str) -> str:
    """The last word that announces a consequence."""
    found = list(_ASSERTING.finditer(before[-_REACH:]))
    return found[-1][1].lower() if found else ""


def giving(before: str) -> bool:
    """Does the sentence come to the formula by what "gives" it: "each such step gives"?"""
    return bool(_GIVING.search(before[-_NEAR:]))


def equating(before: str) -> bool:
    """Do the words right before say that it is another form of what was said: "or equivalently"?"""
    return bool(_EQUATING.search(before[-_NEAR:]))


def concluding(before: str) -> bool:
    """Do the words right before draw it as a conclusion from what was said? "So that it looks like this" draws none."""
    return bool(_CONCLUDING.search(before[-_NEAR:])) and not _SHOWING.search(before[-_NEAR:])


def of_all(before: str) -> bool:
    """Do the words say it of all numbers: "for all x", "we have"?"""
    return bool(_OF_ALL.search(before[-_REACH:]))


def names_example(before: str) -> bool:
    """Is a formula an example by itself, as behind "A quadratic function with a saddle point:"?"""
    return _EXAMPLE.search(before) is not None


def denied(before: str) -> bool:
    """Do the words right before say that it does not hold: "and not", "never is", "it is false that"?"""
    return bool(_DENIED.search(before[-_NEAR:]))


def _last_clause(text: str) -> str:
    ends = [match.end() for match in _CLAUSE_END.finditer(text)]
    return text[ends[-1]:] if ends else text
