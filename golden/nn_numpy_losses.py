"""Losses that PyTorch 1.13 lacks, in NumPy float64, with gradients by hand that are compared with central differences here.

Each function gives the loss of every example and the gradient of their sum by the arguments that may have one.
"""

import zlib

import numpy as np
from nn_numpy_modules import check, draw, sigmoid


def focal(logits, target, gamma=2.0, alpha=None):
    """Lin et al. 2017, https://arxiv.org/abs/1708.02002, (2) to (5): −α_t (1 − p_t)^γ log p_t, p = σ(logits).

    p_t = p and α_t = α where the target is 1; 1 − p and 1 − α where it is 0. Appendix B: ∂/∂x = y α_t (1 − p_t)^γ (γ p_t log p_t + p_t − 1).
    """
    y = 2 * target - 1
    p = sigmoid(y * logits)
    weight = 1.0 if alpha is None else np.where(target == 1, alpha, 1 - alpha)
    return -weight * (1 - p) ** gamma * np.log(p), [y * weight * (1 - p) ** gamma * (gamma * p * np.log(p) + p - 1), None]


def focal_classes(logits, target, gamma=2.0, alpha=None):
    """The same with p = softmax(logits) and p_t that of the target's class; α one number a class."""
    p = np.exp(logits - logits.max(axis=1, keepdims=True))
    p = p / p.sum(axis=1, keepdims=True)
    one_hot = np.eye(logits.shape[1])[target]
    pt = (p * one_hot).sum(axis=1)
    weight = 1.0 if alpha is None else np.array(alpha)[target]
    by_pt = weight * (gamma * (1 - pt) ** (gamma - 1) * np.log(pt) - (1 - pt) ** gamma / pt)  # ∂ loss/∂ p_t
    return -weight * (1 - pt) ** gamma * np.log(pt), [(by_pt * pt)[:, None] * (one_hot - p), None]


def contrastive(x1, x2, label, margin=1.0):
    """Hadsell et al. 2006, (4): (1 − Y) ½ D² + Y ½ max(0, m − D)², D = ‖x1 − x2‖; Y = 0 says that the two are alike."""
    off = x1 - x2
    distance = np.sqrt((off**2).sum(axis=1))
    short = np.maximum(0, margin - distance)
    by_distance = (1 - label) * distance - label * short
    grad = (by_distance / distance)[:, None] * off
    return (1 - label) * 0.5 * distance**2 + label * 0.5 * short**2, [grad, -grad, None]


def unit(x):
    return x / np.sqrt((x**2).sum(axis=1, keepdims=True))


def unit_backward(x, g):
    """Of x/‖x‖: (g − u ⟨g, u⟩)/‖x‖."""
    u = unit(x)
    return (g - u * (g * u).sum(axis=1, keepdims=True)) / np.sqrt((x**2).sum(axis=1, keepdims=True))


def info_nce(queries, keys, temperature=0.1, normalize=True):
    """van den Oord et al. 2018, https://arxiv.org/abs/1807.03748, (4): −log (exp s_ii / Σ_j exp s_ij), s = ⟨q_i, k_j⟩/τ.

    With q and k of length 1 as in Chen et al. 2020, https://arxiv.org/abs/2002.05709, (1), or as they are.
    """
    q, k = (unit(queries), unit(keys)) if normalize else (queries, keys)
    s = q @ k.T / temperature
    p = np.exp(s - s.max(axis=1, keepdims=True))
    p = p / p.sum(axis=1, keepdims=True)
    ds = (p - np.eye(len(p), p.shape[1])) / temperature
    dq, dk = ds @ k, ds.T @ q
    return -np.log(np.diag(p)), [unit_backward(queries, dq), unit_backward(keys, dk)] if normalize else [dq, dk]


def quantile(input, target, quantile=0.5):
    """Koenker & Bassett 1978: max(τ (y − x), (τ − 1) (y − x))."""
    off = target - input
    by_off = np.where(off > 0, quantile, quantile - 1)
    return np.maximum(quantile * off, (quantile - 1) * off), [-by_off, by_off]


def log_cosh(input, target):
    """log cosh(x − y); its slope is tanh(x − y)."""
    off = input - target
    return np.log(np.cosh(off)), [np.tanh(off), -np.tanh(off)]


def dice(input, target, smooth=1.0):
    """1 − (2 Σ p t + s)/(Σ p + Σ t + s) of each example, over all but its first dimension."""
    axes = tuple(range(1, input.ndim))
    both, all_ = (input * target).sum(axis=axes, keepdims=True), (input + target).sum(axis=axes, keepdims=True)
    top, bottom = 2 * both + smooth, all_ + smooth
    return (1 - top / bottom).reshape(-1), [-2 * target / bottom + top / bottom**2, None]


