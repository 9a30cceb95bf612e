"""Makes the .h5 files beside it with h5py (3.7 on HDF5 1.10 made those here): what a reader may meet, in the oldest and the newest forms.

All arrays below /counting hold 1, 2, 3 ... in C order; what is elsewhere the tests know.  usage: make.py [FOLDER]
"""
import os
import sys

import h5py
import numpy as np

FOLDER = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
NUMBERS = [o + t for t in ["i2", "i4", "i8", "u2", "u4", "u8", "f2", "f4", "f8"] for o in "<>"] + ["i1", "u1"]


def count(shape, dtype="<i2"):
    return np.arange(1, np.prod(shape, dtype=int) + 1).reshape(shape).astype(dtype)


def open_file(name, libver, **more):
    return h5py.File(os.path.join(FOLDER, name), "w", libver=libver, **more)


def low_level(group, name, data, layout=None, fill=None, chunks=None, early=False, written=True, maximum=None):
    plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    if layout is not None:
        plist.set_layout(layout)
    if chunks is not None:
        plist.set_chunk(chunks)
    if early:
        plist.set_alloc_time(h5py.h5d.ALLOC_TIME_EARLY)
    if fill is not None:
        plist.set_fill_value(np.array(fill, data.dtype))
    space = h5py.h5s.create_simple(data.shape, maximum or data.shape)
    dataset = h5py.h5d.create(group.id, name.encode(), h5py.h5t.py_create(data.dtype, logical=True), space, plist)
    if written:
        dataset.write(h5py.h5s.ALL, h5py.h5s.ALL, data)


def basics(name, libver):
    with open_file(name, libver) as f:
        counting = f.create_group("counting")
        for dtype in NUMBERS:
            counting[f"{dtype[-2:]} {'big' if dtype[0] == '>' else 'little'}"] = count((2, 3), dtype)
        counting["scalar"] = np.float32(1)
        counting["rank 5"] = count((2, 1, 3, 2, 2))
        low_level(counting, "compact", count((3, 2), "<f4"), h5py.h5d.COMPACT)
        f["named type"] = np.dtype("<i4")
        counting.create_dataset("of named type", data=count((4,), "<i4"), dtype=f["named type"])
        counting["deep/er/and/deeper"] = count((2,))
        counting["same object"] = counting["rank 5"]

        special = f.create_group("special")
        special["truth"] = np.array([True, False, True])
        special.create_dataset("colours", data=[2, 1, 2], dtype=h5py.enum_dtype({"RED": 1, "GREEN": 2}, basetype="<i4"))
        special["nothing"] = h5py.Empty("f4")
        special["no rows"] = np.zeros((0, 3), "<f4")
        special["extremes"] = np.array([np.iinfo(np.int64).min, np.iinfo(np.int64).max])
        special["too large"] = np.array([2**64 - 1], np.uint64)
        special["halves"] = np.array([0.1, -2.5, 65504, 6e-8, np.inf, np.nan], "<f2")
        low_level(special, "never written", count((5,), "<f4"), fill=7.5, written=False)
        low_level(special, "never written zeros", count((2, 2), "<i4"), written=False)

        texts = f.create_group("texts")
        texts["fixed"] = np.array([b"a", b"bcd", b""], "S3")
        texts.create_dataset("fixed unicode", data=np.array(["µ".encode(), b"ab"], h5py.string_dtype("utf-8", 4)))
        blanks = h5py.h5t.C_S1.copy()
        blanks.set_size(4)
        blanks.set_strpad(h5py.h5t.STR_SPACEPAD)
        dataset = h5py.h5d.create(texts.id, b"blanks", blanks, h5py.h5s.create_simple((2,)))
        dataset.write(h5py.h5s.ALL, h5py.h5s.ALL, np.array([b"a   ", b"b c "], "S4"), mtype=blanks)
        texts["scalar"] = "one µm"
        texts.create_dataset("variable", data=np.array([["a", ""], ["été", "x" * 5000]], object), dtype=h5py.string_dtype())
        texts.create_dataset("ascii", data=np.array(["ab", "c"], object), dtype=h5py.string_dtype("ascii"))

        other = f.create_group("other")
        other["complex"] = np.array([1 + 2j])
        other["structure"] = np.zeros(2, [("a", "<i4"), ("b", "<f8")])
        other["opaque"] = np.zeros(2, "V3")
        other.create_dataset("lists", shape=(2,), dtype=h5py.vlen_dtype("<i4"))
        other.create_dataset("references", data=[f["texts"].ref], dtype=h5py.ref_dtype)

        links = f.create_group("links")
        links["soft"] = h5py.SoftLink("/counting/rank 5")
        links["nowhere"] = h5py.SoftLink("/not/there")
        links["external"] = h5py.ExternalLink("other.h5", "/a")
        links["hard"] = count((3,))

        many = f.create_group("many")
        for i in range(300):
            many[f"member {i}"] = np.int32(i)
        ordered = f.create_group("ordered", track_order=True)
        for member in ["c", "a", "b"]:
            ordered[member] = np.int32(0)
        ordered_many = f.create_group("ordered many", track_order=True)
        for i in range(20):
            ordered_many[f"m{99 - i}"] = np.int32(i)

        attributes = f.create_group("attributes")
        attributes.attrs["text"] = "µ"
        attributes.attrs["texts"] = ["ab", "c"]
        attributes.attrs["fixed"] = np.array([b"ab", b"c"])
        attributes.attrs["whole"] = np.int16(-3)
        attributes.attrs["real"] = 0.1
        attributes.attrs["matrix"] = count((2, 3), ">f4")
        attributes.attrs["true"] = True
        attributes.attrs["nothing"] = h5py.Empty("f4")
        attributes.attrs.create("of named type", 5, dtype=f["named type"])
        many_attributes = f.create_group("many attributes")
        for i in range(60):
            many_attributes.attrs[f"a{i}"] = np.int32(i)
        if libver != "earliest":
            many_attributes.attrs["large"] = count((1500,), "<i4")


