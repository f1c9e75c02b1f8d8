#!/usr/bin/env python3
"""Writes what PyTorch says about transformers over patches, for the Swift tests to be held to.

    python3 -m pip install torch numpy
    python3 make_transformer_goldens.py            # writes transformer.json beside itself

The rules are those of make_goldens.py, whose functions are used: exact inputs, results in float64. The encoder is
PyTorch's own TransformerEncoder, its patches are a Conv1d. Parameters are in the order of the modules below: patch,
position, encoder, head, decoder, static, embedding. Axes: B windows, L steps, D features, N tokens, d features of a token.
"""

import numpy
import torch

from make_covariate_goldens import Decoder
from make_goldens import SEED, flatten, grid, set_parameters, write

# (B, L, P, S, d, heads, feed-forward, layers, D, outputs, F, embeddings as (count, size))
SHAPES = [
    (3, 12, 4, 2, 8, 2, 16, 2, 1, 3, 0, []),
    # The last patch does not end with the window; what is known ahead, and codes inside and outside their tables.
    (5, 11, 4, 3, 8, 1, 8, 1, 2, 2, 2, [(3, 2), (2, 1)]),
    # A window shorter than a patch.
    (2, 5, 8, 4, 16, 4, 8, 1, 1, 1, 0, []),
]


class PatchTransformer(torch.nn.Module):
    def __init__(self, length, patch, stride, size, heads, between, layers, features, outputs, futures, embeddings):
        super().__init__()
        self.is_short = length < patch
        patch = min(patch, length)
        self.stride = stride
        tokens = 1 if self.is_short else (length - patch) // stride + 2
        self.patch = torch.nn.Conv1d(features, size, patch, stride)
        self.position = torch.nn.Embedding(tokens, size)
        layer = torch.nn.TransformerEncoderLayer(
            size, heads, between, dropout=0.0, activation="gelu", batch_first=True, norm_first=True)
        self.encoder = torch.nn.TransformerEncoder(
            layer, layers, norm=torch.nn.LayerNorm(size), enable_nested_tensor=False)
        self.head = torch.nn.Linear(size * tokens, outputs)
        self.decoder = Decoder(futures) if futures else None
        self.static = torch.nn.Linear(sum(s for _, s in embeddings), size, bias=False) if embeddings else None
        self.embedding = torch.nn.ModuleList(torch.nn.Embedding(count, s) for count, s in embeddings)

    def vectors(self, codes):
        """[B, E]."""
        known = []
        for place, table in enumerate(self.embedding):
            inside = (codes[:, place] >= 0) & (codes[:, place] < table.num_embeddings)
            known.append(table(codes[:, place] * inside) * inside[:, None])
        return torch.cat(known, dim=-1)

    def forward(self, windows, codes, futures):
        """windows [L, B, D], codes [B, S], futures [B, outputs, F]."""
        channels = windows.permute(1, 2, 0)
        if not self.is_short:
            channels = torch.cat([channels, channels[..., -1:].expand(-1, -1, self.stride)], dim=-1)
        tokens = self.patch(channels).transpose(1, 2)
        tokens = tokens + self.position.weight
        if self.static is not None:
            tokens = tokens + self.static(self.vectors(codes))[:, None]
        linear = self.head(self.encoder(tokens).transpose(1, 2).flatten(1))
        return linear if self.decoder is None else self.decoder(linear, futures)


def forward_and_backward(sizes, data, dtype):
    network = PatchTransformer(*sizes[1:]).to(dtype)
    set_parameters(network, data["parameters"])
    windows = torch.tensor(data["windows"], dtype=dtype, requires_grad=True)
    forecast = network(windows, torch.tensor(data["codes"]), torch.tensor(data["futures"], dtype=dtype))
    loss = torch.nn.MSELoss()(forecast, torch.tensor(data["targets"], dtype=dtype))
    loss.backward()
    return {
        "outputs": flatten([forecast]),
        "windowsGradient": flatten([windows.grad]),
        "parametersGradient": flatten([p.grad for p in network.parameters()]),
    }


def golden(sizes, generator):
    batch, length, patch, stride, size, heads, between, layers, features, outputs, futures, embeddings = sizes
    count = sum(p.numel() for p in PatchTransformer(*sizes[1:]).parameters())
    data = {
        "parameters": grid(generator, count, 0.45),
        "windows": grid(generator, (length, batch, features)),
        "targets": grid(generator, (batch, outputs)),
        "futures": grid(generator, (batch, outputs, futures)),
        # One code too low, every code, one too high, and again.
        "codes": numpy.array([[window % (count + 2) - 1 for count, _ in embeddings] for window in range(batch)]),
    }
    exact = forward_and_backward(sizes, data, torch.float64)
    single = forward_and_backward(sizes, data, torch.float32)
    for name, value in exact.items():
        difference = numpy.abs(single[name] - value).max() / max(1, numpy.abs(value).max())
        assert difference < 5e-6, (sizes, name, difference)
    shape = {
        "inputLength": length, "patchLength": patch, "patchStride": stride, "modelSize": size, "headCount": heads,
        "feedForwardSize": between, "layerCount": layers, "inputSize": features, "outputSize": outputs,
        "futureSize": futures, "embeddings": [{"count": count, "size": size} for count, size in embeddings],
    }
    result = {"shape": shape, "batch": batch} | data | exact
    result["codes"] = [int(code) for code in data["codes"].ravel()]
    return result


if __name__ == "__main__":
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    random = numpy.random.default_rng([SEED, 78])
    write("transformer", passes=[golden(sizes, random) for sizes in SHAPES])
