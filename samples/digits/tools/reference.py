#!/usr/bin/env python3
"""The network of digits.snn written out in numpy, in float64 from the stored float32 weights.

    reference.py                  measures the shipped 500 images and writes expected.npz
    reference.py --mnist DIR      measures the MNIST test set in DIR (IDX files, gzip) as well
"""
import argparse
import gzip
from pathlib import Path

import numpy as np

SAMPLE = Path(__file__).resolve().parent.parent
STEPS, TAU_H, TAU_O, THRESHOLD = 25, 10.0, 20.0, 1.0
EXPECTED_COUNT = 32


def read_idx(path):
    """The uint8 array in a gzipped IDX file."""
    raw = gzip.decompress(Path(path).read_bytes())
    header = 4 + 4 * raw[3]
    return np.frombuffer(raw, np.uint8, offset=header).reshape(np.frombuffer(raw[4:header], ">u4"))


def read_mnist(folder, part):
    """Images and labels of one part of MNIST, "train" or "t10k"."""
    return tuple(read_idx(Path(folder) / f"{part}-{kind}-ubyte.gz") for kind in ("images-idx3", "labels-idx1"))


def simulate(weights, images):
    """Scores [n, 10], hidden spike counts [n, 128] and margins [n].

    An image's margin is the smallest distance any hidden neuron ever had to its threshold: arithmetic that stays
    within it must produce the very same spikes.
    """
    w = {name: array.astype(np.float64) for name, array in weights.items()}
    n, (channels, _, k, _) = len(images), w["conv1.weight"].shape
    windows = np.lib.stride_tricks.sliding_window_view(images.astype(np.float64) / 255, (k, k), axis=(1, 2))
    side = windows.shape[1]
    maps = windows.reshape(-1, k * k) @ w["conv1.weight"].reshape(channels, -1).T + w["conv1.bias"]
    maps = np.maximum(maps, 0).reshape(n, side // 2, 2, side // 2, 2, channels).mean((2, 4))
    current = maps.transpose(0, 3, 1, 2).reshape(n, -1) @ w["fc1.weight"].T + w["fc1.bias"]

    keep_h, keep_o = np.exp(-1 / TAU_H), np.exp(-1 / TAU_O)
    h, o = np.zeros(current.shape), np.zeros((n, 10))
    counts, margins = np.zeros(current.shape, np.int32), np.full(n, np.inf)
    for _ in range(STEPS):
        h = keep_h * h + (1 - keep_h) * current
        margins = np.minimum(margins, np.abs(h - THRESHOLD).min(1))
        spikes = h > THRESHOLD
        h = h - spikes * THRESHOLD
        counts += spikes
        o = keep_o * o + (1 - keep_o) * (spikes @ w["fc2.weight"].T + w["fc2.bias"])
    return o, counts, margins


def measure(name, weights, images, labels):
    """Prints accuracy and spike rate over all images; returns scores, counts and margins."""
    batches = [simulate(weights, images[i:i + 500]) for i in range(0, len(images), 500)]
    scores, counts, margins = (np.concatenate(part) for part in zip(*batches))
    right = (scores.argmax(1) == labels).sum()
    print(f"{name}: {right} of {len(labels)} right ({right / len(labels):.2%}), "
          f"{counts.sum(1).mean():.0f} hidden spikes per image ({counts.mean() / STEPS:.2%} of neuron-steps), "
          f"{(counts > 0).sum(1).mean():.0f} of {counts.shape[1]} neurons active")
    return scores, counts, margins


def report(sample=SAMPLE, mnist=None):
    """Measures the weights in the folder, and writes expected.npz beside them."""
    weights, data = dict(np.load(sample / "digits.npz")), np.load(sample / "digits.data.npz")
    scores, counts, margins = measure("shipped images", weights, data["image"], data["labels"])
    np.savez_compressed(
        sample / "expected.npz", scores=scores[:EXPECTED_COUNT].astype(np.float32), h_counts=counts[:EXPECTED_COUNT],
        margin=margins[:EXPECTED_COUNT], predictions=scores.argmax(1).astype(np.uint8))
    print(f"expected.npz: margins from {margins[:EXPECTED_COUNT].min():.2e}")
    if mnist:
        measure("MNIST test", weights, *read_mnist(mnist, "t10k"))


def main():
    parser = argparse.ArgumentParser(description="Measures the weights and writes expected.npz.")
    parser.add_argument("--mnist", type=Path, help="folder with the MNIST test set as gzipped IDX files")
    report(mnist=parser.parse_args().mnist)


if __name__ == "__main__":
    main()
