"""Reference values for packages/nn from PyTorch, all in float64."""

import nn_activations
import nn_attention
import nn_images
import nn_layers
import nn_losses
import nn_numpy_initializers
import nn_numpy_losses
import nn_numpy_modules
import nn_numpy_precision
import nn_optimizers
import nn_recurrent
import nn_schedules
import torch
from digits_mlp import digits_mlp

torch.set_num_threads(1)


def draw(seed, *shape):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


def nested(tensor):
    return tensor.detach().tolist()


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
    families = [nn_layers, nn_activations, nn_images, nn_recurrent, nn_attention]
    modules = {f"modules-{name}": cases for family in families for name, cases in family.FAMILIES.items()}
    return {
        **modules, "losses": nn_losses.losses,
        "optimizers": lambda: {**optimizers(), **nn_optimizers.optimizer_paths()}, "digits-mlp": digits_mlp,
        "schedules": nn_schedules.schedules, "numpy-initializers": nn_numpy_initializers.initializers,
        "numpy-losses": nn_numpy_losses.losses, "numpy-modules": nn_numpy_modules.modules, "numpy-precision": nn_numpy_precision.precision,
    }
