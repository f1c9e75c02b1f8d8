"""Writes the golden files of the model file's tests, and checks them with the reference implementation.

    pip install safetensors==0.8.0 numpy==2.4.6
    python make_goldens.py            # writes reference.safetensors and foreign.safetensors, checks all three

`reference.safetensors` is written by the reference implementation, `foreign.safetensors` by hand in a layout that the
format allows but no writer we know of chooses, and `model-v2.safetensors` by forecast itself (TensorFileTests says how).
"""

import json
import pathlib
import struct

import numpy as np
import safetensors.numpy
from safetensors import safe_open

here = pathlib.Path(__file__).parent

tensors = {
    "weight_ih_l0": np.array([[0.5, -1.25, 3.0], [1e-45, 3.4028235e38, -0.0]], dtype=np.float32),
    "bias_ih_l0": np.array([0.1, np.nan], dtype=np.float32),
    "values/Zürich 🌡": np.array([19.75, np.nan, -np.inf, 5e-324], dtype=np.float64),
    "scalar": np.array(2.5, dtype=np.float64),
    "timestamps": np.array([-(2**63), -1, 2**63 - 1], dtype=np.int64),
    "empty": np.zeros((0, 4), dtype=np.float32),
}
metadata = {"note": 'Grüße, "world" \\ / \n\t\u0001 é 🌡'}


def same(left, right):
    return left.keys() == right.keys() and all(
        left[name].dtype == right[name].dtype
        and left[name].shape == right[name].shape
        and left[name].tobytes() == right[name].tobytes()
        for name in left
    )


# Written by the reference implementation.
safetensors.numpy.save_file(tensors, here / "reference.safetensors", metadata=metadata)

# Written by hand: the header's order is not that of the bytes, narrow types come first, white space and escapes abound.
order = ["bias_ih_l0", "weight_ih_l0", "empty", "timestamps", "values/Zürich 🌡", "scalar"]
names = {np.dtype("float32"): "F32", np.dtype("float64"): "F64", np.dtype("int64"): "I64"}
body, entries = b"", {}
for name in order:
    data = tensors[name].tobytes()
    entries[name] = {
        "data_offsets": [len(body), len(body) + len(data)],
        "shape": list(tensors[name].shape),
        "dtype": names[tensors[name].dtype],
    }
    body += data
header = {name: entries[name] for name in reversed(order)} | {"__metadata__": metadata}
text = (json.dumps(header, indent=1) + " \n\t ").encode("ascii")
(here / "foreign.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + body)

# What the tests compare with is what the reference implementation reads.
for file in ["reference.safetensors", "foreign.safetensors"]:
    assert same(safetensors.numpy.load_file(here / file), tensors), file
    with safe_open(here / file, framework="np") as opened:
        assert opened.metadata() == metadata, file

model = here / "model-v2.safetensors"
loaded = safetensors.numpy.load_file(model)
with safe_open(model, framework="np") as opened:
    text = opened.metadata()
document = json.loads(text["forecast"])
assert document == {
    "formatVersion": 2,
    "tool": "forecast",
    "seed": 2**64 - 1,
    "columns": {"target": "close", "time": "date"},
    "scaling": [{"mean": 0.1, "scale": 1e-300}, {"mean": -2.0, "scale": 5e-324}],
}, document
assert same(
    loaded,
    {
        "weight_ih_l0": np.array([[1, -2.5], [0.1, 0]], dtype=np.float32),
        "context.values": np.array([100, np.nan, 101.5], dtype=np.float64),
        "context.timestamps": np.array([0, 86400, 172800], dtype=np.int64),
    },
), loaded
# The same content from the reference implementation is the same bytes.
again = safetensors.numpy.save(loaded, metadata=text)
assert again == model.read_bytes()
print("all golden files are as they should be")
