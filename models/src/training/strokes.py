"""Digits drawn by program, as people draw them with a mouse and as 1990s American forms rarely have them: a 1 with a
flag and a foot, a 7 with a bar, an open 4, an 8 of two rings, a 9 with a straight or a bent tail.

Each template is a list of strokes, each stroke the points of a smooth curve ("c") or of straight lines ("l") in a box
of 1 by 1, y downwards.
"""

import numpy as np
from PIL import Image, ImageDraw

import data

COPIES = 45

TEMPLATES = {
    0: [
        [("c", [(0.5, 0.0), (0.15, 0.2), (0.05, 0.5), (0.15, 0.8), (0.5, 1.0), (0.85, 0.8), (0.95, 0.5), (0.85, 0.2), (0.5, 0.0)])],
        [("c", [(0.55, 0.02), (0.25, 0.15), (0.15, 0.5), (0.25, 0.85), (0.5, 1.0), (0.75, 0.85), (0.83, 0.5), (0.75, 0.15), (0.45, 0.0)])],
    ],
    1: [
        [("l", [(0.5, 0.0), (0.5, 1.0)])],
        [("l", [(0.2, 0.3), (0.55, 0.0), (0.55, 1.0)])],
        [("l", [(0.1, 0.38), (0.55, 0.0), (0.55, 1.0)])],
        [("l", [(0.25, 0.22), (0.5, 0.0), (0.5, 1.0)]), ("l", [(0.2, 1.0), (0.8, 1.0)])],
        [("l", [(0.3, 0.15), (0.5, 0.0), (0.5, 1.0)])],
    ],
    2: [
        [("c", [(0.1, 0.25), (0.3, 0.02), (0.7, 0.03), (0.88, 0.27), (0.7, 0.55), (0.35, 0.82), (0.1, 1.0)]), ("l", [(0.1, 1.0), (0.92, 1.0)])],
        [("c", [(0.12, 0.3), (0.25, 0.05), (0.6, 0.0), (0.82, 0.2), (0.72, 0.5), (0.4, 0.8), (0.15, 0.95), (0.12, 0.85), (0.3, 0.8), (0.55, 0.95), (0.95, 0.95)])],
    ],
    3: [
        [("c", [(0.1, 0.12), (0.45, 0.0), (0.8, 0.15), (0.75, 0.38), (0.4, 0.48)]), ("c", [(0.4, 0.48), (0.8, 0.57), (0.88, 0.8), (0.5, 1.0), (0.08, 0.88)])],
        [("l", [(0.12, 0.0), (0.85, 0.0), (0.42, 0.4)]), ("c", [(0.42, 0.4), (0.8, 0.5), (0.85, 0.78), (0.5, 1.0), (0.1, 0.9)])],
    ],
    4: [
        [("l", [(0.65, 0.0), (0.05, 0.68), (0.95, 0.68)]), ("l", [(0.65, 0.0), (0.65, 1.0)])],
        [("l", [(0.25, 0.0), (0.12, 0.55), (0.9, 0.55)]), ("l", [(0.75, 0.1), (0.7, 1.0)])],
        [("l", [(0.15, 0.0), (0.12, 0.5), (0.8, 0.5)]), ("l", [(0.8, 0.0), (0.8, 1.0)])],
        [("l", [(0.45, 0.0), (0.05, 0.6), (0.95, 0.6)]), ("l", [(0.65, 0.35), (0.6, 1.0)])],
    ],
    5: [
        [("l", [(0.85, 0.0), (0.22, 0.0), (0.15, 0.45)]), ("c", [(0.15, 0.45), (0.5, 0.38), (0.85, 0.55), (0.85, 0.82), (0.5, 1.0), (0.08, 0.9)])],
        [("l", [(0.2, 0.0), (0.17, 0.42)]), ("c", [(0.17, 0.42), (0.55, 0.36), (0.82, 0.6), (0.7, 0.92), (0.4, 1.0), (0.1, 0.9)]), ("l", [(0.2, 0.02), (0.9, 0.0)])],
    ],
    6: [
        [("c", [(0.75, 0.0), (0.35, 0.22), (0.12, 0.62), (0.25, 0.95), (0.6, 1.0), (0.85, 0.78), (0.65, 0.55), (0.35, 0.58), (0.15, 0.75)])],
        [("c", [(0.5, 0.0), (0.2, 0.35), (0.12, 0.7), (0.35, 1.0), (0.7, 0.95), (0.8, 0.7), (0.5, 0.55), (0.15, 0.75)])],
    ],
    7: [
        [("l", [(0.05, 0.0), (0.9, 0.0), (0.4, 1.0)])],
        [("l", [(0.05, 0.0), (0.9, 0.0), (0.4, 1.0)]), ("l", [(0.3, 0.5), (0.85, 0.5)])],
        [("l", [(0.05, 0.18), (0.08, 0.0), (0.9, 0.0), (0.35, 1.0)]), ("l", [(0.25, 0.48), (0.8, 0.45)])],
        [("c", [(0.08, 0.05), (0.5, 0.04), (0.88, 0.02), (0.6, 0.45), (0.45, 1.0)])],
        [("l", [(0.1, 0.2), (0.12, 0.0), (0.88, 0.0), (0.45, 1.0)])],
    ],
    8: [
        [("c", [(0.8, 0.12), (0.45, 0.0), (0.2, 0.2), (0.5, 0.45), (0.85, 0.75), (0.5, 1.0), (0.12, 0.78), (0.5, 0.47), (0.8, 0.12)])],
        [("c", [(0.5, 0.0), (0.2, 0.22), (0.5, 0.46), (0.8, 0.22), (0.5, 0.0)]), ("c", [(0.5, 0.46), (0.1, 0.73), (0.5, 1.0), (0.9, 0.73), (0.5, 0.46)])],
    ],
    9: [
        [("c", [(0.82, 0.2), (0.5, 0.0), (0.17, 0.2), (0.3, 0.48), (0.65, 0.45), (0.82, 0.2)]), ("l", [(0.82, 0.2), (0.72, 1.0)])],
        [("c", [(0.82, 0.25), (0.5, 0.0), (0.15, 0.25), (0.4, 0.5), (0.82, 0.25)]), ("c", [(0.82, 0.25), (0.82, 0.7), (0.55, 1.0), (0.15, 0.9)])],
        [("c", [(0.75, 0.1), (0.4, 0.0), (0.15, 0.25), (0.4, 0.48), (0.75, 0.3)]), ("l", [(0.78, 0.0), (0.75, 1.0)])],
    ],
}


