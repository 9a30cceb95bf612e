"""Makes the small models of this folder as Keras 2 writes them, each with an input and the output that PyTorch computes (h5py, torch 1.13).

NAME.h5 is the model; NAME.npz holds x, channels first, and y, in Keras's order. Usage: python3 make.py
"""
import json
import os

import h5py
import numpy as np
import torch
import torch.nn.functional as F

HERE = os.path.dirname(os.path.abspath(__file__))
RANDOM = np.random.default_rng(2)


def real(*shape):
    return (RANDOM.integers(-64, 64, shape) / 32).astype(np.float32)


def layer(kind, name, sources=(), **config):
    return {"class_name": kind, "name": name, "config": {"name": name, **config},
            "inbound_nodes": [[[source, 0, 0, {}] for source in sources]] if sources else []}


def write(name, model, weights, x, y):
    with h5py.File(f"{HERE}/{name}.h5", "w") as file:
        file.attrs["keras_version"] = "2.4.0"
        file.attrs["model_config"] = json.dumps(model)
        for owner, arrays in weights.items():
            for key, value in arrays.items():
                file[f"model_weights/{owner}/{owner}/{key}:0"] = value
    np.savez_compressed(f"{HERE}/{name}.npz", x=x, y=np.asarray(y, np.float32))


def sequential(name, shape, layers, weights, x, y):
    layers[0]["config"]["batch_input_shape"] = [None, *shape]
    write(name, {"class_name": "Sequential", "config": {"name": "s", "layers": layers}}, weights, x, y)


def functional(name, layers, outputs, weights, x, y):
    config = {"name": "f", "layers": layers, "input_layers": [[layers[0]["name"], 0, 0]], "output_layers": [[o, 0, 0] for o in outputs]}
    write(name, {"class_name": "Functional", "config": config}, weights, x, y)


def t(x):
    return torch.from_numpy(np.ascontiguousarray(x))


def kernel(w):
    """[k, k, in, out] of Keras to [out, in, k, k]."""
    return t(w.transpose(3, 2, 0, 1))


def last(y):
    """Channels first to channels last, without the batch."""
    return y[0].permute(*range(1, y.dim() - 1), 0)


def flatten_dense():
    x, w, b, d, e = real(2, 7, 8), real(3, 3, 2, 4), real(4), real(4 * 4 * 4, 5), real(5)
    h = F.relu(F.conv2d(F.pad(t(x[None]), (0, 1, 1, 1)), kernel(w), t(b), 2))
    y = last(h).reshape(1, -1) @ t(d) + t(e)
    sequential("flatten_dense", [7, 8, 2], [
        layer("Conv2D", "c", padding="same", strides=[2, 2], activation="relu", use_bias=True), layer("Dropout", "o", rate=0.5), layer("Flatten", "f"),
        layer("Dense", "d", activation="linear", use_bias=True)], {"c": {"kernel": w, "bias": b}, "d": {"kernel": d, "bias": e}}, x, y[0])
    sequential("flatten_alone", [7, 8, 2], [layer("Flatten", "f"), layer("Activation", "a", activation="relu")], {}, x, F.relu(t(x).permute(1, 2, 0).reshape(-1)))


def branches():
    x = real(3, 6, 6)
    w, dw, g, b, m, v = real(3, 3, 3, 4), real(3, 3, 3, 2), real(4), real(4), real(4), np.abs(real(4)) + 0.5
    pw, pb, dense, db = real(1, 1, 6, 4), real(4), real(4, 3), real(3)
    c = F.batch_norm(F.conv2d(t(x[None]), kernel(w), padding=1), t(m), t(v), t(g), t(b), eps=1e-3)
    depth = t(dw.transpose(2, 3, 0, 1).reshape(6, 1, 3, 3))
    p = F.conv2d(F.conv2d(t(x[None]), depth, padding=1, groups=3), kernel(pw), t(pb))
    s = c + p
    k = torch.cat([F.max_pool2d(s, 2), F.avg_pool2d(p, 2)], 1)
    y = torch.softmax(k.mean((2, 3))[:, :4] @ t(dense) + k.mean((2, 3))[:, 4:] @ t(dense) + t(db), 1)
    layers = [
        layer("InputLayer", "i", batch_input_shape=[None, 6, 6, 3]), layer("Conv2D", "c", ["i"], padding="same", strides=[1, 1], activation="linear", use_bias=False),
        layer("BatchNormalization", "n", ["c"], axis=[3], epsilon=1e-3), layer("SeparableConv2D", "p", ["i"], padding="same", strides=[1, 1], activation="linear"),
        layer("Add", "s", ["n", "p"]), layer("MaxPooling2D", "m", ["s"], pool_size=[2, 2], strides=[2, 2], padding="valid"),
        layer("AveragePooling2D", "a", ["p"], pool_size=[2, 2], strides=None, padding="valid"), layer("Concatenate", "k", ["m", "a"], axis=-1),
        layer("GlobalAveragePooling2D", "g", ["k"]), layer("Dense", "d", ["g"], activation="softmax", use_bias=True)]
    functional("branches", layers, ["d"], {
        "c": {"kernel": w}, "n": {"gamma": g, "beta": b, "moving_mean": m, "moving_variance": v},
        "p": {"depthwise_kernel": dw, "pointwise_kernel": pw, "bias": pb}, "d": {"kernel": np.concatenate([dense, dense]), "bias": db}}, x, y[0])


def lines():
    x, w, b, d = real(3, 12), real(4, 3, 5), real(5), real(5, 2)
    h = F.max_pool1d(torch.tanh(F.conv1d(F.pad(t(x[None]), (3, 0)), t(w.transpose(2, 1, 0)), t(b))), 2)
    sequential("lines", [12, 3], [
        layer("Conv1D", "c", padding="causal", strides=[1], activation="tanh", use_bias=True), layer("MaxPooling1D", "m", pool_size=[2], strides=[2], padding="valid"),
        layer("Dense", "d", activation="linear", use_bias=False), layer("ReLU", "r", max_value=6.0, negative_slope=0.0, threshold=0.0)],
        {"c": {"kernel": w, "bias": b}, "d": {"kernel": d}}, x, (h[0].T @ t(d)).clamp(0, 6))


def moves():
    x = real(2, 4, 5)
    cropped = F.pad(t(x), (2, 1, 1, 0))[:, :, 1:]
    y = last(F.leaky_relu(cropped * 0.5 + 1, 0.25)[None]).reshape(7, 10).T
    sequential("moves", [4, 5, 2], [
        layer("ZeroPadding2D", "z", padding=[[1, 0], [2, 1]]), layer("Cropping2D", "c", cropping=[[0, 0], [1, 0]]),
        layer("Rescaling", "s", scale=0.5, offset=1.0), layer("LeakyReLU", "l", alpha=0.25), layer("Reshape", "r", target_shape=[-1, 10]),
        layer("Permute", "p", dims=[2, 1])], {}, x, y)


flatten_dense()
branches()
lines()
moves()