REDUCE = {"mean": np.mean, "sum": np.sum, "none": lambda x: x}


def loss_case(title, loss, fn, args, options, reduction="mean", own=None):
    """args: arrays. `own` are the options of the function here where they have other names."""
    settings = options if own is None else own
    value, grads = fn(*args, **settings)
    share = 1 / value.size if reduction == "mean" else 1.0
    out = []
    for i, grad in enumerate(grads):
        if grad is not None:
            grad = share * grad

            def moved(x, i=i):
                return share * fn(*args[:i], x, *args[i + 1:], **settings)[0].sum()

            check(f"{loss}: {title}", grad, moved, args[i])
        out.append(None if grad is None else grad.tolist())
    encoded = [{"value": x.tolist(), "dtype": "int32" if x.dtype.kind == "i" else "float64"} for x in args]
    return {
        "name": f"{loss}: {title}", "loss": loss, "args": encoded, "options": {**options, "reduction": reduction},
        "value": REDUCE[reduction](value).tolist(), "grads": out, "source": "NumPy from the paper",
    }


def losses():
    def some(name, shape, low=-2, high=2):
        return draw(np.random.default_rng(zlib.crc32(name.encode())), low, high, shape)

    binary, classes = np.array([[1.0, 0, 0], [0, 1, 1]]), np.array([0, 3, 1, 1])
    logits, rows = some("logits", (2, 3), -4, 4), some("rows", (4, 4), -3, 3)
    x1, x2, alike = some("x1", (5, 3)), some("x2", (5, 3)), np.array([0.0, 1, 1, 0, 1])
    x2[2] = x1[2] + np.array([0.25, 0.5, -0.125])
    q, k = some("queries", (4, 3)), some("keys", (4, 3))
    a, b = some("input", (3, 4)), some("target", (3, 4))
    p, t = some("probabilities", (3, 2, 4), 0, 1), (some("mask", (3, 2, 4), 0, 1) > 0.5) * 1.0
    cases = [
        loss_case("far apart", "logCoshLoss", log_cosh, [10 * a, b], {}),
        loss_case("alpha", "focalLoss", focal, [logits, binary], {"alpha": 0.25, "gamma": 2}),
        loss_case("gamma", "focalLoss", focal, [logits, binary], {"alpha": 0.6, "gamma": 1.5}),
        loss_case("gamma 0", "focalLoss", focal, [logits, binary], {"alpha": 0.5, "gamma": 0}),
        loss_case("classes", "focalLoss", focal_classes, [rows, classes], {"gamma": 2}),
        loss_case(
            "classes alpha", "focalLoss", focal_classes, [rows, classes],
            {"alpha": {"value": [0.5, 1.0, 2.0, 0.25], "dtype": "float64"}, "gamma": 1}, own={"alpha": [0.5, 1.0, 2.0, 0.25], "gamma": 1},
        ),
        loss_case("margin 3", "contrastiveLoss", contrastive, [x1, x2, alike], {"margin": 3}),
        loss_case("temperature", "infoNceLoss", info_nce, [q, k], {"temperature": 0.5}),
        loss_case("more keys", "infoNceLoss", info_nce, [q, some("more", (6, 3))], {"temperature": 0.7}),
        loss_case("as they are", "infoNceLoss", info_nce, [q, k], {"temperature": 0.5, "normalize": False}),
    ]
    for reduction in REDUCE:
        cases += [
            loss_case(reduction, "focalLoss", focal, [logits, binary], {"alpha": 0.25, "gamma": 2}, reduction),
            loss_case(f"classes {reduction}", "focalLoss", focal_classes, [rows, classes], {"gamma": 1.5}, reduction),
            loss_case(reduction, "contrastiveLoss", contrastive, [x1, x2, alike], {"margin": 1}, reduction),
            loss_case(reduction, "infoNceLoss", info_nce, [q, k], {"temperature": 0.1}, reduction),
            loss_case(f"0.9 {reduction}", "quantileLoss", quantile, [a, b], {"quantile": 0.9}, reduction),
            loss_case(f"0.2 {reduction}", "quantileLoss", quantile, [a, b], {"quantile": 0.2}, reduction),
            loss_case(reduction, "logCoshLoss", log_cosh, [a, b], {}, reduction),
            loss_case(reduction, "diceLoss", dice, [p, t], {}, reduction),
            loss_case(f"smooth {reduction}", "diceLoss", dice, [p, t], {"smooth": 0.1}, reduction),
        ]
    return cases
