"""Two hundred steps of PyTorch's optimisers on the Rosenbrock function, for experiments/mathematics/surfaces.ts."""

import torch

START = [-1.2, 1.0]


def rosenbrock(theta):
    x, y = theta
    return (1 - x) ** 2 + 100 * (y - x**2) ** 2


def path(make, steps):
    theta = torch.tensor(START, dtype=torch.float64, requires_grad=True)
    optimizer = make([theta])

    def closure():
        optimizer.zero_grad()
        value = rosenbrock(theta)
        value.backward()
        return value

    found = []
    for _ in range(steps):
        optimizer.step(closure)
        found.append(theta.detach().tolist())
    return found


def groups():
    optim = torch.optim
    makers = {
        "gd": (lambda p: optim.SGD(p, lr=1e-3), 200),
        "momentum": (lambda p: optim.SGD(p, lr=1e-3, momentum=0.9), 200),
        "nesterov": (lambda p: optim.SGD(p, lr=1e-3, momentum=0.9, nesterov=True), 200),
        "adam": (lambda p: optim.Adam(p, lr=0.02), 200),
        "rmsprop": (lambda p: optim.RMSprop(p, lr=2e-3), 200),
        "lbfgs": (lambda p: optim.LBFGS(p, max_iter=1, line_search_fn="strong_wolfe"), 40),
    }
    return {"rosenbrock": {name: path(make, steps) for name, (make, steps) in makers.items()}}
