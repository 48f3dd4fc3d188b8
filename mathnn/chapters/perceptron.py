"""Chapter 1: vectors, the dot product, hyperplanes and the perceptron; its text is the template of the same name."""

from __future__ import annotations

from mathnn.chapters import perceptron_runs as runs
from mathnn.chapters.chapter import Chapter, Mistake, Run
from mathnn.chapters.perceptron_agreements import AGREEMENTS
from mathnn.chapters.perceptron_derivations import DERIVATIONS, PROOFS, end, implication, lines
from mathnn.chapters.perceptron_exercises import EXERCISES
from mathnn.claims import Claim
from mathnn.examples.neuron import DISTANCE, LEAVES, PERCEPTRON, STEP
from mathnn.examples.vectors import ANGLE, DOT_PRODUCT, PROJECTION
from mathnn.expression import TRUTH, Call, Expr
from mathnn.expression.build import add, call, divide, dot, equal, multiply, norm, power, subtract, transpose
from mathnn.figures import dot_product, hyperplane, plane, step, vectors, weight_vectors, xor
from mathnn.figures import leaves as leaves_figure
from mathnn.figures import perceptron as diagram
from mathnn.letters import (
    MEANINGS,
    B,
    G,
    H,
    W,
    b,
    basis,
    biases,
    c,
    d,
    i,
    j,
    m,
    mu,
    n,
    named,
    nu,
    p,
    q,
    r,
    s,
    t,
    theta,
    threshold,
    u,
    v,
    w,
    w0,
    x,
    x0,
    y,
    z,
)
from mathnn.notation import Name, Notation, notation

value = add(dot(w, x), b)
foot = multiply(divide(dot(u, v), power(norm(v), 2)), v)

NOTATION: Notation = notation(
    *named(n, m, i, j, u, v, w, x, p, q, r, b, c, d, s, t, W, B, G, basis, mu, nu, biases, w0, x0, threshold),
    Name(theta, MEANINGS[theta], call("angle", u, v)),
    Name(z, MEANINGS[z], value),
    STEP,
    Name(y, MEANINGS[y], call("apply", H, z)),
)


def _false(name: str, statement: Expr, why: str, instead: str, *assuming: Expr) -> Mistake:
    return Mistake(Claim(name, statement, "mistake", assuming=assuming), why, instead)


# --- the dot product ----------------------------------------------------------------------------------------------
dot_product_sum = lines("sum-form", 0, 1, 2)
transposed = lines("transposed-form")
symmetric = lines("symmetry")
distributive = lines("additivity")
homogeneous = lines("homogeneity")
squared_length = lines("squared-norm", 0, 1, 2)
squared_difference = DERIVATIONS["squared-norm-of-difference"]
column_is_row = _false(
    "column-is-row",
    Call("equal", (u, transpose(u)), TRUTH),
    "The two hold the same numbers, and some texts print one where they mean the other to save space.",
    "A column equals the transpose of the row with the same numbers.",
)

# --- angles -------------------------------------------------------------------------------------------------------
geometric_form = DERIVATIONS["geometric-form"]
geometric = end("geometric-form")
cosine = end("cosine-of-angle")
acute, right, obtuse = (
    implication(f"{kind}-angle", "the cosine falls from 0 to \u03c0, which SymPy uses and the reading only tries")
    for kind in ("acute", "right", "obtuse")
)
alignment = DERIVATIONS["alignment"]
lagrange_identity = DERIVATIONS["lagrange-identity"]
cauchy_schwarz = end("cauchy-schwarz")
sign_is_alignment = _false(
    "sign-is-alignment",
    call("implies", call("greater", dot(u, v), 0), equal(call("cos", theta), 1)),
    "A positive dot product is read as \u201cthe vectors are aligned\u201d.",
    "It says that the angle is less than a right angle. Only a cosine of 1 is alignment.",
)

# --- other axes ---------------------------------------------------------------------------------------------------
oblique_coordinates = DERIVATIONS["oblique-coordinates"]
orthonormal_coordinates = DERIVATIONS["orthonormal-coordinates"]
lost_terms = DERIVATIONS["lost-terms"]
oblique = _false(
    "oblique",
    equal(dot(multiply(B, u), multiply(B, v)), dot(u, v)),
    "The formula for the dot product is used with coordinates along axes that are not orthonormal.",
    "The dot products of the axes stand between, unless they are orthonormal.",
    call("unequal", call("det", B), 0),  # columns of a singular matrix are no axes
)

# --- projections --------------------------------------------------------------------------------------------------
projection = Claim("projection", equal(p, foot), "definition")
residual_is_orthogonal = DERIVATIONS["residual-orthogonal"]
projection_length = lines("projection-length")
shadow = lines("scalar-projection")
pythagoras = DERIVATIONS["pythagoras"]

