"""Jacobians, Hessians, and what is built on gradients, from PyTorch: golden/autograd/values.json.

The functions have the same names in packages/tensor/src/autograd/golden.test.ts.
"""

import torch
from torch.autograd import functional

torch.manual_seed(0)


def mix(x):
    return torch.tanh(x * x.sum()) + torch.sin(x[..., :1])


def scalar(x):
    return (torch.exp(x / 2) * torch.roll(x, 1)).sum() + x.prod()


class Cube(torch.autograd.Function):
    """x³ with a gradient of its own, 3 x² g, that can be differentiated again."""

    @staticmethod
    def forward(context, x):
        context.save_for_backward(x)
        return x**3

    @staticmethod
    def backward(context, g):
        (x,) = context.saved_tensors
        return 3 * x**2 * g


def twice(function, x):
    """The function's first gradient, weighted by 1, 2, …, and the gradient of that one's sum of squares."""
    x = x.clone().requires_grad_()
    y = function(x)
    weights = torch.arange(1, y.numel() + 1, dtype=x.dtype).reshape(y.shape)
    (first,) = torch.autograd.grad(y, x, weights, create_graph=True)
    (second,) = torch.autograd.grad((first**2).sum(), x)
    return [first, second]


def checkpointed(x):
    from torch.utils.checkpoint import checkpoint

    x = x.clone().requires_grad_()
    checkpoint(lambda a: mix(mix(a)), x).sum().backward()
    return x.grad


def hooked(x):
    x = x.clone().requires_grad_()
    h = x * x
    h.register_hook(lambda g: g * torch.tensor([1.0, -2.0, 0.5], dtype=x.dtype))
    mix(h).sum().backward()
    return x.grad


def groups():
    x = torch.tensor([0.5, -0.75, 1.25], dtype=torch.float64)
    v = torch.tensor([1.0, -2.0, 0.25], dtype=torch.float64)
    batch = torch.tensor([[0.5, -0.75, 1.25], [0.25, 1.5, -1.0]], dtype=torch.float64)
    results = {
        "jacobian": functional.jacobian(mix, x),
        "jacobian of a batch": functional.jacobian(mix, batch),
        "hessian": functional.hessian(scalar, x),
        "hvp": functional.hvp(scalar, x, v)[1],
        "gradients of examples": torch.stack([functional.jacobian(scalar, row) for row in batch]),
        "checkpoint": checkpointed(x),
        "hook": hooked(x),
        "twice": torch.stack(twice(mix, x)),
        "custom twice": torch.stack(twice(Cube.apply, x)),
        "singular values": torch.linalg.svdvals(batch),
    }
    plain = {name: {"shape": list(y.shape), "data": y.flatten().tolist()} for name, y in results.items()}
    return {"values": {"x": x.tolist(), "v": v.tolist(), "batch": batch.tolist(), "results": plain}}
