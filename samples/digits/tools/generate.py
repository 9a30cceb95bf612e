#!/usr/bin/env python3
"""Draws hand-like digits from strokes: 28x28 grey images, white ink on black, centred as in MNIST.

Every digit has a few styles. A style is a list of strokes in a unit box (x to the right, y down), a stroke is a
polyline or a smooth curve through control points. A drawing picks a style, jitters its points, applies a random
affine map, fits the result in a box of about 20 pixels, moves its ink's centre to the middle and renders it with
a random pen. The same seed gives the same images.

    generate.py            writes digits.data.npz beside the network: 500 images, 50 of each digit, shuffled
    generate.py out.npz --count 1000 --seed 5
"""
import argparse
from pathlib import Path

import numpy as np

SIZE = 28
SHIPPED_COUNT, SHIPPED_SEED = 500, 1
SAMPLE = Path(__file__).resolve().parent.parent


def line(*points):
    """A stroke with corners."""
    return False, np.array(points, float)


def curve(*points):
    """A stroke that runs smoothly through its points."""
    return True, np.array(points, float)


def arc(x, y, rx, ry, start, stop):
    """Control points of an elliptic arc; angles in degrees, 0 to the right, 90 down."""
    angle = np.radians(np.linspace(start, stop, max(3, int(abs(stop - start) / 40) + 1)))
    return list(zip(x + rx * np.cos(angle), y + ry * np.sin(angle)))


STYLES = {
    0: [
        [curve(*arc(.50, .50, .32, .50, -90, 270))],
        [curve(*arc(.50, .50, .42, .48, -70, 295))],
        [curve(*arc(.50, .50, .26, .50, -110, 270), (.62, .10))],                # the pen overshoots its start
        [curve(*arc(.50, .52, .36, .48, -50, -380), (.66, .05))],
    ],
    1: [
        [line((.50, 0), (.50, 1))],
        [curve((.52, 0), (.50, .5), (.50, 1))],
        [line((.30, .22), (.52, 0), (.52, 1))],                                  # serif
        [line((.28, .24), (.52, 0), (.52, 1)), line((.28, 1), (.76, 1))],        # serif and foot
    ],
    2: [
        [curve((.20, .26), (.30, .06), (.52, 0), (.74, .10), (.78, .30), (.60, .58), (.38, .80), (.18, 1)),
         line((.18, 1), (.84, 1))],
        [curve((.18, .20), (.44, 0), (.74, .14), (.72, .42), (.46, .74), (.20, .94), (.12, .86), (.26, .78),
               (.52, .92), (.72, 1), (.90, .92))],                               # looped foot
        [curve((.22, .12), (.50, 0), (.76, .18), (.64, .52), (.20, .96)),
         curve((.20, .96), (.42, .88), (.62, .98), (.86, .94))],                 # wavy foot
    ],
    3: [
        [curve((.22, .12), (.46, 0), (.72, .10), (.72, .34), (.44, .47)),
         curve((.44, .47), (.76, .56), (.80, .82), (.52, 1), (.20, .90))],
        [line((.22, .02), (.76, .02), (.46, .42)),
         curve((.46, .42), (.76, .52), (.80, .78), (.54, 1), (.20, .92))],       # flat top
        [curve((.20, .16), (.48, 0), (.74, .18), (.56, .42), (.40, .47), (.60, .50), (.80, .72), (.58, .96),
               (.18, .94))],
    ],
    4: [
        [line((.26, 0), (.18, .56), (.84, .56)), line((.68, .08), (.66, 1))],    # open
        [curve((.22, .04), (.16, .40), (.30, .54), (.74, .46)), curve((.76, 0), (.72, .50), (.66, 1))],
        [line((.64, 1), (.64, 0), (.12, .66), (.88, .66))],                      # closed
        [line((.70, 1), (.66, .02), (.18, .52), (.80, .54))],
    ],
    5: [
        [line((.78, .02), (.30, .02), (.26, .44)),
         curve((.26, .44), (.54, .36), (.80, .56), (.74, .86), (.46, 1), (.18, .90))],
        [line((.32, .04), (.26, .46)), line((.32, .04), (.82, 0)),
         curve((.26, .46), (.60, .42), (.78, .68), (.58, .96), (.20, .96))],     # the bar is drawn last
        [curve((.80, .03), (.54, .02), (.34, .10), (.26, .34), (.44, .46), (.68, .58), (.70, .84), (.44, 1),
               (.16, .92))],                                                     # one stroke
    ],
    6: [
        [curve((.68, .02), (.40, .22), (.24, .56), (.28, .86), (.52, 1), (.74, .86), (.72, .62), (.50, .54),
               (.28, .70))],
        [curve((.46, 0), (.28, .34), (.22, .72), (.40, .98), (.66, .94), (.70, .70), (.50, .60), (.26, .76))],
        [curve((.80, .08), (.56, .02), (.30, .26), (.20, .64), (.40, .98), (.72, .90), (.74, .60), (.48, .48),
               (.24, .62))],
    ],
    7: [
        [line((.16, .04), (.82, .04), (.42, 1))],
        [curve((.14, .06), (.50, .04), (.82, .04)), curve((.82, .04), (.60, .42), (.50, 1))],
        [line((.16, .04), (.82, .04), (.44, 1)), line((.34, .52), (.82, .50))],  # bar
        [line((.16, .20), (.18, .04), (.82, .04)), curve((.82, .04), (.56, .50), (.48, 1))],  # serif
    ],
    8: [
        [curve(*arc(.50, .25, .24, .25, -90, 270)), curve(*arc(.50, .74, .30, .26, -90, 270))],
        [curve((.74, .12), (.46, 0), (.26, .18), (.46, .44), (.72, .68), (.62, .96), (.36, .98), (.26, .74),
               (.50, .48), (.74, .26), (.72, .10))],                             # one crossing stroke
        [curve((.50, .48), (.28, .26), (.44, .02), (.70, .14), (.62, .40), (.40, .58), (.28, .82), (.48, 1),
               (.72, .86), (.66, .62), (.50, .48))],
    ],
    9: [
        [curve((.72, .16), (.48, 0), (.26, .18), (.32, .42), (.54, .46), (.72, .16)), line((.72, .10), (.68, 1))],
        [curve((.74, .20), (.52, .02), (.28, .16), (.30, .42), (.56, .46), (.74, .20)),
         curve((.74, .20), (.76, .56), (.62, .92), (.26, .96))],                 # hooked tail
        [curve((.76, .14), (.44, 0), (.22, .26), (.42, .48), (.74, .22)),
         curve((.74, .22), (.62, .60), (.46, 1))],
    ],
}


