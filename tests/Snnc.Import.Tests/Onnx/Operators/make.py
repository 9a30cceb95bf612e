"""Makes the small models of this folder, each with an input and the output that PyTorch computes (onnx 1.12, torch 1.13).

NAME.onnx is the model; NAME.npz holds x and y. Usage: python3 make.py
"""
import io
import os

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import TensorProto, helper, numpy_helper

HERE = os.path.dirname(os.path.abspath(__file__))
RANDOM = np.random.default_rng(1)


def real(*shape):
    return (RANDOM.integers(-64, 64, shape) / 32).astype(np.float32)


def save(name, nodes, x, y, constants=None, opset=13):
    """A model of these nodes from x to y."""
    shape = list(x.shape)
    graph = helper.make_graph(
        nodes, name, [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["N", *shape[1:]])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
        [numpy_helper.from_array(np.asarray(v), k) for k, v in (constants or {}).items()])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=8)
    onnx.save(model, f"{HERE}/{name}.onnx")
    np.savez_compressed(f"{HERE}/{name}.npz", x=x, y=np.asarray(y, np.float32))


def export(name, module, x, opset=13):
    """The model that PyTorch itself exports."""
    module = module.eval()
    buffer = io.BytesIO()
    torch.onnx.export(module, torch.from_numpy(x), buffer, opset_version=opset, input_names=["x"], output_names=["y"], dynamic_axes={"x": {0: "n"}, "y": {0: "n"}})
    with open(f"{HERE}/{name}.onnx", "wb") as file:
        file.write(buffer.getvalue())
    with torch.no_grad():
        np.savez_compressed(f"{HERE}/{name}.npz", x=x, y=module(torch.from_numpy(x)).numpy())


def node(op, inputs, output="y", **attributes):
    return helper.make_node(op, inputs, [output], **attributes)


def t(x):
    return torch.from_numpy(x)


def convolutions():
    x, w, b = real(1, 4, 9, 7), real(6, 4, 3, 3), real(6)
    pad = lambda l, r, u, d: F.pad(t(x), (l, r, u, d))
    save("conv_strided", [node("Conv", ["x", "w", "b"], strides=[2, 2], pads=[1, 1, 1, 1], kernel_shape=[3, 3])], x,
         F.conv2d(t(x), t(w), t(b), 2, 1), {"w": w, "b": b})
    save("conv_asymmetric", [node("Conv", ["x", "w"], strides=[2, 2], pads=[0, 0, 1, 1])], x, F.conv2d(pad(0, 1, 0, 1), t(w), None, 2), {"w": w})
    even = real(1, 4, 8, 8)
    save("conv_same_lower", [node("Conv", ["x", "w"], auto_pad="SAME_LOWER", strides=[2, 2])], even,
         F.conv2d(F.pad(t(even), (1, 0, 1, 0)), t(w), None, 2), {"w": w})
    save("conv_dilated", [node("Conv", ["x", "w"], dilations=[2, 2], pads=[2, 2, 2, 2])], x, F.conv2d(t(x), t(w), None, 1, 2, 2), {"w": w})
    g = real(8, 2, 3, 3)
    save("conv_grouped", [node("Conv", ["x", "w"], group=2)], x, F.conv2d(t(x), t(g), groups=2), {"w": g})
    r = real(5, 4, 1, 5)
    save("conv_wide", [node("Conv", ["x", "w"], pads=[0, 2, 0, 2])], x, F.conv2d(t(x), t(r), padding=(0, 2)), {"w": r})
    save("conv_wide_valid", [node("Conv", ["x", "w"])], x, F.conv2d(t(x), t(r)), {"w": r})
    x1, w1 = real(1, 3, 20), real(4, 3, 5)
    save("conv_line", [node("Conv", ["x", "w", "b"], pads=[4, 0], strides=[2])], x1, F.conv1d(F.pad(t(x1), (4, 0)), t(w1), t(b[:4]), 2), {"w": w1, "b": b[:4]})
    pads = np.array([0, 0, 1, 0, 0, 0, 2, 3], np.int64)
    save("pad_then_conv", [node("Pad", ["x", "p"], "q"), node("Conv", ["q", "w"])], x, F.conv2d(pad(0, 3, 1, 2), t(w)), {"w": w, "p": pads})
    save("pad_alone", [node("Pad", ["x", "p"], "q"), node("Relu", ["q"])], x, F.relu(pad(0, 3, 1, 2)), {"p": pads})


