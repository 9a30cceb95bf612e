#!/usr/bin/env python3
"""Makes deep.npz (random weights, fixed seed) and sample0.npz (random events, and the scores that the network gives them).

The scores are computed here in float64 with PyTorch's convolution, independently of the compiler: the file is a check, not a copy.
Usage: make.py FOLDER
"""
import sys

import numpy as np
import torch
import torch.nn.functional as F

STEPS, CHANNELS, TAU = 8, 16, 20.0


def weights(rng):
    """Uniform weights that keep every spiking layer between 2 and 40 % active."""
    def layer(shape, scale):
        fan_in = np.prod(shape[1:])
        bound = scale / np.sqrt(fan_in)
        return rng.uniform(-bound, bound, shape).astype(np.float32), rng.uniform(0, 2.0, shape[0]).astype(np.float32)

    made = {}
    for name, shape, scale in [("stem", (16, 2, 3, 3), 70.0), ("r1.c1", (16, 16, 3, 3), 70.0), ("r1.c2", (16, 16, 3, 3), 70.0),
                               ("r2.c1", (16, 16, 3, 3), 70.0), ("r2.c2", (16, 16, 3, 3), 70.0), ("fc", (10, 16 * 17 * 17), 25.0)]:
        made[f"{name}.weight"], made[f"{name}.bias"] = layer(shape, scale)
    return made


def simulate(made, events):
    """Scores, spikes per neuron and step of each layer, and the smallest distance of a membrane from its threshold."""
    w = {key: torch.from_numpy(value.astype(np.float64)) for key, value in made.items()}
    p = np.exp(-1.0 / TAU)
    state, rates, margin, total = {}, {}, [np.inf], torch.zeros(10, dtype=torch.float64)

    def conv(name, x):
        return F.conv2d(x[None], w[f"{name}.weight"], w[f"{name}.bias"], padding=1)[0]

    def lif(name, current):
        v = p * state.get(name, torch.zeros_like(current)) + (1 - p) * current
        margin[0] = min(margin[0], float((v - 1).abs().min()))
        spikes = (v > 1).double()
        state[name] = v - spikes
        rates[name] = rates.get(name, 0.0) + float(spikes.mean()) / STEPS
        return spikes

    for t in range(STEPS):
        x = lif("s", conv("stem", torch.from_numpy(events[t].astype(np.float64))))
        for block in ("r1", "r2"):
            inner = conv(f"{block}.c2", lif(f"{block}.n1", conv(f"{block}.c1", x)))
            x = lif(f"{block}.n2", inner + x)
        pooled = F.avg_pool2d(x[None], 2)[0] * 4
        current = F.linear(pooled.flatten(), w["fc.weight"], w["fc.bias"])
        state["o"] = p * state.get("o", torch.zeros(10, dtype=torch.float64)) + (1 - p) * current
        total += state["o"]
    return (total / STEPS).numpy(), rates, margin[0]


def main(folder):
    rng = np.random.default_rng(34)
    made = weights(rng)
    # Of a few random recordings the one whose membranes keep farthest from the threshold: rounding cannot turn a spike.
    recordings = [(rng.random((STEPS, 2, 34, 34)) < 0.1).astype(np.uint8) for _ in range(20)]
    results = [simulate(made, events) for events in recordings]
    best = max(range(len(results)), key=lambda i: results[i][2])
    scores, rates, margin = results[best]
    print("rates", {name: round(rate, 3) for name, rate in rates.items()}, "margin", margin)
    np.savez_compressed(f"{folder}/deep.npz", **made)
    np.savez_compressed(f"{folder}/sample0.npz", events=recordings[best], scores=scores.astype(np.float32))


if __name__ == "__main__":
    main(sys.argv[1])
