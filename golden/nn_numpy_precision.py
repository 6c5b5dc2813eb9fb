"""Rounding to bfloat16 (PyTorch), float16 (NumPy) and the two 8-bit formats, in NumPy from their definition.

Micikevicius et al. 2022, https://arxiv.org/abs/2209.05433, table 1: E4M3 has bias 7, no infinity, NaN where all bits but the sign
are 1, largest 448; E5M2 has bias 15 and IEEE's infinity and NaNs, largest 57344. A code's number comes from the definition;
rounding looks for the nearest of all 256 numbers, of two equally near the one with the even code.
"""

import numpy as np
import torch

FORMATS = {"float8_e4m3fn": (4, 3, 7), "float8_e5m2": (5, 2, 15)}


def decode(code, exponent_bits, mantissa_bits, bias, special=True):
    sign = -1.0 if code & 0x80 else 1.0
    exponent = (code & 0x7F) >> mantissa_bits
    mantissa = code & (2**mantissa_bits - 1)
    if special and exponent == 2**exponent_bits - 1:
        if exponent_bits == 5:
            return sign * np.inf if mantissa == 0 else np.nan
        if mantissa == 7:
            return np.nan
    if exponent == 0:
        return sign * mantissa * 2.0 ** (1 - bias - mantissa_bits)
    return sign * (1 + mantissa / 2**mantissa_bits) * 2.0 ** (exponent - bias)


def round_to(x, name, saturate):
    """As if numbers went on beyond the largest: from half-way to the next one (which is odd or even) x is too large."""
    if np.isnan(x):
        return np.nan
    codes = range(0x7F if name == "float8_e4m3fn" else 0x7C)
    numbers = [decode(code, *FORMATS[name]) for code in codes]
    beyond = decode(len(codes), *FORMATS[name], special=False)
    size = min(abs(float(x)), beyond)
    distances = [abs(size - number) for number in [*numbers, beyond]]
    nearest = min(range(len(distances)), key=lambda code: (distances[code], code % 2))
    if np.isinf(x) or nearest == len(numbers):
        overflown = np.nan if name == "float8_e4m3fn" else np.inf
        return float(np.copysign(numbers[-1] if saturate else overflown, x))
    return float(np.copysign(numbers[nearest], x))


def neighbours(values):
    """Of each value: itself and the float32 numbers below and above it."""
    values = np.array(values, dtype=np.float32)
    return np.concatenate([values, np.nextafter(values, np.float32(np.inf)), np.nextafter(values, np.float32(0))])


SPECIAL = [0.0, -0.0, np.inf, -np.inf, np.nan, 1.0, -1.0, 3.4028234663852886e38, -3.4028234663852886e38, 1e-45, -1e-45, 1e-40, 1e5]


def with_signs(values, rng):
    signs = np.where(rng.random(len(values)) < 0.5, -1, 1).astype(np.float32)
    return np.concatenate([np.array(SPECIAL, dtype=np.float32), values * signs])


def float8_inputs(name, rng):
    numbers = [decode(code, *FORMATS[name]) for code in range(0x7F if name == "float8_e4m3fn" else 0x7C)]
    numbers.append(decode(len(numbers), *FORMATS[name], special=False))
    halfway = neighbours([(a + b) / 2 for a, b in zip(numbers, numbers[1:])])
    return with_signs(np.concatenate([np.array(numbers, dtype=np.float32), halfway]), rng)


def wider_inputs(tiny, step, largest, beyond, rng):
    """Numbers over all exponents; half-way between neighbours, near 1, below the smallest normal and at the upper end."""
    spread = np.ldexp(rng.random(150) + 1, rng.integers(-30, 30, 150))
    halfway = [(1 + (2 * k + 1) * step / 2) * 2.0**e for k, e in zip(range(40), rng.integers(-8, 8, 40))]
    small = [tiny * step * (k + 0.5) for k in range(20)] + [tiny * (1 - step / 2), tiny]
    return with_signs(np.concatenate([spread.astype(np.float32), neighbours([*halfway, *small, largest, (largest + beyond) / 2])]), rng)


def numbers_of(values):
    return [float(value) for value in values]


def precision():
    rng = np.random.default_rng(20)
    out = {}
    for name, inputs in {
        "bfloat16": wider_inputs(2.0**-126, 2.0**-7, (2 - 2.0**-7) * 2.0**127, 2.0**128, rng),
        "float16": wider_inputs(2.0**-14, 2.0**-10, 65504.0, 65536.0, rng),
    }.items():
        theirs = torch.from_numpy(inputs).to(getattr(torch, name)).double().numpy()
        if name == "float16":
            with np.errstate(over="ignore"):
                assert np.array_equal(theirs, inputs.astype(np.float16).astype(np.float64), equal_nan=True)
        out[name] = {"source": "PyTorch 1.13", "input": numbers_of(inputs), "output": numbers_of(theirs)}
    for name, sizes in FORMATS.items():
        inputs = float8_inputs(name, rng)
        out[name] = {
            "source": "NumPy from the paper", "codes": [float(decode(code, *sizes)) for code in range(256)],
            "input": numbers_of(inputs),
            "saturated": [float(round_to(x, name, True)) for x in inputs],
            "overflowing": [float(round_to(x, name, False)) for x in inputs],
        }
    return out
