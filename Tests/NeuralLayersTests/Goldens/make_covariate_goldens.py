#!/usr/bin/env python3
"""Writes what PyTorch says about networks with a temporal decoder and embeddings, for the Swift tests to be held to.

    python3 -m pip install torch numpy
    python3 make_covariate_goldens.py            # writes covariates.json beside itself

The rules are those of make_goldens.py, whose functions are used: exact inputs, results in float64. Behind the head's,
parameters are decoder.skip.weight, decoder.hidden.weight, decoder.hidden.bias, decoder.out.weight where anything is
known ahead, then embedding.N.weight. F features are known ahead for each output; a window has one code for each
embedding, and a code outside the table is a vector of zeros.
"""

import numpy
import torch

from make_goldens import CELLS, SEED, flatten, grid, layer_by_layer, recurrent_module, set_parameters, shape_of, write

UNITS = 16
# (B, T, D, H, L, outputs, F, embeddings as (count, size))
SHAPES = [
    (3, 4, 1, 5, 1, 3, 2, []),
    (4, 3, 2, 4, 2, 2, 0, [(2, 3)]),
    (6, 3, 1, 7, 1, 5, 3, [(3, 2), (2, 1)]),
]


class Decoder(torch.nn.Module):
    def __init__(self, features):
        super().__init__()
        self.skip = torch.nn.Linear(features, 1, bias=False)
        self.hidden = torch.nn.Linear(features + 1, UNITS)
        self.out = torch.nn.Linear(UNITS, 1, bias=False)

    def forward(self, linear, futures):
        """linear [B, outputs] and futures [B, outputs, F]."""
        units = torch.relu(self.hidden(torch.cat([futures, linear[..., None]], dim=-1)))
        return linear + (self.skip(futures) + self.out(units))[..., 0]


class CovariateNetwork(torch.nn.Module):
    def __init__(self, cell, features, hidden, layers, outputs, futures, embeddings):
        super().__init__()
        self.stack = recurrent_module(cell, features + sum(size for _, size in embeddings), hidden, layers)
        self.head = torch.nn.Linear(hidden, outputs)
        self.decoder = Decoder(futures) if futures else None
        self.embedding = torch.nn.ModuleList(torch.nn.Embedding(count, size) for count, size in embeddings)

    def vectors(self, codes):
        """[B, E]."""
        known = []
        for place, table in enumerate(self.embedding):
            inside = (codes[:, place] >= 0) & (codes[:, place] < table.num_embeddings)
            known.append(table(codes[:, place] * inside) * inside[:, None])
        return torch.cat(known, dim=-1)

    def windows(self, features, codes):
        if not len(self.embedding):
            return features
        return torch.cat([features, self.vectors(codes).expand(features.shape[0], -1, -1)], dim=-1)


def forward_and_backward(cell, sizes, data, dtype):
    network = CovariateNetwork(cell, *sizes[2:]).to(dtype)
    set_parameters(network, data["parameters"])
    leaf = {
        name: torch.tensor(data[name], dtype=dtype, requires_grad=True)
        for name in ("windows", "initialHidden", "initialCell")
    }
    windows = network.windows(leaf["windows"], torch.tensor(data["codes"]))
    linear, states, final, memory = layer_by_layer(
        network, cell, windows, leaf["initialHidden"], leaf["initialCell"], None
    )
    forecast = network.decoder(linear, torch.tensor(data["futures"], dtype=dtype)) if network.decoder else linear
    loss = torch.nn.MSELoss()(forecast, torch.tensor(data["targets"], dtype=dtype))
    loss.backward()
    result = {
        "outputs": [forecast],
        "hiddenStates": states,
        "finalHidden": [final],
        "finalCell": None if memory is None else [memory],
        "loss": [loss],
        "windowsGradient": [leaf["windows"].grad],
        "initialHiddenGradient": [leaf["initialHidden"].grad],
        "initialCellGradient": None if memory is None else [leaf["initialCell"].grad],
        "parametersGradient": [p.grad for p in network.parameters()],
    }
    return {name: None if value is None else flatten(value) for name, value in result.items()}


def golden(cell, sizes, generator):
    batch, steps, features, hidden, layers, outputs, futures, embeddings = sizes
    count = sum(p.numel() for p in CovariateNetwork(cell, *sizes[2:]).parameters())
    data = {
        "parameters": grid(generator, count, 0.45),
        "windows": grid(generator, (steps, batch, features)),
        "initialHidden": grid(generator, (layers, batch, hidden), 0.5),
        "initialCell": grid(generator, (layers, batch, hidden), 0.5),
        "targets": grid(generator, (batch, outputs)),
        "futures": grid(generator, (batch, outputs, futures)),
        # One code too low, every code, one too high, and again.
        "codes": numpy.array([[window % (count + 2) - 1 for count, _ in embeddings] for window in range(batch)]),
    }
    exact = forward_and_backward(cell, sizes, data, torch.float64)
    single = forward_and_backward(cell, sizes, data, torch.float32)
    for name, value in exact.items():
        if value is not None:
            difference = numpy.abs(single[name] - value).max()
            assert difference < (5e-6 if "Gradient" not in name else 2e-5), (cell, sizes, name, difference)
    shape = shape_of(cell, features, hidden, layers, outputs)
    shape |= {"futureSize": futures, "embeddings": [{"count": count, "size": size} for count, size in embeddings]}
    result = {"shape": shape, "batch": batch, "steps": steps} | data | exact
    result["codes"] = [int(code) for code in data["codes"].ravel()]
    result["loss"] = float(exact["loss"][0])
    return result


if __name__ == "__main__":
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    random = numpy.random.default_rng([SEED, 77])
    write("covariates", passes=[golden(cell, sizes, random) for cell in CELLS for sizes in SHAPES])
