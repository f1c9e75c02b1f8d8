#!/usr/bin/env python3
"""Writes what PyTorch says about recurrent networks, for the Swift tests to be held to.

    python3 -m pip install torch numpy
    python3 make_goldens.py            # writes <cell>.json and training-<cell>.json beside itself

Weights and inputs are multiples of 1/1024, exact in Float and in Double. Results are computed in float64, so that the
Double reference can be compared to its last digits; the script makes sure that PyTorch's float32 stays within the
tolerances of the tests. Parameters are flat, in the order of PyTorch's state_dict: per layer weight_ih, weight_hh,
bias_ih, bias_hh, then head.weight, head.bias. Axes: L layers, T steps, B windows, D features, H hidden units.
"""

import json
import pathlib

import numpy
import torch

SEED = 20260101
FOLDER = pathlib.Path(__file__).parent
CELLS = ["rnn-tanh", "rnn-relu", "gru", "lstm"]
# (B, T, D, H, L, outputs, dropout on what enters each layer)
SHAPES = [
    (1, 1, 1, 1, 1, 1, False),
    (3, 4, 2, 3, 1, 2, False),
    (2, 5, 3, 7, 2, 5, False),
    (5, 3, 1, 4, 3, 1, False),
    (2, 4, 3, 5, 2, 2, True),
    (1, 7, 1, 19, 1, 1, False),
    (9, 3, 2, 17, 1, 2, False),
]
CLIP = 1.0
LEARNING_RATE = 0.01


def grid(generator, shape, scale=1.0):
    """Normal numbers rounded to multiples of 1/1024."""
    return numpy.round(generator.normal(0, scale, shape) * 1024) / 1024


def recurrent_module(cell, input_size, hidden, layers):
    if cell == "gru":
        return torch.nn.GRU(input_size, hidden, layers)
    if cell == "lstm":
        return torch.nn.LSTM(input_size, hidden, layers)
    return torch.nn.RNN(input_size, hidden, layers, nonlinearity=cell.removeprefix("rnn-"))


class Network(torch.nn.Module):
    """A stack under a linear head that reads the last hidden state of the top layer."""

    def __init__(self, cell, input_size, hidden, layers, outputs):
        super().__init__()
        self.stack = recurrent_module(cell, input_size, hidden, layers)
        self.head = torch.nn.Linear(hidden, outputs)

    def forward(self, windows):
        return self.head(self.stack(windows)[0][-1])


def set_parameters(module, flat):
    offset = 0
    with torch.no_grad():
        for parameter in module.parameters():
            values = flat[offset : offset + parameter.numel()]
            parameter.copy_(torch.tensor(values).reshape(parameter.shape))
            offset += parameter.numel()
    assert offset == len(flat)


def flatten(tensors):
    return numpy.concatenate([t.detach().double().numpy().ravel() for t in tensors])


def layer_by_layer(network, cell, windows, hidden, memory, masks):
    """The stack one layer at a time, to see the hidden states below the top and to mask what enters a layer."""
    states, finals, memories = [], [], []
    flow = windows
    for layer in range(network.stack.num_layers):
        if masks is not None:
            flow = flow * masks[layer]
        single = recurrent_module(cell, flow.shape[-1], network.stack.hidden_size, 1).to(flow.dtype)
        weights = {f"{n}_l0": getattr(network.stack, f"{n}_l{layer}") for n in
                   ("weight_ih", "weight_hh", "bias_ih", "bias_hh")}
        initial = hidden[layer : layer + 1]
        if cell == "lstm":
            initial = (initial, memory[layer : layer + 1])
        flow, final = torch.func.functional_call(single, weights, (flow, initial))
        states.append(flow)
        finals.append(final[0] if cell == "lstm" else final)
        if cell == "lstm":
            memories.append(final[1])
    outputs = network.head(flow[-1])
    return outputs, states, torch.cat(finals), torch.cat(memories) if memories else None


def forward_and_backward(cell, sizes, data, dtype):
    batch, steps, features, hidden_size, layers, outputs, _ = sizes
    network = Network(cell, features, hidden_size, layers, outputs).to(dtype)
    set_parameters(network, data["parameters"])
    leaf = {
        name: torch.tensor(data[name], dtype=dtype, requires_grad=True)
        for name in ("windows", "initialHidden", "initialCell")
    }
    targets = torch.tensor(data["targets"], dtype=dtype)
    masks = data["dropoutMasks"]
    masks = None if masks is None else [torch.tensor(mask, dtype=dtype) for mask in masks]
    forecast, states, final, memory = layer_by_layer(
        network, cell, leaf["windows"], leaf["initialHidden"], leaf["initialCell"], masks
    )
    if masks is None:
        initial = leaf["initialHidden"]
        whole = network.stack(leaf["windows"], (initial, leaf["initialCell"]) if cell == "lstm" else initial)
        assert torch.allclose(whole[0], states[-1], rtol=0, atol=1e-6)
        assert torch.allclose(whole[1][0] if cell == "lstm" else whole[1], final, rtol=0, atol=1e-6)
    loss = torch.nn.MSELoss()(forecast, targets)
    loss.backward()
    result = {
        "outputs": forecast,
        "hiddenStates": states,
        "finalHidden": final,
        "finalCell": memory,
        "loss": loss,
        "windowsGradient": leaf["windows"].grad,
        "initialHiddenGradient": leaf["initialHidden"].grad,
        "initialCellGradient": leaf["initialCell"].grad,
    }
    result = {
        name: None if value is None else flatten(value if isinstance(value, list) else [value])
        for name, value in result.items()
    }
    result["parametersGradient"] = flatten([p.grad for p in network.parameters()])
    return result