def products():
    x, w, c = real(1, 5), real(5, 3), real(3)
    save("gemm", [node("Gemm", ["x", "w", "c"], alpha=0.5, beta=2.0)], x, 0.5 * t(x) @ t(w) + 2 * t(c), {"w": w, "c": c})
    save("gemm_no_bias", [node("Gemm", ["x", "w"], transB=1)], x, t(x) @ t(w), {"w": np.ascontiguousarray(w.T)}, opset=11)
    s = real(1, 6, 5)
    save("matmul_rows", [node("MatMul", ["x", "w"], "z"), node("Add", ["z", "c"])], s, t(s) @ t(w) + t(c), {"w": w, "c": c})
    a = real(2, 6)
    save("matmul_left", [node("MatMul", ["a", "x"])], s, t(a) @ t(s), {"a": a})
    save("matmul_dynamic", [node("Transpose", ["x"], "z", perm=[0, 2, 1]), node("MatMul", ["x", "z"])], s, t(s) @ t(s).transpose(1, 2))
    reshaped = real(3, 5, 1)
    save("weight_on_its_way", [node("Reshape", ["v", "shape"], "q"), node("Transpose", ["q"], "w"), node("MatMul", ["x", "w"])], x,
         t(x) @ t(reshaped.reshape(3, 5).T.copy()), {"v": reshaped, "shape": np.array([3, -1], np.int64)})


def arithmetic():
    x = real(1, 3, 4, 5)
    c, full = real(3, 1, 1), real(3, 4, 5)
    save("add_channels", [node("Add", ["c", "x"])], x, t(x) + t(c), {"c": c})
    save("sub_full", [node("Sub", ["c", "x"])], x, t(full) - t(x), {"c": full})
    save("mul_columns", [node("Mul", ["x", "c"])], x, t(x) * t(full[0, 0]), {"c": full[0, 0]})
    save("div_number", [node("Div", ["x", "c"])], x, t(x) / 4, {"c": np.float32(4)})
    save("branches", [node("Relu", ["x"], "a"), node("Sigmoid", ["x"], "b"), node("Mul", ["a", "b"], "m"), node("Sub", ["m", "x"], "s"), node("Tanh", ["s"])],
         x, torch.tanh(F.relu(t(x)) * torch.sigmoid(t(x)) - t(x)))
    save("clip", [node("Clip", ["x", "l", "h"])], x, t(x).clamp(-0.5, 1.25), {"l": np.float32(-0.5), "h": np.float32(1.25)})
    save("relu6_old", [node("Clip", ["x"], min=0.0, max=1.5)], x, t(x).clamp(0, 1.5), opset=10)
    save("leaky", [node("LeakyRelu", ["x"], alpha=0.125)], x, F.leaky_relu(t(x), 0.125))
    save("prelu", [node("PRelu", ["x", "c"])], x, F.prelu(t(x), t(c.reshape(3))), {"c": c})
    save("hardswish", [node("HardSwish", ["x"])], x, F.hardswish(t(x)), opset=14)
    save("square", [node("Pow", ["x", "two"])], x, t(x) ** 2, {"two": np.float32(2)})
    save("abs_neg", [node("Abs", ["x"], "a"), node("Neg", ["a"])], x, -t(x).abs())
    save("shared_before_add", [node("MatMul", ["x", "w"], "m"), node("Add", ["m", "b"], "a"), node("Mul", ["a", "m"])], full[:1, :, 0],
         (t(full[:1, :, 0]) @ t(full[0])) * (t(full[:1, :, 0]) @ t(full[0]) + t(full[0, 0])), {"w": full[0], "b": full[0, 0]})


