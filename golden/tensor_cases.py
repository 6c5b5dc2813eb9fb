"""How a case of tensor_golden.py and tensor_families.py is made: inputs, the call, PyTorch's values and gradients."""

import numpy
import torch

rng = numpy.random.default_rng(20260101)


def seed(number):
    """Starts a group's own stream, so that its values depend on no other group."""
    global rng
    rng = numpy.random.default_rng(number)


class Input:
    """Stands for the tensor with this number in a case's arguments."""

    def __init__(self, number):
        self.number = number


X, Y, Z = Input(0), Input(1), Input(2)


def random(*shape, low=-3.0, high=3.0):
    steps = rng.integers(int(low * 64), int(high * 64) + 1, size=shape)
    return torch.tensor(steps / 64, dtype=torch.float64)


def distinct(*shape):
    """No two equal, so that extremes have no ties."""
    count = int(numpy.prod(shape, dtype=int))
    steps = rng.permutation(count * 4)[:count] - 2 * count
    return torch.tensor(steps / 16, dtype=torch.float64).reshape(shape)


def integers(low, high, *shape):
    return torch.tensor(rng.integers(low, high, size=shape), dtype=torch.int32)


def bools(*shape):
    return torch.tensor(rng.integers(0, 2, size=shape), dtype=torch.bool)


def case(op, inputs, args, function):
    """One call: ours is op(*args) with X, Y, Z replaced by the inputs; PyTorch's is function(*inputs)."""
    leaves = [x.clone().requires_grad_() if x.is_floating_point() else x for x in inputs]
    result = function(*leaves)
    outputs = list(result) if isinstance(result, (tuple, list)) else [result]
    entry = {
        "op": op,
        "args": encode(args),
        "inputs": [flat(x) for x in inputs],
        "outputs": [flat(output) for output in outputs],
    }
    differentiable = [output for output in outputs if output.requires_grad]
    if differentiable:
        weights = [random(*output.shape, low=-2, high=2) for output in differentiable]
        wanted = [leaf for leaf in leaves if leaf.requires_grad]
        found = torch.autograd.grad(differentiable, wanted, weights, allow_unused=True)
        gradients = iter(found)
        entry["weights"] = [weight.flatten().tolist() for weight in weights]
        entry["gradients"] = [
            gradient_of(leaf, next(gradients)) if leaf.requires_grad else None for leaf in leaves
        ]
    return entry


def gradient_of(leaf, gradient):
    return (torch.zeros_like(leaf) if gradient is None else gradient).flatten().tolist()


def encode(value):
    if isinstance(value, Input):
        return {"input": value.number}
    if isinstance(value, (list, tuple)):
        return [encode(inner) for inner in value]
    if isinstance(value, dict):
        return {key: encode(inner) for key, inner in value.items()}
    return value


def flat(x):
    dtype = {torch.int64: "int32"}.get(x.dtype, str(x.dtype).removeprefix("torch."))
    return {"dtype": dtype, "shape": list(x.shape), "data": x.detach().flatten().tolist()}


SPECIAL = torch.tensor(
    [float("-inf"), -2.0, -1.0, -0.0, 0.0, 0.5, 1.0, 40.0, float("inf"), float("nan")], dtype=torch.float64
)
EMPTY = torch.zeros(0, 3, dtype=torch.float64)
