"""Makes compressed.nir as NIR's own writer does since 2026: superblock 0, every array chunked and deflated, texts of variable length.

Run beside the file: python3 make_nir.py
"""
import h5py
import numpy as np


def write_node(group, fields):
    for name, value in fields.items():
        if isinstance(value, dict):
            write_node(group.create_group(name), value)
        elif isinstance(value, str):
            group.create_dataset(name, data=value, dtype=h5py.string_dtype())
        elif np.ndim(value) > 0:
            group.create_dataset(name, data=value, compression="gzip", compression_opts=4)
        else:
            group.create_dataset(name, data=value)


text = h5py.string_dtype()
with h5py.File("compressed.nir", "w", libver="earliest", track_order=False) as file:
    file.create_dataset("version", data="1.0.6", dtype=text)
    write_node(file.create_group("node"), {
        "type": "NIRGraph",
        "metadata": {"made": {"by": "make_nir.py"}},
        "nodes": {
            "input": {"type": "Input", "shape": np.array([1, 6, 6])},
            "0": {
                "type": "Conv2d", "weight": ((np.arange(18, dtype="f4") % 7 - 2) / 4).reshape(2, 1, 3, 3), "bias": np.array([0.5, -0.25]),
                "stride": np.array([2, 2]), "padding": np.array([1, 1]), "dilation": np.array([1, 1]), "groups": np.int64(1),
                "input_shape": np.array([6, 6]),
            },
            "1": {
                "type": "LIF", "tau": np.full((2, 3, 3), 0.02, "f4"), "r": np.full((2, 3, 3), 20.0), "v_leak": np.zeros((2, 3, 3), "f4"),
                "v_threshold": np.ones((2, 3, 3)), "v_reset": np.zeros((2, 3, 3)),
            },
            "2": {"type": "Flatten", "start_dim": np.int64(0), "end_dim": np.int64(-1), "input_type": np.array([2, 3, 3])},
            "output": {"type": "Output", "shape": np.array([18])},
        },
    })
    edges = np.array([("input", "0"), ("0", "1"), ("1", "2"), ("2", "output")], dtype=object)
    file["node"].create_dataset("edges", data=edges, dtype=text, compression="gzip", compression_opts=4)