def chunks(name, libver):
    with open_file(name, libver) as f:
        counting = f.create_group("counting")
        make = lambda name, shape, chunks, dtype="<i2", **more: counting.create_dataset(name, data=count(shape, dtype), chunks=chunks, **more)
        make("plain", (4, 6), (2, 3))
        make("edges", (5, 7), (2, 3), "<f4")
        make("rank 3", (3, 4, 5), (2, 3, 2), "<i4")
        make("gzip", (20, 30), (8, 30), compression="gzip")
        make("gzip shuffle", (20, 30), (8, 7), "<f4", compression="gzip", shuffle=True)
        make("shuffle", (7, 5), (3, 3), "<f8", shuffle=True)
        make("checksum", (7, 5), (3, 3), fletcher32=True)
        make("checksum of odd bytes", (7,), (3,), "u1", fletcher32=True)
        make("all filters", (30, 30), (8, 16), "<i4", compression="gzip", shuffle=True, fletcher32=True)
        make("lzf", (30, 30), (8, 16), "<i4", compression="lzf")
        make("lzf of random", (4,), (4,), "<i4", compression="lzf")
        make("one chunk", (4, 5), (4, 5))
        make("one packed chunk", (40, 5), (40, 5), compression="gzip")
        make("one packed chunk with checksum", (40, 5), (40, 5), compression="gzip", fletcher32=True)
        make("may grow to a limit", (5, 5), (2, 2), maxshape=(10, 20))
        make("grows", (9, 4), (2, 2), maxshape=(None, 4))
        make("grows along the second axis", (4, 9, 3), (2, 2, 2), maxshape=(4, None, 5))
        make("grows packed", (9, 40), (2, 20), maxshape=(None, 40), compression="gzip")
        make("grows both ways", (9, 7), (2, 2), maxshape=(None, None))
        make("grows both ways packed", (9, 70), (2, 20), maxshape=(None, None), compression="gzip", shuffle=True)
        make("many chunks", (20, 15), (1, 1))
        make("thousands of chunks", (1100,), (1,))
        make("many chunks that grow", (300,), (1,), maxshape=(None,))
        make("many chunks that grow both ways", (20, 20), (1, 1), maxshape=(None, None))
        low_level(counting, "early", count((5, 4)), chunks=(2, 2), early=True)
        low_level(counting, "early with a limit", count((5, 4)), chunks=(2, 2), early=True, maximum=(9, 9))
        shrunk = counting.create_dataset("shrunk", data=count((6,)), chunks=(2,), maxshape=(None,))
        shrunk.resize((3,))

        special = f.create_group("special")
        some = special.create_dataset("some", (7, 7), "<i4", chunks=(2, 3), fillvalue=-5)
        some[3, 4] = 1
        none = special.create_dataset("none", (3, 3), "<f4", chunks=(2, 2), fillvalue=2.5)
        sparse = special.create_dataset("sparse", (200000,), "u1", chunks=(1,), maxshape=(None,))
        sparse[0], sparse[77], sparse[3000], sparse[150000] = 1, 2, 3, 4
        fixed = special.create_dataset("sparse fixed", (5000,), "u1", chunks=(1,))
        fixed[0], fixed[4999] = 1, 2
        texts = special.create_dataset("texts", (5,), h5py.string_dtype(), chunks=(2,), compression="gzip")
        texts[:] = ["a", "b", "", "d", "e"]


basics("basics-old.h5", "earliest")
basics("basics-new.h5", "latest")
chunks("chunks-old.h5", "earliest")
chunks("chunks-new.h5", "latest")
with open_file("version2.h5", "v108") as f:
    f["counting/a"] = count((3,))
with open_file("userblock.h5", "latest", userblock_size=1024) as f:
    f["counting/a"] = count((3,))
with open_file("cycle.h5", "latest") as f:
    f.create_group("a/b")
    f["a/b/c"] = f["a"]
plist = h5py.h5p.create(h5py.h5p.FILE_CREATE)
plist.set_sizes(4, 4)
with h5py.File(h5py.h5f.create(os.path.join(FOLDER, "narrow.h5").encode(), h5py.h5f.ACC_TRUNC, plist)) as f:
    f["counting/a"] = count((3,))
    f.create_dataset("counting/b", data=count((30,)), chunks=(4,), compression="gzip")
    f["text"] = "abc"
