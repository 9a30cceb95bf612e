#!/usr/bin/env python3
"""Trains the network of digits.snn on MNIST and drawn digits, and writes digits.npz and expected.npz.

    train.py MNIST_DIR [--epochs 30] [--drawn 12000] [--seed 0]

MNIST_DIR holds MNIST as gzipped IDX files. The drawn digits come from generate.py, from a seed of their own, so
none of the shipped 500 is among them.
"""
import argparse
import math
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

import generate
import reference
from reference import SAMPLE, STEPS, TAU_H, TAU_O, THRESHOLD

DRAWN_SEED = 1000003


class Spike(torch.autograd.Function):
    """A step at 0 whose gradient is SuperSpike's 1 / (1 + 10 |x|)^2."""

    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return (x > 0).to(x.dtype)

    @staticmethod
    def backward(ctx, gradient):
        (x,) = ctx.saved_tensors
        return gradient / (1 + 10 * x.abs()) ** 2


class Digits(nn.Module):
    """The network; its parameters carry the names and layouts of digits.npz."""

    def __init__(self):
        super().__init__()
        self.conv1, self.fc1, self.fc2 = nn.Conv2d(1, 12, 5), nn.Linear(1728, 128), nn.Linear(128, 10)

    def current(self, images):
        """The hidden layer's current: it is the same in every step, so it is computed once."""
        return self.fc1(F.avg_pool2d(F.relu(self.conv1(images / 255)), 2).flatten(1))

    def forward(self, images):
        """Scores [n, 10] and the hidden spike rate."""
        drive = (1 - math.exp(-1 / TAU_H)) * self.current(images)
        keep_h, keep_o = math.exp(-1 / TAU_H), math.exp(-1 / TAU_O)
        v, seen, spiked = torch.zeros_like(drive), torch.zeros_like(drive), torch.zeros_like(drive)
        for _ in range(STEPS):
            v = keep_h * v + drive
            spikes = Spike.apply(v - THRESHOLD)
            v = v - THRESHOLD * spikes.detach()
            seen = keep_o * seen + (1 - keep_o) * spikes     # the output layer is linear: leak first, weigh once
            spiked = spiked + spikes
        return seen @ self.fc2.weight.T + (1 - keep_o ** STEPS) * self.fc2.bias, spiked.mean() / STEPS

    @torch.no_grad()
    def prepare(self, images):
        """Scales the two dense layers so that, before training, neurons spike and scores are of order 1."""
        self.fc1.weight *= 2 / self.current(images).std()
        self.fc2.weight *= 1 / self(images)[0].std()


def shifted(images, reach=1):
    """Each image moved by its own random whole number of pixels in x and y."""
    n, _, side, _ = images.shape
    padded = F.pad(images, [reach] * 4)
    row, column = (torch.randint(0, 2 * reach + 1, (n, 1)) + torch.arange(side) for _ in range(2))
    return padded[torch.arange(n)[:, None, None], 0, row[:, :, None], column[:, None, :]][:, None]


def train(images, labels, epochs, batch=128, rate=3e-3, rate_cost=.5):
    """A network trained with Adam on a one-cycle schedule; rate_cost keeps its spikes few."""
    network = Digits()
    network.prepare(images[:1000].float())
    adam = torch.optim.Adam(network.parameters())
    steps = len(images) // batch
    cycle = torch.optim.lr_scheduler.OneCycleLR(adam, rate, total_steps=epochs * steps)
    for epoch in range(epochs):
        began, right, rates = time.time(), 0, 0.0
        for chosen in torch.randperm(len(images))[:steps * batch].split(batch):
            scores, spike_rate = network(shifted(images[chosen].float()))
            loss = F.cross_entropy(scores, labels[chosen]) + rate_cost * spike_rate
            adam.zero_grad()
            loss.backward()
            adam.step()
            cycle.step()
            right += (scores.argmax(1) == labels[chosen]).sum().item()
            rates += spike_rate.item()
        print(f"epoch {epoch + 1}: {right / (steps * batch):.2%} right in training, "
              f"spike rate {rates / steps:.2%}, {time.time() - began:.0f} s", flush=True)
    return network


def main():
    parser = argparse.ArgumentParser(description="Trains the network; writes digits.npz and expected.npz.")
    parser.add_argument("mnist", type=Path, help="folder with MNIST as gzipped IDX files")
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--drawn", type=int, default=12000, help="how many drawn digits to train on besides")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(1)

    images, labels = reference.read_mnist(options.mnist, "train")
    drawn, drawn_labels = generate.generate(options.drawn, DRAWN_SEED)
    images = torch.from_numpy(np.concatenate([images, drawn]))[:, None]
    labels = torch.from_numpy(np.concatenate([labels, drawn_labels])).long()

    network = train(images, labels, options.epochs)
    np.savez_compressed(SAMPLE / "digits.npz", **{name: value.numpy() for name, value in network.state_dict().items()})
    reference.report(mnist=options.mnist)


if __name__ == "__main__":
    main()
