"""Values of the functions that machine code computes, to 106 bits: a float64 and what is missing from it.

Inputs are float64: regular in the exponent, dense where the functions turn, and the ends of their ranges.
"""

import mpmath
import numpy
from mpmath import mp, mpf

mp.prec = 300
rng = numpy.random.default_rng(20260307)

FUNCTIONS = {
    "exp": (mp.exp, lambda: [*spread(-50, 9.3), *evenly(-745, 709), *evenly(-3, 3)]),
    "expm1": (mp.expm1, lambda: [*spread(-60, 9.3), *evenly(-40, 709), *evenly(-3, 3)]),
    "log": (mp.log, lambda: [abs(x) for x in [*spread(-1074, 1023), *spread(-1, 1), *evenly(0.5, 2)]]),
    "log1p": (mp.log1p, lambda: [*map(abs, spread(-60, 1023)), *evenly(-0.999, 1)]),
    "tanh": (mp.tanh, lambda: [*spread(-60, 4), *evenly(-3, 3)]),
    "sigmoid": (lambda x: 1 / (1 + mp.exp(-x)), lambda: [*spread(-50, 9.3), *evenly(-40, 40)]),
    "erf": (mp.erf, lambda: [*spread(-60, 2.5), *evenly(-3, 3)]),
    "sin": (mp.sin, lambda: [*spread(-60, 20), *evenly(-10, 10), *multiples()]),
    "cos": (mp.cos, lambda: [*spread(-60, 20), *evenly(-10, 10), *multiples()]),
}


def spread(low, high, count=120):
    """Random signs and mantissas, exponents at equal distances."""
    return [float(s * m * 2.0**e) for s, m, e in zip(rng.choice([-1, 1], count), rng.uniform(0.6, 1, count), numpy.linspace(low, high, count))]


def evenly(low, high, count=60):
    return [float(x) for x in rng.uniform(low, high, count)]


def multiples():
    """The float64 next to multiples of π/2, where little of x is left."""
    return [float(mp.pi / 2 * k) for k in [1, 2, 3, 4, 5, 7, 11, 100, 355, 710, 4097, 65537, 500000]]


def groups():
    return {"functions": {name: [entry(f, x) for x in inputs()] for name, (f, inputs) in FUNCTIONS.items()}}


def entry(f, x):
    y = f(mpf(x))
    high = float(y)
    return [x, high, float(y - mpf(high))]