def norms():
    x = real(1, 3, 4, 4)
    g, b, m, v = real(3), real(3), real(3), np.abs(real(3)) + 0.5
    stats = {"g": g, "b": b, "m": m, "v": v}
    bn = lambda y: F.batch_norm(y, t(m), t(v), t(g), t(b), eps=1e-3)
    save("batchnorm", [node("Relu", ["x"], "r"), node("BatchNormalization", ["r", "g", "b", "m", "v"], epsilon=1e-3)], x, bn(F.relu(t(x))), stats)
    w = real(3, 3, 3, 3)
    save("batchnorm_folded", [node("Conv", ["x", "w"], "c"), node("BatchNormalization", ["c", "g", "b", "m", "v"], epsilon=1e-3)], x,
         bn(F.conv2d(t(x), t(w))), {**stats, "w": w})
    rows = real(1, 5, 3)
    save("layernorm", [node("LayerNormalization", ["x", "g", "b"], axis=-1)], rows, F.layer_norm(t(rows), [3], t(g), t(b)), {"g": g, "b": b}, opset=17)
    save("softmax_channels", [node("Softmax", ["x"], axis=1)], x, F.softmax(t(x), 1))
    save("softmax_old", [node("Softmax", ["x"], axis=1)], x, F.softmax(t(x).flatten(1), 1).reshape(1, 3, 4, 4), opset=11)


def pooling():
    x = real(1, 2, 7, 7)
    save("maxpool_padded", [node("MaxPool", ["x"], kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1])], x, F.max_pool2d(t(x), 3, 2, 1))
    save("maxpool_uneven", [node("MaxPool", ["x"], kernel_shape=[2, 2], strides=[1, 1], auto_pad="SAME_UPPER")], x,
         F.max_pool2d(F.pad(t(x), (0, 1, 0, 1), value=-1e9), 2, 1))
    save("average_counted", [node("AveragePool", ["x"], kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1], count_include_pad=1)], x,
         F.avg_pool2d(t(x), 3, 2, 1))
    save("average_not_counted", [node("AveragePool", ["x"], kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1])], x,
         F.avg_pool2d(t(x), 3, 2, 1, count_include_pad=False))
    save("average_wide", [node("AveragePool", ["x"], kernel_shape=[1, 3], strides=[1, 1])], x, F.avg_pool2d(t(x), (1, 3), 1))
    line = real(1, 3, 11)
    save("maxpool_line", [node("MaxPool", ["x"], kernel_shape=[3], strides=[2], pads=[1, 1])], line, F.max_pool1d(t(line), 3, 2, 1))
    save("average_line", [node("AveragePool", ["x"], kernel_shape=[2], strides=[2])], line, F.avg_pool1d(t(line), 2))
    wide = real(1, 2, 4, 6)
    save("global_average", [node("GlobalAveragePool", ["x"], "g"), node("Flatten", ["g"])], wide, t(wide).mean((2, 3)))
    save("reduce", [node("ReduceMean", ["x"], "g", axes=[-1, -2], keepdims=0), node("Relu", ["g"])], wide, F.relu(t(wide).mean((2, 3))))
    save("reduce_kept", [node("ReduceSum", ["x", "a"])], wide, t(wide).sum(1, keepdim=True), {"a": np.array([1], np.int64)})


def movement():
    x = real(1, 4, 6)
    size = [node("Shape", ["x"], "s"), node("Gather", ["s", "zero"], "n", axis=0), node("Unsqueeze", ["n", "axes"], "u"),
            node("Concat", ["u", "rest"], "shape", axis=0), node("Reshape", ["x", "shape"])]
    save("reshape_by_shape", size, x, t(x).reshape(1, 24), {"zero": np.int64(0), "axes": np.array([0], np.int64), "rest": np.array([-1], np.int64)})
    save("slices", [node("Slice", ["x", "st", "en", "ax"], "a"), node("Slice", ["x", "st2", "en2", "ax"], "b"), node("Concat", ["b", "a"], axis=2)], x,
         torch.cat([t(x)[:, :, 3:], t(x)[:, :, :2]], 2),
         {"st": np.array([0], np.int64), "en": np.array([2], np.int64), "ax": np.array([2], np.int64), "st2": np.array([3], np.int64), "en2": np.array([2**63 - 1], np.int64)})
    nodes = [helper.make_node("Split", ["x"], ["a", "b"], axis=1), node("Sub", ["a", "b"])]
    save("split", nodes, x, t(x)[:, :2] - t(x)[:, 2:])
    save("time_first", [node("Transpose", ["x"], "a", perm=[1, 0, 2]), node("Relu", ["a"], "r"), node("Transpose", ["r"], "b", perm=[1, 2, 0]), node("Squeeze", ["b", "axes"])],
         x, F.relu(t(x)).permute(0, 2, 1).squeeze(0), {"axes": np.array([0], np.int64)})
    save("entry", [node("Gather", ["x", "two"], axis=1)], x, t(x)[:, 2], {"two": np.int64(2)})
    table = real(7, 3)
    save("embedding", [node("Cast", ["x"], "i", to=7), node("Gather", ["table", "i"], "e"), node("ReduceMean", ["e"], axes=[1], keepdims=0)],
         np.array([[3, 0, 6, 6]], np.float32), t(table)[[3, 0, 6, 6]].mean(0, keepdim=True), {"table": table})
    save("dropout", [helper.make_node("Dropout", ["x"], ["d", "mask"]), node("Identity", ["d"])], x, x)


