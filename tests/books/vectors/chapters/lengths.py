"""A chapter of one equation, with a relative import."""

from mathnn.chapters.chapter import Chapter
from mathnn.claims import Claim
from mathnn.expression.build import call, dot, equal, norm
from mathnn.notation import Name, notation

from .dot_product import u

length = Claim("length", equal(norm(u), call("root", dot(u, u))))
chapter = Chapter(notation(Name(u, "a vector")), (length,))
