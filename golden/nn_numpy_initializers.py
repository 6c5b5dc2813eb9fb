"""What of the initialisers is exact: fans and gains (PyTorch), bounds and deviations that follow, moments of a truncated normal (SciPy)."""

import math

import torch
from scipy.stats import truncnorm

SHAPES = [[3, 4], [7, 2], [8, 3, 5], [6, 4, 3, 3], [2, 5, 1, 7]]
GAINS = [
    ["linear"], ["conv1d"], ["conv2d"], ["conv3d"], ["conv_transpose1d"], ["conv_transpose2d"], ["conv_transpose3d"], ["sigmoid"],
    ["tanh"], ["relu"], ["leaky_relu"], ["leaky_relu", 0.2], ["selu"],
]
TRUNCATED = [[0.0, 1.0, -2.0, 2.0], [0.5, 0.2, 0.0, 0.7], [0.0, 0.02, -0.04, 0.04], [1.0, 2.0, 0.0, 10.0], [-1.0, 0.5, -1.0, 0.0]]


def fan_case(shape):
    """Glorot & Bengio 2010 (12) and (16), He et al. 2015 (10) and (14), with gain √2."""
    fan_in, fan_out = torch.nn.init._calculate_fan_in_and_fan_out(torch.empty(shape))
    return {
        "shape": shape, "fanIn": fan_in, "fanOut": fan_out,
        "xavierUniformBound": math.sqrt(6 / (fan_in + fan_out)), "xavierNormalStd": math.sqrt(2 / (fan_in + fan_out)),
        "kaimingUniformBound": math.sqrt(2) * math.sqrt(3 / fan_in), "kaimingNormalStd": math.sqrt(2 / fan_in),
        "kaimingNormalStdFanOut": math.sqrt(2 / fan_out),
    }


def truncated_case(mean, std, a, b):
    found = truncnorm((a - mean) / std, (b - mean) / std, loc=mean, scale=std)
    return {"mean": mean, "std": std, "a": a, "b": b, "expected": float(found.mean()), "variance": float(found.var())}


def initializers():
    return {
        "fans": [fan_case(shape) for shape in SHAPES],
        "gains": [{"args": args, "gain": float(torch.nn.init.calculate_gain(*args))} for args in GAINS],
        "truncatedNormal": [truncated_case(*args) for args in TRUNCATED],
    }
