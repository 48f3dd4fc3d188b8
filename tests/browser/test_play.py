"""Figures to play with: they move by mouse and by keyboard, and their numbers are those of the NumPy model."""

from __future__ import annotations

import json
from math import cos, degrees

import numpy as np
import pytest
from playwright.sync_api import Locator, Page

from mathnn.models.hyperplane import Hyperplane
from mathnn.models.perceptron import Perceptron
from mathnn.models.vectors import angle, cosine, dot, projection
from tests.browser.conftest import Open

EXACT = 1e-12


def figure(page: Page, name: str) -> Locator:
    return page.locator(f"figure[data-play='{name}']")


def numbers(part: Locator) -> dict[str, object]:
    """What a figure shows, before rounding."""
    rows = part.locator(".numbers div").evaluate_all(
        "rows => rows.map(row => [row.querySelector('dt').textContent, row.querySelector('dd').dataset.value])")
    return {name: json.loads(value) for name, value in rows}


def drag(page: Page, part: Locator, name: str, right: float, up: float) -> None:
    """Move a point by so many units of the plane."""
    handle = part.locator(f".handle[data-name='{name}']")
    handle.scroll_into_view_if_needed()
    box, plane = handle.bounding_box(), part.locator(".play > svg").bounding_box()
    assert box
    assert plane
    unit = plane["width"] / 10
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + right * unit / 2, y - up * unit / 2)
    page.mouse.move(x + right * unit, y - up * unit)
    page.mouse.up()


def assert_vectors_agree(shown: dict[str, object]) -> None:
    u, v = np.array(shown["u"]), np.array(shown["v"])
    expected = {"u · v": dot(u, v), "cos θ": cosine(u, v), "θ in degrees": degrees(angle(u, v)), "p": projection(u, v)}
    for name, value in expected.items():
        np.testing.assert_allclose(np.array(shown[name]), np.array(value), rtol=EXACT, atol=EXACT, err_msg=name)
    assert abs(cos(angle(u, v)) - cosine(u, v)) < EXACT


def assert_line_agrees(shown: dict[str, object]) -> None:
    w, b, x = np.array(shown["w"]), float(str(shown["b"])), np.array(shown["x"])
    line = Hyperplane(w, b)
    expected = {"w · x + b": line.value(x), "signed distance": line.signed_distance(x),
                "H(w · x + b)": Perceptron(w, b).decide(x)}
    for name, value in expected.items():
        np.testing.assert_allclose(np.array(shown[name]), value, rtol=EXACT, atol=EXACT, err_msg=name)


@pytest.mark.parametrize("width", [360, 1400])
def test_two_vectors_are_dragged(visit: Open, width: int) -> None:
    page = visit(width=width)
    part = figure(page, "dot-product-projection")
    before = numbers(part)
    assert (before["u"], before["v"]) == ([2, 3], [5, 1])
    assert_vectors_agree(before)
    for name, right, up in (("u", -3, 0.5), ("v", -1, -2), ("u", 0.7, -4), ("v", -6.2, 3.1)):
        drag(page, part, name, right, up)
        assert_vectors_agree(numbers(part))
    after = numbers(part)
    assert after["u"] != before["u"]
    assert after["v"] != before["v"]


def test_where_a_vector_is_dropped_there_it_is(visit: Open) -> None:
    page = visit()
    part = figure(page, "dot-product-projection")
    drag(page, part, "u", -3, -1)
    assert np.abs(np.array(numbers(part)["u"]) - [-1, 2]).max() <= 0.1 + EXACT


def test_the_arrow_keys_move_a_vector_to_a_right_angle(visit: Open) -> None:
    page = visit()
    part = figure(page, "dot-product-projection")
    part.locator(".handle[data-name='v']").focus()
    for _ in range(4):
        page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("ArrowDown")
    shown = numbers(part)
    assert shown["v"] == [1, 0.9]
    assert_vectors_agree(shown)
    part.locator(".handle[data-name='u']").focus()
    for key, times in (("Shift+ArrowLeft", 1), ("ArrowLeft", 1), ("Shift+ArrowDown", 4)):
        for _ in range(times):
            page.keyboard.press(key)
    assert numbers(part)["u"] == [0.9, -1]
    assert numbers(part)["the angle is"] == "right"


def test_a_zero_vector_has_no_angle(visit: Open) -> None:
    page = visit()
    part = figure(page, "dot-product-projection")
    part.locator(".handle[data-name='v']").focus()
    for key, times in (("Shift+ArrowLeft", 5), ("Shift+ArrowDown", 1)):
        for _ in range(times):
            page.keyboard.press(key)
    shown = numbers(part)
    assert shown["v"] == [0, 0]
    assert "θ in degrees" not in shown
    assert shown["u · v"] == 0


def test_the_line_follows_w_and_b(visit: Open) -> None:
    page = visit()
    part = figure(page, "hyperplane-line")
    assert_line_agrees(numbers(part))
    for name, right, up in (("w", -2, 1), ("x", -5, -3), ("w", 0.4, -3.6)):
        drag(page, part, name, right, up)
        assert_line_agrees(numbers(part))
    slider = part.locator("input[data-name='b']")
    slider.focus()
    for _ in range(15):
        page.keyboard.press("ArrowRight")
    shown = numbers(part)
    assert shown["b"] == -2.5
    assert_line_agrees(shown)


def test_a_point_on_the_line_belongs_to_the_side_that_fires(visit: Open) -> None:
    page = visit()
    part = figure(page, "hyperplane-line")
    part.locator(".handle[data-name='x']").focus()
    for key, times in (("ArrowLeft", 6), ("ArrowDown", 7), ("Shift+ArrowDown", 2)):
        for _ in range(times):
            page.keyboard.press(key)
    shown = numbers(part)
    assert shown["x"] == [4, 0]
    assert shown["x lies"] == "on the line"
    assert shown["H(w · x + b)"] == 1


def test_the_drawn_line_is_where_the_sum_is_zero(visit: Open) -> None:
    page = visit()
    part = figure(page, "hyperplane-line")
    drag(page, part, "w", 1.3, -0.8)
    shown = numbers(part)
    path = part.locator("path.stroke.ink").first.get_attribute("d") or ""
    points = np.array([float(word) for word in path.replace("M", "").replace("L", "").split()]).reshape(-1, 2)
    plane = np.column_stack((points[:, 0] / 46 - 4, 4 - points[:, 1] / 46))
    line = Hyperplane(shown["w"], float(str(shown["b"])))  # type: ignore[arg-type]
    assert max(abs(line.signed_distance(point)) for point in plane) < 1e-3