class Residual(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = torch.nn.Sequential(torch.nn.Conv2d(1, 4, 3, padding=1), torch.nn.BatchNorm2d(4), torch.nn.ReLU(), torch.nn.MaxPool2d(2))
        self.body = torch.nn.Sequential(torch.nn.Conv2d(4, 4, 3, padding=1, bias=False), torch.nn.BatchNorm2d(4))
        self.head = torch.nn.Linear(4, 3)
        for norm in (self.stem[1], self.body[1]):
            norm.running_mean.uniform_(-1, 1)
            norm.running_var.uniform_(0.5, 2)

    def forward(self, x):
        x = self.stem(x)
        x = F.relu(x + self.body(x))
        return F.softmax(self.head(x.mean((2, 3))), 1)


class Attention(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv = torch.nn.Linear(8, 24)
        self.out = torch.nn.Linear(8, 8)
        self.mlp = torch.nn.Sequential(torch.nn.Linear(8, 16), torch.nn.GELU(), torch.nn.Linear(16, 8))

    def forward(self, x):
        b, n, d = x.shape
        q, k, v = self.qkv(x).reshape(b, n, 3, 2, 4).permute(2, 0, 3, 1, 4)
        y = ((q @ k.transpose(-2, -1)) * 0.5).softmax(-1) @ v
        x = x + self.out(y.transpose(1, 2).reshape(b, n, d))
        return x + self.mlp(x)


class Block(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1, self.norm, self.fc2 = torch.nn.Linear(6, 8), torch.nn.LayerNorm(8), torch.nn.Linear(8, 2)
        torch.nn.init.uniform_(self.norm.weight)
        torch.nn.init.uniform_(self.norm.bias)

    def forward(self, x):
        return self.fc2(F.gelu(self.norm(self.fc1(x))))


torch.manual_seed(1)
convolutions()
products()
arithmetic()
norms()
pooling()
movement()
for opset in (9, 11, 13, 16):
    torch.manual_seed(1)
    export(f"residual_opset{opset}", Residual(), real(1, 1, 8, 8), opset)
export("attention", Attention(), real(1, 5, 8))
export("layernorm_written_out", Block(), real(1, 6), 11)
export("pad_exported", torch.nn.Sequential(torch.nn.ZeroPad2d((1, 0, 2, 3)), torch.nn.Conv2d(2, 3, 3)), real(1, 2, 5, 5))
x = real(1, 4)
save("single_numbers", [node("Gather", ["x", "one"], "a", axis=1), node("Squeeze", ["a"], "s"), node("Relu", ["s"], "r"), node("Reshape", ["r", "shape"])], x,
     F.relu(t(x)[:, 1:2]), {"one": np.int64(1), "shape": np.array([1, 1])})
x, row = real(1, 3), real(7)
backwards = {"row": row, "start": np.array([-1]), "end": np.array([-(1 << 63)]), "axes": np.array([0]), "step": np.array([-3])}
save("constant_backwards", [node("Slice", ["row", "start", "end", "axes", "step"], "r"), node("Add", ["x", "r"])], x, x + row[::-3], backwards)
