#!/usr/bin/env python3
"""Writes what PyTorch says about recurrent networks that read and decode segments, for the Swift tests to be held to.

    python3 -m pip install torch numpy
    python3 make_segment_goldens.py            # writes segments.json beside itself

The network is SegRNN's (Lin et al. 2023, arXiv:2308.11200): segments are embedded by a linear layer and a rectifier, read
by one recurrent layer, and every segment of the horizon is decoded from its last state by one more step, whose input is
the position's vector beside the channel's. The rules are those of make_goldens.py: exact inputs, results in float64.
Parameters are in the order of the module's state_dict.
"""

import numpy
import torch

from make_goldens import SEED, flatten, grid, recurrent_module, set_parameters, write

# (cell, B, segments seen, segments decoded, steps of a segment, H, channels; 0 for none)
SHAPES = [
    ("gru", 3, 2, 2, 4, 6, 0),
    ("gru", 5, 4, 3, 8, 16, 3),
    ("lstm", 3, 3, 2, 5, 8, 2),
    ("rnn-tanh", 4, 2, 4, 3, 7, 0),
]


class SegmentNetwork(torch.nn.Module):
    def __init__(self, cell, decoded, length, hidden, channels):
        super().__init__()
        self.segment = torch.nn.Linear(length, hidden)
        self.stack = recurrent_module(cell, hidden, hidden, 1)
        own = hidden // 2 if channels else hidden
        self.position = torch.nn.Parameter(torch.empty(decoded, own))
        self.head = torch.nn.Linear(hidden, length)
        self.channel = torch.nn.Parameter(torch.empty(channels, hidden - own)) if channels else None
        self.cell, self.length = cell, length

    def parameters(self):
        own = [*self.segment.parameters(), *self.stack.parameters(), self.position, *self.head.parameters()]
        return own + ([self.channel] if self.channel is not None else [])

    def forward(self, windows, channels):
        """windows [B, L], channels [B]; the forecasts, [B, decoded * length]."""
        batch, decoded = windows.shape[0], self.position.shape[0]
        segments = windows.reshape(batch, -1, self.length).transpose(0, 1)
        _, last = self.stack(torch.relu(self.segment(segments)))
        labels = self.position.expand(batch, -1, -1)
        if self.channel is not None:
            own = self.channel[channels][:, None].expand(-1, decoded, -1)
            labels = torch.cat([labels, own], dim=-1)

        def repeated(state):
            return state[0][:, None].expand(-1, decoded, -1).reshape(1, batch * decoded, -1).contiguous()

        state = tuple(map(repeated, last)) if self.cell == "lstm" else repeated(last)
        read, _ = self.stack(labels.reshape(1, batch * decoded, -1), state)
        return self.head(read[0]).reshape(batch, -1)


def run(sizes, data, dtype):
    cell, _, _, decoded, length, hidden, channels = sizes
    network = SegmentNetwork(cell, decoded, length, hidden, channels).to(dtype)
    set_parameters(network, data["parameters"])
    outputs = network(torch.tensor(data["windows"], dtype=dtype), torch.tensor(data["codes"]))
    loss = torch.nn.MSELoss()(outputs, torch.tensor(data["targets"], dtype=dtype))
    loss.backward()
    return {
        "outputs": flatten([outputs]), "loss": float(loss.detach()),
        "parametersGradient": flatten([parameter.grad for parameter in network.parameters()]),
    }


def golden(sizes, generator):
    cell, batch, seen, decoded, length, hidden, channels = sizes
    count = sum(p.numel() for p in SegmentNetwork(cell, decoded, length, hidden, channels).parameters())
    data = {
        "parameters": grid(generator, count, min(0.5, 1.2 / hidden**0.5)),
        "windows": grid(generator, (batch, seen * length)),
        "targets": grid(generator, (batch, decoded * length)),
        "codes": numpy.arange(batch) % max(1, channels),
    }
    exact, single = run(sizes, data, torch.float64), run(sizes, data, torch.float32)
    for name in exact:
        assert numpy.abs(single[name] - exact[name]).max() < 2e-5, (sizes, name)
    shape = {
        "cell": cell, "inputLength": seen * length, "segmentLength": length, "inputSize": 1, "hiddenSize": hidden,
        "outputSize": decoded * length, "futureSize": 0,
        "embeddings": [{"count": channels, "size": hidden - hidden // 2}] if channels else [],
    }
    return {"shape": shape, "batch": batch} | data | exact | {"codes": [int(code) for code in data["codes"]]}


if __name__ == "__main__":
    torch.set_num_threads(1)
    random = numpy.random.default_rng([SEED, 99])
    write("segments", passes=[golden(sizes, random) for sizes in SHAPES])
