"""Muon and Shampoo in NumPy float64: the rules of nn_numpy_optimizers.py that see a parameter as a matrix or tensor."""

import numpy as np


def newton_schulz(g, steps):
    """Jordan 2024, https://kellerjordan.github.io/posts/muon/: X ← a X + b (X Xᵀ) X + c (X Xᵀ)² X, from G/(‖G‖ + 10⁻⁷)."""
    a, b, c = 3.4445, -4.7750, 2.0315
    x = g / (np.sqrt((g**2).sum()) + 1e-7)
    for _ in range(steps):
        gram = x @ x.T
        x = a * x + b * gram @ x + c * gram @ gram @ x
    return x


def muon(x, g, s, lr=0.02, momentum=0.95, nesterov=True, weight_decay=0.0, ns_steps=5):
    """Jordan 2024, algorithm 2: B ← μ B + G; O = NewtonSchulz(G + μ B with Nesterov, else B); θ ← θ − η √max(1, rows/columns) O.

    A convolution's weight is a matrix of its first dimension by all others. Weight decay: θ − η λ θ, before the step.
    """
    flat = g.reshape(len(g), -1)
    s["B"] = momentum * s.get("B", 0.0) + flat
    o = newton_schulz(flat + momentum * s["B"] if nesterov else s["B"], ns_steps)
    scale = np.sqrt(max(1, flat.shape[0] / flat.shape[1]))
    return x - lr * weight_decay * x - lr * scale * o.reshape(x.shape)


def power(h, exponent):
    """Of a symmetric positive definite matrix."""
    values, vectors = np.linalg.eigh(h)
    return (vectors * values**exponent) @ vectors.T


def shampoo(x, g, s, lr=0.1, eps=1e-4):
    """Gupta et al. 2018, https://arxiv.org/abs/1802.09568, algorithm 2; for matrices that is algorithm 1.

    H^i ← H^i + G^(i) from ε I, G^(i) the contraction of G with itself along all dimensions but i; then G ×_i (H^i)^(−1/2k).
    """
    k = x.ndim
    s.setdefault("H", [eps * np.eye(n) for n in x.shape])
    out = g
    for i in range(k):
        unfolded = np.moveaxis(g, i, 0).reshape(g.shape[i], -1)
        s["H"][i] = s["H"][i] + unfolded @ unfolded.T
        out = np.moveaxis(np.tensordot(power(s["H"][i], -1 / (2 * k)), out, axes=(1, i)), 0, i)
    return x - lr * out