def _smooth(points):
    """A Catmull-Rom spline through the points."""
    p = np.array([2 * np.array(points[0]) - points[1], *points, 2 * np.array(points[-1]) - points[-2]])
    curve = []
    for i in range(1, len(p) - 2):
        for t in np.linspace(0, 1, 12):
            a, b, c, d = p[i - 1], p[i], p[i + 1], p[i + 2]
            curve.append(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3))
    return np.array(curve)


def _draw(strokes, random):
    """One drawing at 8 times the size, every point shaken, in MNIST's frame: box of 20x20, centre of mass in (14, 14)."""
    # The paper is wider than the frame, so that the frame never leaves it.
    side, zoom, paper = data.SIDE, 8, 2 * data.SIDE
    canvas = Image.new("L", (paper * zoom, paper * zoom), 0)
    pen = ImageDraw.Draw(canvas)
    width = max(1.0, random.normal(2.2, 0.8)) * zoom
    narrow = random.uniform(0.55, 1.0)
    for kind, points in strokes:
        shaken = np.array(points) + random.normal(0, 0.03, (len(points), 2))
        line = _smooth(shaken) if kind == "c" else shaken
        line = (line - 0.5) * [narrow * 18 * zoom, 18 * zoom] + paper * zoom / 2
        pen.line([tuple(point) for point in line], fill=255, width=int(width), joint="curve")
        for x, y in (line[0], line[-1]):
            pen.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=255)
    left, top, right, bottom = canvas.getbbox()
    size = max(right - left, bottom - top)
    ink = np.asarray(canvas, dtype=np.float64)
    y, x = np.mgrid[: paper * zoom, : paper * zoom] + 0.5
    cx, cy = (ink * x).sum() / ink.sum(), (ink * y).sum() / ink.sum()
    half = size / 20 * side / 2
    offset = size / 20 * 0.5
    box = (cx - half - offset, cy - half - offset, cx + half - offset, cy + half - offset)
    small = canvas.resize((side, side), Image.Resampling.BOX, box=box)
    return np.asarray(small, dtype=np.float32) / 255


def draw(seed):
    """All templates, each COPIES times and shaken differently: (n, 28, 28) images and labels."""
    random = np.random.default_rng(seed)
    images, labels = [], []
    for digit, templates in TEMPLATES.items():
        for strokes in templates:
            for _ in range(COPIES):
                images.append(_draw(strokes, random))
                labels.append(digit)
    return np.stack(images), np.array(labels, dtype=np.int32)
