"""Optimisers that PyTorch 1.13 lacks, in NumPy float64, each line from its paper's equation.

A rule takes the parameter x, its gradient g, the state s that it keeps (an empty dict at the start) and its options, and
returns the new x. SGD and Adam are here to be the inner optimisers of SAM and Lookahead, and are compared with PyTorch's.
"""

import numpy as np
from nn_numpy_matrix_optimizers import muon, shampoo

STEPS = 20


def sgd(x, g, s, lr=1e-3, momentum=0.0, weight_decay=0.0):
    g = g + weight_decay * x
    s["b"] = momentum * s["b"] + g if "b" in s else g
    return x - lr * s["b"]


def adam(x, g, s, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """Kingma & Ba 2015, algorithm 1."""
    s["t"] = s.get("t", 0) + 1
    s["m"] = betas[0] * s.get("m", 0.0) + (1 - betas[0]) * g
    s["v"] = betas[1] * s.get("v", 0.0) + (1 - betas[1]) * g**2
    m_hat = s["m"] / (1 - betas[0] ** s["t"])
    v_hat = s["v"] / (1 - betas[1] ** s["t"])
    return x - lr * m_hat / (np.sqrt(v_hat) + eps)


def lion(x, g, s, lr=1e-4, betas=(0.9, 0.99), weight_decay=0.0):
    """Chen et al. 2023, https://arxiv.org/abs/2302.06675, algorithm 2."""
    m = s.get("m", np.zeros_like(x))
    c = betas[0] * m + (1 - betas[0]) * g  # line 5
    x = x - lr * (np.sign(c) + weight_decay * x)  # line 6
    s["m"] = betas[1] * m + (1 - betas[1]) * g  # line 8
    return x


def lamb(x, g, s, lr=1e-3, betas=(0.9, 0.999), eps=1e-6, weight_decay=0.0):
    """You et al. 2020, https://arxiv.org/abs/1904.00962, algorithm 2 with φ(z) = z.

    The ratio is 1 where ‖x‖ or the update's norm is 0.
    """
    s["t"] = s.get("t", 0) + 1
    s["m"] = betas[0] * s.get("m", 0.0) + (1 - betas[0]) * g
    s["v"] = betas[1] * s.get("v", 0.0) + (1 - betas[1]) * g**2
    m_hat = s["m"] / (1 - betas[0] ** s["t"])
    v_hat = s["v"] / (1 - betas[1] ** s["t"])
    r = m_hat / (np.sqrt(v_hat) + eps)
    u = r + weight_decay * x
    norm_x, norm_u = np.sqrt((x**2).sum()), np.sqrt((u**2).sum())
    ratio = norm_x / norm_u if norm_x > 0 and norm_u > 0 else 1.0
    return x - lr * ratio * u


def rms(x):
    return np.sqrt((x**2).mean())


def adafactor(
    x, g, s, lr=None, eps=(1e-30, 1e-3), clip_threshold=1.0, decay_rate=-0.8, beta1=None, weight_decay=0.0,
    scale_parameter=True, relative_step=True, warmup_init=False,
):
    """Shazeer & Stern 2018, https://arxiv.org/abs/1804.04235: algorithm 4 for matrices, 5 for vectors; β̂2 and ρ of section 9.

    α_t = max(ε2, RMS(X_{t−1})) ρ_t;  ρ_t = min(10⁻², 1/√t), or lr where it is given. Without scale_parameter, α_t = ρ_t.
    warmup_init and beta1 as in the authors' code in Tensor2Tensor: ρ_t = min(10⁻⁶ t, 1/√t); the running mean of the steps.
    A tensor of more than two dimensions is a batch of matrices in its last two. Weight decay: X − α_t λ X, before the step.
    """
    assert (lr is None) == relative_step
    t = s["t"] = s.get("t", 0) + 1
    rho = min(1e-6 * t if warmup_init else 1e-2, 1 / np.sqrt(t)) if relative_step else lr
    alpha = max(eps[1], rms(x)) * rho if scale_parameter else rho  # line 2
    beta2 = 1 - t**decay_rate  # section 7.2
    square = g**2 + eps[0]
    if x.ndim >= 2:
        s["R"] = beta2 * s.get("R", 0.0) + (1 - beta2) * square.sum(axis=-1)  # line 4: R, one a row
        s["C"] = beta2 * s.get("C", 0.0) + (1 - beta2) * square.sum(axis=-2)  # line 5: C, one a column
        v = s["R"][..., :, None] * s["C"][..., None, :] / s["R"].sum(axis=-1)[..., None, None]  # line 6: R C / 1ᵀR
    else:
        v = s["V"] = beta2 * s.get("V", 0.0) + (1 - beta2) * square  # algorithm 5, line 4
    u = g / np.sqrt(v)  # line 7
    step = alpha * u / max(1.0, rms(u) / clip_threshold)  # line 8
    if beta1 is not None:
        step = s["M"] = beta1 * s.get("M", 0.0) + (1 - beta1) * step
    return x - alpha * weight_decay * x - step  # line 9


RULES = {
    "SGD": sgd, "Adam": adam, "Lion": lion, "LAMB": lamb, "Adafactor": adafactor, "Muon": muon, "Shampoo": shampoo,
}


def quartic_gradient(p, d, t):
    return {"theta": d["c"] * (p["theta"] - 1), "phi": p["phi"] ** 3}


def matrices_gradient(p, d, t):
    """Of nn_optimizers.matrices, by hand: y = tanh z, ∂L/∂z = (y − Y)(1 − y²)."""
    y = np.tanh(d["X"] @ p["W"] + p["b"])
    dz = (y - d["Y"]) * (1 - y**2)
    s = None if t % 3 == 0 else d["D"] * (p["s"] - 1)
    return {"W": d["X"].T @ dz, "b": dz.sum(axis=0), "K": d["C"] * (p["K"] - d["T"]) + p["K"] ** 3, "s": s}


GRADIENTS = {"quartic": quartic_gradient, "matrices": matrices_gradient}


class Walk:
    """The parameters of a problem, with a rule and its options for each."""

    def __init__(self, problem, name, options, groups=None):
        groups = groups or [{"params": list(problem["parameters"])}]
        self.x = dict(problem["parameters"])
        self.data = problem["data"]
        self.gradient = GRADIENTS[problem["name"]]
        self.rule = RULES[name]
        self.options = {
            key: {**options, **{o: value for o, value in group.items() if o != "params"}}
            for group in groups for key in group["params"]
        }
        self.states = {key: {} for key in self.options}

    def gradients(self, x, t):
        found = self.gradient(x, self.data, t)
        return {key: found[key] for key in self.options if found[key] is not None}

    def apply(self, gradients):
        for key, g in gradients.items():
            self.x[key] = self.rule(self.x[key], g, self.states[key], **self.options[key])

    def step(self, t):
        self.apply(self.gradients(self.x, t))


def step_sam(walk, t, rho=0.05):
    """Foret et al. 2021, https://arxiv.org/abs/2010.01412: ε̂ = ρ g/‖g‖₂ (2, p = 2), then the gradient at w + ε̂ (3)."""
    g = walk.gradients(walk.x, t)
    norm = np.sqrt(sum((value**2).sum() for value in g.values()))
    moved = {key: value + rho * g[key] / norm if key in g else value for key, value in walk.x.items()}
    walk.apply(walk.gradients(moved, t))


class Lookahead:
    """Zhang et al. 2019, https://arxiv.org/abs/1907.08610, algorithm 1: after k inner steps φ ← φ + α (θ − φ), θ ← φ."""

    def __init__(self, walk, k=5, alpha=0.5):
        self.walk, self.k, self.alpha = walk, k, alpha
        self.slow = dict(walk.x)

    def step(self, t):
        self.walk.step(t)
        if (t + 1) % self.k == 0:
            for key, theta in self.walk.x.items():
                self.slow[key] = self.slow[key] + self.alpha * (theta - self.slow[key])
            self.walk.x = dict(self.slow)


class Average:
    """x̄ ← d x̄ + (1 − d) x after each step, x̄ = x at the start; d = min(decay, (1 + t)/(10 + t)) with warm-up, t = 1, 2, …"""

    def __init__(self, x, decay=0.999, warmup=False):
        self.mean, self.decay, self.warmup, self.t = dict(x), decay, warmup, 0

    def update(self, x):
        self.t += 1
        d = min(self.decay, (1 + self.t) / (10 + self.t)) if self.warmup else self.decay
        self.mean = {key: d * self.mean[key] + (1 - d) * value for key, value in x.items()}


def numpy_path(problem, entry):
    inner = entry.get("inner", entry)
    walk = Walk(problem, inner["optimizer"], inner["options"], entry.get("groups"))
    lookahead = Lookahead(walk, **entry["options"]) if entry["optimizer"] == "Lookahead" else None
    average = Average(walk.x, **entry["options"]) if entry["optimizer"] == "ExponentialMovingAverage" else None
    path = []
    for t in range(STEPS):
        if entry["optimizer"] == "SAM":
            step_sam(walk, t, **entry["options"])
        else:
            (lookahead or walk).step(t)
        if average:
            average.update(walk.x)
        if t + 1 in problem["steps"]:
            path.append([value.tolist() for value in (average.mean if average else walk.x).values()])
    return path


SGD_MOMENTUM = {"optimizer": "SGD", "options": {"lr": 0.05, "momentum": 0.9}}
ADAM = {"optimizer": "Adam", "options": {"lr": 0.1}}
ENTRIES = [
    {"name": "Lion", "optimizer": "Lion", "options": {"lr": 0.02}},
    {"name": "Lion options", "optimizer": "Lion", "options": {"lr": 0.01, "betas": (0.8, 0.95), "weight_decay": 0.3}},
    {"name": "Lion groups", "optimizer": "Lion", "options": {"lr": 0.03}, "groups": True},
    {"name": "LAMB", "optimizer": "LAMB", "options": {"lr": 0.05}},
    {"name": "LAMB options", "optimizer": "LAMB", "options": {"lr": 0.1, "betas": (0.8, 0.95), "eps": 1e-4, "weight_decay": 0.2}},
    {"name": "LAMB groups", "optimizer": "LAMB", "options": {"lr": 0.03}, "groups": True},
    {"name": "Adafactor", "optimizer": "Adafactor", "options": {}},
    {
        "name": "Adafactor lr", "optimizer": "Adafactor",
        "options": {"lr": 0.05, "relative_step": False, "scale_parameter": False, "weight_decay": 0.1},
    },
    {
        "name": "Adafactor lr scaled", "optimizer": "Adafactor",
        "options": {"lr": 0.1, "relative_step": False, "clip_threshold": 0.7, "decay_rate": -0.5, "eps": (1e-4, 1e-2)},
    },
    {"name": "Adafactor warmupInit", "optimizer": "Adafactor", "options": {"warmup_init": True, "scale_parameter": False}},
    {
        "name": "Adafactor beta1", "optimizer": "Adafactor",
        "options": {"lr": 0.2, "relative_step": False, "beta1": 0.8, "weight_decay": 0.05},
    },
    {"name": "Shampoo", "optimizer": "Shampoo", "options": {"lr": 0.1}},
    {"name": "Shampoo eps", "optimizer": "Shampoo", "options": {"lr": 0.05, "eps": 0.3}},
    {"name": "Lookahead SGD", "optimizer": "Lookahead", "options": {}, "inner": SGD_MOMENTUM},
    {"name": "Lookahead Adam", "optimizer": "Lookahead", "options": {"k": 3, "alpha": 0.8}, "inner": ADAM},
    {"name": "SAM", "optimizer": "SAM", "options": {}, "inner": {"optimizer": "SGD", "options": {"lr": 0.1}}},
    {
        "name": "SAM options", "optimizer": "SAM", "options": {"rho": 0.2},
        "inner": {"optimizer": "SGD", "options": {"lr": 0.05, "momentum": 0.9, "weight_decay": 0.1}},
    },
    {"name": "average", "optimizer": "ExponentialMovingAverage", "options": {"decay": 0.9}, "inner": SGD_MOMENTUM},
    {"name": "average warmup", "optimizer": "ExponentialMovingAverage", "options": {"decay": 0.6, "warmup": True}, "inner": ADAM},
]
MUON = {
    "Muon": {"lr": 0.05},
    "Muon options": {"lr": 0.02, "momentum": 0.8, "nesterov": False, "weight_decay": 0.1, "ns_steps": 3},
}
HALVES = {"quartic": [["theta"], ["phi"]], "matrices": [["W", "s"], ["b", "K"]]}


def paths(problems):
    """(entry, path) of every method above; problems as nn_optimizers has them, in NumPy."""
    for name, problem in problems.items():
        problem = {**problem, "name": name}
        for entry in ENTRIES:
            entry = {**entry, "problem": name}
            if "groups" in entry:
                first, second = HALVES[name]
                entry["groups"] = [{"params": first, "lr": 0.1, "weight_decay": 0.2}, {"params": second}]
            yield entry, numpy_path(problem, entry)
        for title, options in MUON.items():
            matrices = [{"params": [key for key, value in problem["parameters"].items() if value.ndim >= 2]}]
            entry = {"name": title, "optimizer": "Muon", "options": options, "groups": matrices, "problem": name}
            yield entry, numpy_path(problem, entry)
