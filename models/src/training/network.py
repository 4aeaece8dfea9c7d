"""A network of LeNet's size: four convolutions, two dense layers, 98,000 weights, 4 million multiplications."""

import jax
import jax.numpy as jnp

# Name, kernel side, channels in, channels out, whether pooled after.
CONVOLUTIONS = [
    ("conv1", 5, 1, 16, True),
    ("conv2", 3, 16, 32, True),
    ("conv3", 3, 32, 64, False),
    ("conv4", 3, 64, 64, True),
]
DENSE = [("dense1", 576, 64), ("dense2", 64, 10)]


# What dropout leaves of the features (Srivastava et al. 2014).
KEEP = 0.6


def initial(key):
    """Weights (He et al. 2015) and the statistics of batch normalisation."""
    weights, statistics = {}, {}
    for name, side, inputs, outputs, _ in CONVOLUTIONS:
        key, own = jax.random.split(key)
        deviation = (2.0 / (side * side * inputs)) ** 0.5
        weights[name] = {
            "w": jax.random.normal(own, (side, side, inputs, outputs)) * deviation,
            "scale": jnp.ones(outputs),
            "bias": jnp.zeros(outputs),
        }
        statistics[name] = {"mean": jnp.zeros(outputs), "var": jnp.ones(outputs)}
    for name, inputs, outputs in DENSE:
        key, own = jax.random.split(key)
        weights[name] = {
            "w": jax.random.normal(own, (inputs, outputs)) * (2.0 / inputs) ** 0.5,
            "bias": jnp.zeros(outputs),
        }
    return weights, statistics


def _pool(x):
    return jax.lax.reduce_window(x, -jnp.inf, jax.lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "VALID")


def logits(weights, statistics, images, key=None):
    """Logits of (n, 28, 28) images and the new statistics. With a key it trains: batch statistics and dropout."""
    x = images[..., None]
    seen = {}
    for name, _, _, _, pooled in CONVOLUTIONS:
        layer = weights[name]
        x = jax.lax.conv_general_dilated(x, layer["w"], (1, 1), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC"))
        if key is None:
            mean, var = statistics[name]["mean"], statistics[name]["var"]
        else:
            mean, var = x.mean((0, 1, 2)), x.var((0, 1, 2))
        seen[name] = {"mean": mean, "var": var}
        x = (x - mean) * (layer["scale"] / jnp.sqrt(var + 1e-5)) + layer["bias"]
        x = jax.nn.relu(x)
        x = _pool(x) if pooled else x
    x = x.reshape(x.shape[0], -1)
    for name, inputs, _ in DENSE:
        if key is not None and name == DENSE[0][0]:
            key, own = jax.random.split(key)
            x = x * jax.random.bernoulli(own, KEEP, x.shape) / KEEP
        x = x @ weights[name]["w"] + weights[name]["bias"]
        if name != DENSE[-1][0]:
            x = jax.nn.relu(x)
    return x, seen
