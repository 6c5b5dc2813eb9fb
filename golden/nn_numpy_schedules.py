"""Schedules that PyTorch 1.13 lacks, from their formulas. t counts the steps that are done: 0 before the first."""

import numpy as np


def warmup_cosine(t, lr, warmup_steps, total_steps, eta_min=0.0):
    """lr t/W until W = warmup_steps; then Loshchilov & Hutter 2017, https://arxiv.org/abs/1608.03983, (5); eta_min from total_steps on."""
    if t < warmup_steps:
        return lr * t / warmup_steps
    done = min(1.0, (t - warmup_steps) / (total_steps - warmup_steps))
    return eta_min + 0.5 * (lr - eta_min) * (1 + np.cos(np.pi * done))


def warmup_stable_decay(t, lr, warmup_steps, total_steps, decay_steps, decay="linear"):
    """Hägele et al. 2024, https://arxiv.org/abs/2405.18392, (1) with (2), "1-sqrt", or the linear decay of their section 3."""
    if t < warmup_steps:
        return lr * t / warmup_steps
    done = (min(t, total_steps) - (total_steps - decay_steps)) / decay_steps
    if done <= 0:
        return lr
    return lr * (1 - done if decay == "linear" else 1 - np.sqrt(done))


def noam(t, lr, d_model, warmup_steps):
    """Vaswani et al. 2017, https://arxiv.org/abs/1706.03762, (3), times lr: d^−½ min(n^−½, n W^−3/2), n = t + 1."""
    n = t + 1
    return lr * d_model**-0.5 * min(n**-0.5, n * warmup_steps**-1.5)


FORMULAS = {
    "WarmupCosine": warmup_cosine, "WarmupStableDecay": warmup_stable_decay, "Noam": noam,
}
CASES = {
    "WarmupCosine": ["WarmupCosine", {"warmup_steps": 8, "total_steps": 36}],
    "WarmupCosine etaMin": ["WarmupCosine", {"warmup_steps": 1, "total_steps": 30, "eta_min": 0.02}],
    "WarmupStableDecay linear": ["WarmupStableDecay", {"warmup_steps": 5, "total_steps": 36, "decay_steps": 12, "decay": "linear"}],
    "WarmupStableDecay 1-sqrt": ["WarmupStableDecay", {"warmup_steps": 5, "total_steps": 36, "decay_steps": 12, "decay": "1-sqrt"}],
    "Noam": ["Noam", {"d_model": 512, "warmup_steps": 10}],
}


def cases(rates, steps):
    for name, (schedule, options) in CASES.items():
        lr = [[float(FORMULAS[schedule](t, rate, **options)) for rate in rates] for t in range(steps + 1)]
        yield {"name": name, "schedule": schedule, "options": options, "lr": lr}