# --- hyperplanes --------------------------------------------------------------------------------------------------
on_plane = Claim("hyperplane", equal(value, 0), "hypothesis")
line = DERIVATIONS["line"]
normal = DERIVATIONS["normal"]
nearest = Claim("nearest", equal(p, subtract(x, multiply(divide(value, power(norm(w), 2)), w))), "definition")
nearest_lies_on_it = DERIVATIONS["nearest-point-on-plane"]
no_point_is_nearer = DERIVATIONS["no-point-is-nearer"]
signed_distance = DERIVATIONS["signed-distance"]
nearest_distance = lines("nearest-point-distance")
distance_from_origin = lines("distance-from-origin")
value_between = DERIVATIONS["value-between"]
convex = DERIVATIONS["closed-half-space-convex"]
disjoint = DERIVATIONS["half-spaces-disjoint"]

# --- the perceptron -----------------------------------------------------------------------------------------------
pre_activation = Claim("pre-activation", equal(z, value), "definition")
step_function = Claim(
    "step", equal(call("apply", H, z), call("cases", 1, call("greater_equal", z, 0), 0)), "definition"
)
decision = Claim("decision", equal(y, call("apply", H, z)), "definition")
weighted_sum = lines("weighted-sum", 0, 1, 2)
transposed_sum = lines("transposed-sum", 0, 2)
absorbed = lines("absorbed-bias", 0, 2)
threshold_form = implication("threshold-as-bias")
scaling = lines("scaling", 0, 3)
negative_scaling = DERIVATIONS["negative-scaling"]
row = lines("row-is-neuron", 0, 2)
exclusive_or = DERIVATIONS["xor-certificate"]
dropped_bias = _false(
    "dropped-bias",
    equal(call("apply", H, value), call("apply", H, dot(w, x))),
    "The bias is left out to save space, and never comes back.",
    "The two agree when the bias is zero. Absorb the bias, or write it.",
)
any_factor = _false(
    "any-factor",
    equal(call("apply", H, add(multiply(c, dot(w, x)), multiply(c, b))), call("apply", H, value)),
    "Weights and bias are said to matter only up to a factor, and the factor is taken to be negative.",
    "Only a positive factor changes nothing. A negative one swaps the sides, and zero decides the same for all inputs.",
    call("less", c, 0),
)

# --- examples, runs, pictures -------------------------------------------------------------------------------------
dot_product_example, angle_example, projection_example = DOT_PRODUCT, ANGLE, PROJECTION
distance_example, perceptron_example, leaves_example = DISTANCE, PERCEPTRON, LEAVES
gates_run = Run("gates", "Gates", runs.gates)
leaves_run = Run("leaves", "Deciding about leaves", runs.decide_leaves)
vector_plane, vector_space = vectors.VECTOR_PLANE, vectors.VECTOR_SPACE
projection_picture, sign_picture = dot_product.PROJECTION, dot_product.SIGN
line_picture, plane_picture = hyperplane.LINE, plane.PLANE
leaves_picture, perceptron_picture, step_picture = leaves_figure.LEAVES, diagram.PERCEPTRON, step.STEP
weights_picture, xor_picture = weight_vectors.WEIGHT_VECTORS, xor.XOR

CHAPTER = Chapter(
    notation=NOTATION,
    equations=(
        dot_product_sum, transposed, symmetric, distributive, homogeneous, squared_length, geometric, cosine,
        acute, right, obtuse, cauchy_schwarz, projection, projection_length, shadow, on_plane, nearest,
        nearest_distance, distance_from_origin, pre_activation, step_function, decision, weighted_sum, transposed_sum,
        absorbed, threshold_form, scaling, row,
    ),
    derivations=(
        squared_difference, geometric_form, alignment, lagrange_identity,
        oblique_coordinates, orthonormal_coordinates, lost_terms,
        residual_is_orthogonal, pythagoras, line, normal, nearest_lies_on_it, no_point_is_nearer, signed_distance,
        value_between, convex, disjoint, negative_scaling, exclusive_or,
    ),
    runs=(gates_run, leaves_run),
    agreements=AGREEMENTS,
    examples=(DOT_PRODUCT, ANGLE, PROJECTION, DISTANCE, PERCEPTRON, LEAVES),
    figures=(
        vector_plane, vector_space, projection_picture, sign_picture, line_picture, plane_picture, leaves_picture,
        perceptron_picture, step_picture, weights_picture, xor_picture,
    ),
    mistakes=(column_is_row, sign_is_alignment, oblique, dropped_bias, any_factor),
    exercises=EXERCISES,
    proofs=tuple(PROOFS.values()),
)
