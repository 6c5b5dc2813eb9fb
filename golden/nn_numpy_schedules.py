"""Schedules that PyTorch 1.13 lacks, from their formulas. t counts the steps that are done: 0 before the first."""

import numpy as np


def warmup_cosine(t, lr, warmup_steps, total_steps, eta_min=0.0):
    """lr t/W until W = warmup_steps; then Loshchilov & Hutter 2017, https://arxiv.org/abs/1608.03983, (5); eta_min from total_steps on."""
    if t < warmup_steps:
        return lr * t / warmup_steps
    done = min(1.0, (t - warmup_steps) / (total_steps - warmup_steps))
    return eta_min + 0.5 * (lr - eta_min) * (1 + np.cos(np.pi * done))


FALL = {"linear": lambda s: 1 - s, "1-sqrt": lambda s: 1 - np.sqrt(s), "cosine": lambda s: 0.5 * (1 + np.cos(np.pi * s))}


def warmup_stable_decay(t, lr, warmup_steps, total_steps, decay_steps, decay, eta_min=0.0):
    """Hägele et al. 2024, https://arxiv.org/abs/2405.18392, (1) with (2), "1-sqrt", or another fall; from lr to eta_min."""
    if t < warmup_steps:
        return lr * t / warmup_steps
    done = (min(t, total_steps) - (total_steps - decay_steps)) / decay_steps
    return lr if done <= 0 else eta_min + (lr - eta_min) * FALL[decay](done)


def inverse_square_root(t, lr, warmup_steps, d_model=None):
    """Vaswani et al. 2017, https://arxiv.org/abs/1706.03762, (3), times lr: d^−½ min(n^−½, n W^−3/2), n = t + 1.

    Without d_model over its highest value W^−½, so that n = W has lr.
    """
    n, w = t + 1, warmup_steps
    top = w**-0.5 if d_model is None else d_model**0.5
    return lr / top * min(n**-0.5, n * w**-1.5)


FORMULAS = {
    "WarmupCosineLR": warmup_cosine, "WarmupStableDecayLR": warmup_stable_decay, "InverseSquareRootLR": inverse_square_root,
}
RUN = {"warmup_steps": 5, "total_steps": 36, "decay_steps": 12}
CASES = {
    "WarmupCosineLR": ["WarmupCosineLR", {"warmup_steps": 8, "total_steps": 36}],
    "WarmupCosineLR etaMin": ["WarmupCosineLR", {"warmup_steps": 1, "total_steps": 30, "eta_min": 0.02}],
    "WarmupStableDecayLR linear": ["WarmupStableDecayLR", {**RUN, "decay": "linear"}],
    "WarmupStableDecayLR 1-sqrt": ["WarmupStableDecayLR", {**RUN, "decay": "1-sqrt"}],
    "WarmupStableDecayLR cosine": ["WarmupStableDecayLR", {**RUN, "decay": "cosine", "eta_min": 0.03}],
    "InverseSquareRootLR": ["InverseSquareRootLR", {"warmup_steps": 10}],
    "InverseSquareRootLR dModel": ["InverseSquareRootLR", {"d_model": 512, "warmup_steps": 10}],
}


def cases(rates, steps):
    for name, (schedule, options) in CASES.items():
        lr = [[float(FORMULAS[schedule](t, rate, **options)) for rate in rates] for t in range(steps + 1)]
        yield {"name": name, "schedule": schedule, "options": options, "lr": lr}