def trace(points, steps=6):
    """A dense polyline along the Catmull-Rom spline through the points."""
    before = np.vstack([2 * points[:1] - points[1:2], points[:-1]])
    after = np.vstack([points[1:], 2 * points[-1:] - points[-2:-1]])
    t = np.linspace(0, 1, steps, endpoint=False)[:, None, None]
    a, b, c, d = before[:-1], points[:-1], points[1:], after[1:]
    dense = b + t * ((c - a) / 2 + t * (a - 2.5 * b + 2 * c - d / 2 + t * (1.5 * (b - c) + (d - a) / 2)))
    return np.vstack([dense.swapaxes(0, 1).reshape(-1, 2), points[-1:]])


def draw(digit, rng):
    """One image of the digit, uint8 [28, 28]."""
    style = STYLES[digit][rng.integers(len(STYLES[digit]))]
    strokes = []
    for smooth, points in style:
        noisy = points + rng.normal(0, .022, points.shape)
        strokes.append(trace(noisy) if smooth else noisy)

    turn, shear = np.radians(rng.uniform(-13, 13)), rng.uniform(-.30, .20)
    stretch = np.diag([rng.uniform(.8, 1.25), 1])
    rotate = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    affine = rotate @ np.array([[1, shear], [0, 1]]) @ stretch
    strokes = [s @ affine.T for s in strokes]

    width, edge = rng.uniform(1.7, 3.5), rng.uniform(1, 1.8)                     # pen, and how soft its edge is
    ends = np.vstack(strokes)
    fit = (rng.uniform(18, 20) - width) / np.ptp(ends, axis=0).max()
    start = np.vstack([s[:-1] for s in strokes]) * fit
    along = np.vstack([s[1:] for s in strokes]) * fit - start
    length = np.hypot(*along.T)
    centre = np.average(start + along / 2, axis=0, weights=length)               # of the ink, as in MNIST
    start += (SIZE - 1) / 2 - centre + rng.uniform(-1, 1, 2)

    rows, columns = np.mgrid[:SIZE, :SIZE]
    pixel = np.stack([columns, rows], -1).reshape(-1, 1, 2)
    away = pixel - start
    nearest = np.clip((away * along).sum(-1) / np.maximum(length ** 2, 1e-9), 0, 1)
    distance = np.sqrt(((away - nearest[..., None] * along) ** 2).sum(-1).min(1))
    ink = np.clip((width / 2 - distance) / edge + .5, 0, 1) * rng.uniform(215, 255)
    ink += rng.normal(0, rng.uniform(0, 6), ink.shape)
    return np.clip(np.rint(ink), 0, 255).astype(np.uint8).reshape(SIZE, SIZE)


def generate(count, seed):
    """Images uint8 [count, 28, 28] and labels uint8 [count]: the ten digits equally often, in random order."""
    rng = np.random.default_rng(seed)
    labels = rng.permutation(np.arange(count) % 10).astype(np.uint8)
    return np.stack([draw(int(label), rng) for label in labels]), labels


def main():
    parser = argparse.ArgumentParser(description="Draws digits and writes them as an .npz (image, labels).")
    parser.add_argument("out", nargs="?", type=Path, default=SAMPLE / "digits.data.npz")
    parser.add_argument("--count", type=int, default=SHIPPED_COUNT)
    parser.add_argument("--seed", type=int, default=SHIPPED_SEED)
    options = parser.parse_args()
    image, labels = generate(options.count, options.seed)
    np.savez_compressed(options.out, image=image, labels=labels)
    print(f"{options.out}: {len(image)} images, {options.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
