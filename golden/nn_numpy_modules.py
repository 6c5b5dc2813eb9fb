"""Modules that PyTorch 1.13 lacks, in NumPy float64, with gradients by hand that are compared with central differences here."""

import zlib

import numpy as np
from scipy.special import erf

EPSILON = float(np.finfo(np.float64).eps)


def draw(rng, low, high, shape):
    """Multiples of 1/256, which JSON keeps short."""
    return rng.integers(round(low * 256), round(high * 256) + 1, size=shape) / 256


def differences(fn, x, h=1e-6):
    """∂fn/∂x by central differences, fn a number."""
    out = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[i] += h
        down[i] -= h
        out[i] = (fn(up) - fn(down)) / (2 * h)
    return out


def check(name, by_hand, fn, x):
    found = differences(fn, x)
    assert np.allclose(by_hand, found, rtol=1e-6, atol=1e-7), f"{name}: {by_hand} by hand, {found} by differences"


def rms_norm(x, state, dims, eps):
    """Zhang & Sennrich 2019, https://arxiv.org/abs/1910.07467, (4), with ε under the root: y = x/√(mean x² + ε) ⊙ w."""
    axes = tuple(range(x.ndim - dims, x.ndim))
    return x / np.sqrt((x**2).mean(axis=axes, keepdims=True) + eps) * state.get("weight", 1.0)


def rms_norm_backward(x, state, g, dims, eps):
    """r = (mean x² + ε)^−½;  ∂L/∂x = r ĝ − r³ x mean(ĝ x), ĝ = g w;  ∂L/∂w = Σ g x r over all other dimensions."""
    axes = tuple(range(x.ndim - dims, x.ndim))
    r = 1 / np.sqrt((x**2).mean(axis=axes, keepdims=True) + eps)
    scaled = g * state.get("weight", 1.0)
    dx = r * scaled - r**3 * x * (scaled * x).mean(axis=axes, keepdims=True)
    return dx, {"weight": (g * x * r).sum(axis=tuple(range(x.ndim - dims)))} if state else {}


def rms_norm_case(title, args, options, shape):
    name = f"RMSNorm: {title}"
    rng = np.random.default_rng(zlib.crc32(name.encode()))
    normalized = args[0] if isinstance(args[0], list) else [args[0]]
    dims, eps = len(normalized), options.get("eps") or EPSILON
    state = {"weight": draw(rng, -1, 1, normalized)} if options.get("elementwiseAffine", True) else {}
    x, g = draw(rng, -2, 2, shape), draw(rng, -1, 1, shape)
    dx, dstate = rms_norm_backward(x, state, g, dims, eps)
    check(name, dx, lambda moved: (g * rms_norm(moved, state, dims, eps)).sum(), x)
    if state:
        check(name, dstate["weight"], lambda w: (g * rms_norm(x, {"weight": w}, dims, eps)).sum(), state["weight"])
    return case(name, "RMSNorm", args, options, state, x, rms_norm(x, state, dims, eps), g, dx, dstate)


def sigmoid(b):
    return 1 / (1 + np.exp(-b))


def normal_distribution(b):
    return 0.5 * (1 + erf(b / np.sqrt(2)))


# name: [act, its derivative]
ACTIVATIONS = {
    "GLU": [sigmoid, lambda b: sigmoid(b) * (1 - sigmoid(b))],
    "SwiGLU": [lambda b: b * sigmoid(b), lambda b: sigmoid(b) * (1 + b * (1 - sigmoid(b)))],
    "GeGLU": [
        lambda b: b * normal_distribution(b),
        lambda b: normal_distribution(b) + b * np.exp(-(b**2) / 2) / np.sqrt(2 * np.pi),
    ],
    "ReGLU": [lambda b: np.maximum(b, 0), lambda b: (b > 0) * 1.0],
}


def gate_case(module, title, shape, args=(), dim=-1):
    """Shazeer 2020, https://arxiv.org/abs/2002.05202, (5) and (6), on halves as PyTorch's GLU has them: y = a ⊙ act(b), x = [a, b]."""
    name = f"{module}: {title}"
    rng = np.random.default_rng(zlib.crc32(name.encode()))
    x = draw(rng, -3, 3, shape)
    act, derivative = ACTIVATIONS[module]

    def forward(both):
        a, b = np.split(both, 2, axis=dim)
        return a * act(b)

    g = draw(rng, -1, 1, forward(x).shape)
    a, b = np.split(x, 2, axis=dim)
    dx = np.concatenate([g * act(b), g * a * derivative(b)], axis=dim)
    if module != "ReGLU":
        check(name, dx, lambda moved: (g * forward(moved)).sum(), x)
    return case(name, module, list(args), {}, {}, x, forward(x), g, dx, {})


def case(name, module, args, options, state, x, y, g, dx, dstate):
    return {
        "name": name, "module": module, "args": args, "options": options, "training": True,
        "state": {key: value.tolist() for key, value in state.items()},
        "inputs": [{"value": x.tolist(), "dtype": "float64"}], "forwardOptions": {}, "outputs": [y.tolist()],
        "upstreams": [g.tolist()], "inputGrads": [dx.tolist()],
        "stateGrads": {key: value.tolist() for key, value in dstate.items()}, "stateAfter": {},
        "source": "NumPy from the paper",
    }


def modules():
    gates = [gate_case(name, title, shape) for name in ACTIVATIONS for title, shape in {"rows": (3, 6), "three": (2, 2, 4)}.items()]
    return [
        rms_norm_case("vector", [5], {}, (3, 5)),
        rms_norm_case("eps", [4], {"eps": 1e-2}, (2, 3, 4)),
        rms_norm_case("two dimensions", [[3, 2]], {"eps": 1e-6}, (4, 3, 2)),
        rms_norm_case("no weight", [6], {"elementwiseAffine": False}, (2, 6)),
        rms_norm_case("one", [1], {"eps": 0.1}, (4, 1)),
        *gates,
    ]
