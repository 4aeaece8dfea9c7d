"""Trains the digit model and writes it with its manifest. See models/digits/README.md for the command.

  train.py              trains on all 8,000 digits that are not held out, writes the model, measures it once
  train.py --validate   trains on 7,000 and measures on 1,000 of the 8,000: for trying things; writes nothing
"""

import argparse
import time

import jax
import jax.numpy as jnp
import numpy as np
import optax

import augment
import data
import export
import network
import strokes

SEED = 20261123
EPOCHS = 60
BATCH = 100
PEAK_RATE = 3e-3
AVERAGE = 0.998


def train(images, labels, epochs):
    key = jax.random.PRNGKey(SEED)
    weights, statistics = network.initial(key)
    steps = epochs * (len(images) // BATCH)
    rate = optax.warmup_cosine_decay_schedule(0.0, PEAK_RATE, steps // 20, steps, PEAK_RATE * 0.005)
    optimizer = optax.adamw(rate, weight_decay=0.05)
    state = optimizer.init(weights)
    average = weights

    def loss(weights, images, labels, key):
        out, seen = network.logits(weights, statistics, images, key)
        targets = optax.smooth_labels(jax.nn.one_hot(labels, 10), 0.05)
        return optax.softmax_cross_entropy(out, targets).mean(), seen

    @jax.jit
    def step(weights, statistics, average, state, images, labels, key):
        images = augment.vary(key, images)
        (value, seen), gradient = jax.value_and_grad(loss, has_aux=True)(weights, images, labels, key)
        updates, state = optimizer.update(gradient, state, weights)
        weights = optax.apply_updates(weights, updates)
        average = jax.tree.map(lambda a, w: AVERAGE * a + (1 - AVERAGE) * w, average, weights)
        statistics = jax.tree.map(lambda a, s: 0.99 * a + 0.01 * s, statistics, seen)
        return weights, statistics, average, state, value

    order = np.random.default_rng(SEED)
    started = time.time()
    for epoch in range(epochs):
        shuffled = order.permutation(len(images))
        values = []
        for start in range(0, len(images) - BATCH + 1, BATCH):
            batch = shuffled[start : start + BATCH]
            key, own = jax.random.split(key)
            weights, statistics, average, state, value = step(
                weights, statistics, average, state, images[batch], labels[batch], own)
            values.append(value)
        print(f"epoch {epoch + 1}/{epochs}: loss {np.mean(jax.device_get(values)):.4f}, {time.time() - started:.0f} s", flush=True)
    return average, statistics


def with_drawings(images, labels):
    drawn, names = strokes.draw(SEED)
    return np.concatenate([images, drawn]), np.concatenate([labels, names])


def accuracy(weights, statistics, images, labels):
    out = jax.jit(lambda x: network.logits(weights, statistics, x)[0])(jnp.asarray(images))
    return float((np.asarray(out).argmax(1) == labels).mean())


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--validate", action="store_true")
    arguments.add_argument("--epochs", type=int, default=EPOCHS)
    options = arguments.parse_args()
    images, labels = data.load()
    training, validation, held_out = data.split(len(images))
    if options.validate:
        weights, statistics = train(*with_drawings(images[training], labels[training]), options.epochs)
        print(f"training accuracy {accuracy(weights, statistics, images[training], labels[training]):.4f}")
        print(f"validation accuracy {accuracy(weights, statistics, images[validation], labels[validation]):.4f}")
        return
    both = np.sort(np.concatenate([training, validation]))
    weights, statistics = train(*with_drawings(images[both], labels[both]), options.epochs)
    export.write(jax.device_get(weights), jax.device_get(statistics), images, labels, held_out)


if __name__ == "__main__":
    main()
