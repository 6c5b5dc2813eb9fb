"""Reference values for packages/nn from PyTorch, all in float64."""

import torch
from digits_mlp import digits_mlp
from nn_optimizers import optimizer_paths
from nn_schedules import schedules

torch.set_num_threads(1)


def draw(seed, *shape):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


def nested(tensor):
    return tensor.detach().tolist()


def linear():
    layer = torch.nn.Linear(3, 2, dtype=torch.float64)
    with torch.no_grad():
        layer.weight.copy_(draw(1, 2, 3))
        layer.bias.copy_(draw(2, 2))
    x = draw(3, 4, 3).requires_grad_()
    y = layer(x)
    y.backward(draw(4, 4, 2))
    return {
        "weight": nested(layer.weight), "bias": nested(layer.bias), "x": nested(x), "upstream": nested(draw(4, 4, 2)),
        "y": nested(y), "weightGrad": nested(layer.weight.grad), "biasGrad": nested(layer.bias.grad), "xGrad": nested(x.grad),
    }


def activations():
    x0 = torch.cat([draw(5, 8) * 3, torch.tensor([0.0, 40.0, -40.0], dtype=torch.float64)])
    out = {"x": nested(x0)}
    for name in ["ReLU", "Tanh", "Sigmoid"]:
        x = x0.clone().requires_grad_()
        y = getattr(torch.nn, name)()(x)
        y.sum().backward()
        out[name] = {"y": nested(y), "grad": nested(x.grad)}
    return out


def losses():
    logits0, target = draw(6, 5, 4) * 4, torch.tensor([0, 3, 1, 1, 2])
    a0, b = draw(7, 3, 2), draw(8, 3, 2)
    out = {"logits": nested(logits0), "target": target.tolist(), "a": nested(a0), "b": nested(b)}
    for reduction in ["mean", "sum", "none"]:
        z = logits0.clone().requires_grad_()
        loss = torch.nn.functional.cross_entropy(z, target, reduction=reduction)
        loss.sum().backward()
        out[f"crossEntropy {reduction}"] = {"loss": nested(loss), "grad": nested(z.grad)}
        a = a0.clone().requires_grad_()
        loss = torch.nn.functional.mse_loss(a, b, reduction=reduction)
        loss.sum().backward()
        out[f"mseLoss {reduction}"] = {"loss": nested(loss), "grad": nested(a.grad)}
    return out


def trajectory(make):
    """20 steps on ½ Σ c (θ − 1)² + ¼ Σ θ⁴, in two parameters; θ after each step."""
    theta, phi = draw(9, 3).requires_grad_(), draw(10, 2, 2).requires_grad_()
    c = draw(11, 3).abs() + 0.5
    optimizer = make([theta, phi])
    path = []
    for _ in range(20):
        optimizer.zero_grad()
        loss = 0.5 * (c * (theta - 1) ** 2).sum() + 0.25 * (phi**4).sum()
        loss.backward()
        optimizer.step()
        path.append([nested(theta), nested(phi)])
    return path


def optimizers():
    sgd, adam = torch.optim.SGD, torch.optim.Adam
    makers = {
        "SGD": [sgd, {"lr": 0.1}],
        "SGD momentum": [sgd, {"lr": 0.05, "momentum": 0.9}],
        "SGD dampening": [sgd, {"lr": 0.05, "momentum": 0.9, "dampening": 0.3}],
        "SGD nesterov": [sgd, {"lr": 0.05, "momentum": 0.9, "nesterov": True}],
        "SGD weightDecay": [sgd, {"lr": 0.1, "momentum": 0.5, "weight_decay": 0.1}],
        "Adam": [adam, {"lr": 0.1}],
        "Adam betas": [adam, {"lr": 0.05, "betas": (0.8, 0.95), "eps": 1e-6}],
        "Adam weightDecay": [adam, {"lr": 0.1, "weight_decay": 0.1}],
    }
    paths = {name: trajectory(lambda p, m=maker, o=options: m(p, **o)) for name, (maker, options) in makers.items()}
    return {"theta": nested(draw(9, 3)), "phi": nested(draw(10, 2, 2)), "c": nested(draw(11, 3).abs() + 0.5), "paths": paths}


def groups():
    return {
        "linear": linear, "activations": activations, "losses": losses,
        "optimizers": lambda: {**optimizers(), **optimizer_paths()}, "digits-mlp": digits_mlp,
        "schedules": schedules,
    }