def pass_golden(cell, sizes, generator):
    batch, steps, features, hidden_size, layers, outputs, dropout = sizes
    count = sum(p.numel() for p in Network(cell, features, hidden_size, layers, outputs).parameters())
    data = {
        "parameters": grid(generator, count, min(0.5, 1.2 / hidden_size**0.5)),
        "windows": grid(generator, (steps, batch, features)),
        "initialHidden": grid(generator, (layers, batch, hidden_size), 0.5),
        "initialCell": grid(generator, (layers, batch, hidden_size), 0.5),
        "targets": grid(generator, (batch, outputs)),
        "dropoutMasks": None,
    }
    if dropout:  # p = 1/2: kept values are doubled
        widths = [features] + [hidden_size] * (layers - 1)
        data["dropoutMasks"] = [2.0 * generator.integers(0, 2, (steps, batch, width)) for width in widths]
    exact = forward_and_backward(cell, sizes, data, torch.float64)
    single = forward_and_backward(cell, sizes, data, torch.float32)
    for name, value in exact.items():
        if value is not None:
            difference = numpy.abs(single[name] - value).max()
            assert difference < (5e-6 if "Gradient" not in name else 2e-5), (cell, sizes, name, difference)
    golden = {"shape": shape_of(cell, features, hidden_size, layers, outputs), "batch": batch, "steps": steps}
    golden |= data | exact
    golden["loss"] = float(exact["loss"][0])
    return golden


def shape_of(cell, features, hidden_size, layers, outputs):
    return {
        "cell": cell, "inputSize": features, "hiddenSize": hidden_size, "layerCount": layers, "outputSize": outputs
    }


def train(cell, sizes, parameters, batches, dtype):
    features, hidden_size, layers, outputs = sizes
    network = Network(cell, features, hidden_size, layers, outputs).to(dtype)
    set_parameters(network, parameters)
    optimizer = torch.optim.Adam(network.parameters(), lr=LEARNING_RATE)
    losses, norms, weights = [], [], []
    for step in range(20):
        batch = batches[step % len(batches)]
        optimizer.zero_grad()
        forecast = network(torch.tensor(batch["windows"], dtype=dtype))
        loss = torch.nn.MSELoss()(forecast, torch.tensor(batch["targets"], dtype=dtype))
        loss.backward()
        norms.append(float(torch.nn.utils.clip_grad_norm_(network.parameters(), CLIP)))
        optimizer.step()
        losses.append(float(loss.detach()))
        if step % 5 == 4:
            weights.append(flatten(network.parameters()))
    return losses, norms, weights


def training_golden(cell, generator):
    batch, steps, features, hidden_size, layers, outputs = 4, 6, 2, 6, 2, 3
    sizes = (features, hidden_size, layers, outputs)
    count = sum(p.numel() for p in Network(cell, *sizes).parameters())
    parameters = grid(generator, count, 0.4)
    # Targets of different size, so that some gradients are clipped and some are not.
    batches = [
        {
            "windows": grid(generator, (steps, batch, features)),
            "targets": grid(generator, (batch, outputs), scale),
        }
        for scale in (0.3, 2.0, 0.1, 1.0)
    ]
    losses, norms, weights = train(cell, sizes, parameters, batches, torch.float64)
    clipped = sum(norm > CLIP for norm in norms)
    assert 4 <= clipped <= 16, (cell, norms)
    assert all(abs(norm - CLIP) > 1e-3 for norm in norms), (cell, norms)
    single = train(cell, sizes, parameters, batches, torch.float32)[2]
    difference = max(numpy.abs(a - b).max() for a, b in zip(single, weights))
    assert difference < 2e-5, (cell, difference)
    print(f"{cell}: {clipped} of 20 steps clipped, float32 differs by {difference:.1e}")
    return {
        "shape": shape_of(cell, *sizes),
        "batch": batch,
        "steps": steps,
        "learningRate": LEARNING_RATE,
        "clip": CLIP,
        "parameters": parameters,
        "batches": batches,
        "losses": losses,
        "gradientNorms": norms,
        "parametersAfterEveryFiveSteps": weights,
    }


def plain(value):
    """Arrays as flat lists of numbers that read back to the same float64."""
    if isinstance(value, numpy.ndarray):
        return [float(x) for x in value.ravel()]
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items() if item is not None}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


def write(name, **content):
    content = {"torch": torch.__version__, "seed": SEED} | content
    text = json.dumps(plain(content), separators=(",", ":"))
    for key in ('"shape"', '"batches"', '"losses"', '"parametersAfterEveryFiveSteps"', '"parametersGradient"'):
        text = text.replace(key, "\n" + key)
    (FOLDER / f"{name}.json").write_text(text + "\n")


if __name__ == "__main__":
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    for number, name in enumerate(CELLS):
        random = numpy.random.default_rng([SEED, number])
        write(name, passes=[pass_golden(name, sizes, random) for sizes in SHAPES])
        write(f"training-{name}", training=training_golden(name, random))
