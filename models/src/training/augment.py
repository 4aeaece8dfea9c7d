"""Random variations of digits, each brought back into MNIST's frame as the classifier's preparation does it.

Pen strokes on the page are thinner, thicker, more slanted and more wobbly than those of 1990s forms. A digit is
drawn again at twice the size through a random affine map and a smooth random displacement (Simard et al. 2003), its
strokes are thickened or thinned, and it is then scaled to a box of 20x20 and centred by its centre of mass.
"""

import functools

import jax
import jax.numpy as jnp
from jax.scipy.ndimage import map_coordinates

SIDE = 28
BIG = 56
BOX = 20.0


def _sample(image, y, x):
    return map_coordinates(image, [y, x], order=1, mode="constant", cval=0.0)


def _displacement(key, strength):
    """A smooth field: 5x5 random offsets, interpolated over the picture."""
    coarse = jax.random.normal(key, (2, 5, 5)) * strength
    return jax.image.resize(coarse, (2, BIG, BIG), "cubic")


def _thicken(image, steps):
    """steps > 0 thickens, < 0 thins, each by about half a pixel of the 28x28 picture; fractions blend."""
    def grow(x):
        return jax.lax.reduce_window(x, 0.0, jax.lax.max, (3, 3), (1, 1), "SAME")

    def shrink(x):
        return -jax.lax.reduce_window(-x, -1.0, jax.lax.max, (3, 3), (1, 1), "SAME")

    amount = jnp.clip(jnp.abs(steps), 0.0, 2.0)
    one = jnp.where(steps > 0, grow(image), shrink(image))
    two = jnp.where(steps > 0, grow(one), shrink(one))
    low = image * (1 - amount) + one * amount
    high = one * (2 - amount) + two * (amount - 1)
    return jnp.where(amount <= 1, low, high)


def _frame(image, jitter):
    """Scales the ink's box to 20x20 and puts its centre of mass on pixel (14, 14), as MNIST is."""
    ink = image > 0.25
    rows = jnp.arange(BIG)
    top = jnp.argmax(ink.any(1))
    bottom = BIG - 1 - jnp.argmax(ink.any(1)[::-1])
    left = jnp.argmax(ink.any(0))
    right = BIG - 1 - jnp.argmax(ink.any(0)[::-1])
    size = jnp.maximum(bottom - top, right - left) + 1.0
    mass = image.sum() + 1e-6
    cy = (image.sum(1) * rows).sum() / mass
    cx = (image.sum(0) * rows).sum() / mass
    step = size / (BOX * jitter[2])
    grid = jnp.arange(SIDE, dtype=jnp.float32)
    # Four samples a pixel, averaged: shrinking by bilinear sampling alone would alias.
    total = 0.0
    for dy in (-0.25, 0.25):
        for dx in (-0.25, 0.25):
            y = cy + (grid + dy - 14.0 - jitter[0]) * step
            x = cx + (grid + dx - 14.0 - jitter[1]) * step
            total += _sample(image, *jnp.meshgrid(y, x, indexing="ij"))
    return total / 4


def _vary(key, image):
    keys = jax.random.split(key, 10)
    angle = jnp.clip(jax.random.normal(keys[0]) * 0.12, -0.4, 0.4)
    shear = jnp.clip(jax.random.normal(keys[1]) * 0.13, -0.45, 0.45)
    scale_y = jnp.exp(jax.random.normal(keys[2]) * 0.06)
    scale_x = jnp.exp(jax.random.normal(keys[3]) * 0.08)
    c, s = jnp.cos(angle), jnp.sin(angle)
    grid = jnp.arange(BIG, dtype=jnp.float32) - (BIG - 1) / 2
    y, x = jnp.meshgrid(grid, grid, indexing="ij")
    # 1.15: room for what grows.
    y, x = y * scale_y * 1.15, (x + shear * y) * scale_x * 1.15
    y, x = c * y - s * x, s * y + c * x
    strength = jnp.abs(jax.random.normal(keys[4])) * 0.75
    field = _displacement(keys[5], strength)
    source_y = y / 2 + 14.0 + field[0]
    source_x = x / 2 + 14.0 + field[1]
    big = _sample(image, source_y, source_x)
    thickness = jnp.clip(jax.random.normal(keys[6]) * 0.6, -1.0, 2.0)
    changed = _thicken(big, thickness)
    # Thinning can rub a thin digit out: then it keeps its strokes.
    big = jnp.where(changed.sum() > 0.4 * big.sum(), changed, big)
    jitter = jnp.concatenate([jax.random.normal(keys[7], (2,)) * 0.35, 1 + jax.random.normal(keys[8], (1,)) * 0.04])
    framed = _frame(big, jitter)
    # The page stretches ink to full darkness; pens differ in how soft their edges are.
    framed = framed / jnp.maximum(framed.max(), 0.3)
    gamma = jnp.exp(jax.random.normal(keys[9]) * 0.15)
    return jnp.clip(framed, 0.0, 1.0) ** gamma


@functools.partial(jax.jit)
def vary(key, images):
    """A new variation of each of the (n, 28, 28) images; one in five stays as it is."""
    count = images.shape[0]
    varied = jax.vmap(_vary)(jax.random.split(key, count), images)
    keep = jax.random.bernoulli(jax.random.fold_in(key, 1), 0.2, (count, 1, 1))
    return jnp.where(keep, images, varied)
