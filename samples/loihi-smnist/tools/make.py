#!/usr/bin/env python3
"""Writes code.npz beside the network: what each of the 80 input channels waits for.

`level` is the pixel value that it watches, `kind` how: 1 rising to it or above, 2 falling below it, 3 white (255), 4 the cue, 0 never.
"""
from pathlib import Path

import numpy as np

level, kind = np.zeros(80, np.float32), np.zeros(80, np.float32)
for i in range(40):
    level[2 * i] = level[2 * i + 1] = 255 * i // 39
    if 1 <= i <= 38:
        kind[2 * i], kind[2 * i + 1] = 1, 2
kind[78], kind[79] = 3, 4
np.savez(Path(__file__).resolve().parent.parent / "code.npz", level=level, kind=kind)
