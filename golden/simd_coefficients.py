"""Writes packages/tensor/src/wasm/functions/coefficients.ts: the polynomials of the SIMD functions.

    python3 golden/simd_coefficients.py

Each is the best of its degree in the weighted maximum norm, by Remez's exchange in 60 decimal digits (mpmath), then
rounded to the type. Remez 1934; see Trefethen, Approximation Theory and Approximation Practice, chapter 10. What is printed
is the largest weighted error before rounding, in bits: the error relative to the function whose polynomial it is.
"""

import pathlib
import sys

import mpmath
import numpy
from mpmath import mp, mpf

mp.dps = 60
TARGET = pathlib.Path(__file__).parent.parent / "packages/tensor/src/wasm/functions/coefficients.ts"


def remez(f, weight, low, high, terms, grid=1500):
    """Coefficients c_0, c_1, … of the polynomial p with the smallest max weight · |p − f| on [low, high], and that maximum."""
    low, high = mpf(low), mpf(high)
    points = [(low + high) / 2 - (high - low) / 2 * mpmath.cos(mp.pi * i / grid) for i in range(grid + 1)]
    values, weights = [f(x) for x in points], [weight(x) for x in points]
    usable = [i for i in range(grid + 1) if weights[i] > max(weights) * mpf("1e-6")]
    chosen = [usable[round((len(usable) - 1) * i / terms)] for i in range(terms + 1)]
    for _ in range(30):
        rows = mp.matrix(terms + 1, terms + 1)
        right = mp.matrix(terms + 1, 1)
        for i, index in enumerate(chosen):
            for j in range(terms):
                rows[i, j] = points[index] ** j
            rows[i, terms] = (-1) ** i / weights[index]
            right[i] = values[index]
        solution = mp.lu_solve(rows, right)
        coefficients = [solution[j] for j in range(terms)]
        level = abs(solution[terms])
        errors = [w * (mpmath.polyval(coefficients[::-1], x) - y) for x, y, w in zip(points, values, weights)]
        worst = max(abs(e) for e in errors)
        if worst <= level * mpf("1.001"):
            break
        chosen = exchange(errors, usable, terms + 1)
    return coefficients, worst


def exchange(errors, usable, count):
    """Where the error is largest between two changes of its sign; the ends with the smaller errors are dropped."""
    extremes = []
    for i in usable:
        if extremes and (errors[i] > 0) == (errors[extremes[-1]] > 0):
            if abs(errors[i]) > abs(errors[extremes[-1]]):
                extremes[-1] = i
        else:
            extremes.append(i)
    while len(extremes) > count:
        extremes.pop(0 if abs(errors[extremes[0]]) < abs(errors[extremes[-1]]) else -1)
    return extremes


def half_log2():
    return mp.log(2) / 2 * mpf("1.001")


def tiny(x):
    return abs(x) < mpf("1e-12")


def polynomials(name):
    single = name == "float32"
    s = (mp.sqrt(2) - 1) / (mp.sqrt(2) + 1) * mpf("1.001")
    quarter = (mp.pi / 4 * mpf("1.001")) ** 2
    largest = 4 if single else 6
    root = mp.sqrt
    odd = lambda f, x: f(root(x)) / root(x)
    yield (
        "exp",
        "q of e^r = 1 + r + r² · q(r), |r| ≤ ½ ln 2",
        remez(
            lambda r: mpf(1) / 2 if tiny(r) else (mp.expm1(r) - r) / r**2,
            lambda r: abs(r) if tiny(r) else r**2 / abs(mp.expm1(r)),
            *(-half_log2(), half_log2()),
            5 if single else 11,
        ),
    )
    yield (
        "log",
        "P of ln((1 + s) / (1 − s)) = 2s + s · s² · P(s²), |s| ≤ 0.1717",
        remez(
            lambda z: mpf(2) / 3 if tiny(z) else (odd(lambda s: mp.log((1 + s) / (1 - s)), z) - 2) / z,
            lambda z: z / 2,
            *(0, s**2),
            3 if single else 7,
        ),
    )
    yield (
        "sin",
        "S of sin r = r + r · r² · S(r²), |r| ≤ π/4",
        remez(
            lambda z: mpf(-1) / 6 if tiny(z) else (odd(mp.sin, z) - 1) / z,
            lambda z: z if tiny(z) else z / odd(mp.sin, z),
            *(0, quarter),
            4 if single else 6,
        ),
    )
    yield (
        "cos",
        "C of cos r = 1 − r²/2 + r⁴ · C(r²), |r| ≤ π/4",
        remez(
            lambda z: mpf(1) / 24 if z < mpf("1e-10") else (mp.cos(root(z)) - 1 + z / 2) / z**2,
            lambda z: z**2 / mp.cos(root(z)),
            *(0, quarter),
            3 if single else 6,
        ),
    )
    yield (
        "erf",
        "P of erf x = x + x · P(x²), |x| ≤ 1",
        remez(
            lambda z: 2 / root(mp.pi) - 1 if tiny(z) else odd(mp.erf, z) - 1,
            lambda z: mpf(1) if tiny(z) else 1 / odd(mp.erf, z),
            *(0, mpf("1.001")),
            7 if single else 12,
        ),
    )
    yield (
        "tanh",
        "T of tanh x = x + x · x² · T(x²), |x| ≤ 0.625",
        remez(
            lambda z: mpf(-1) / 3 if tiny(z) else (odd(mp.tanh, z) - 1) / z,
            lambda z: z if tiny(z) else z / odd(mp.tanh, z),
            *(0, mpf("0.626") ** 2),
            5 if single else 11,
        ),
    )
    yield (
        "erfc",
        "Q of −ln erfc t = Q(t − 1), 1 ≤ t ≤ 4 (float32), 6 (float64)",
        remez(
            lambda u: -mp.log(mp.erfc(u + 1)),
            lambda u: mp.erfc(u + 1),
            *(0, largest - 1),
            7 if single else 21,
        ),
    )


def number(value, name):
    rounded = numpy.float32(str(value)) if name == "float32" else numpy.float64(str(value))
    return repr(float(rounded))


def constants(bits, parts, value):
    """value as a sum of parts, all but the last of so few bits that they can be multiplied by an integer without rounding."""
    found, rest = [], value
    for _ in range(parts - 1):
        exponent = int(mp.floor(mp.log(abs(rest), 2)))
        part = mp.nint(mp.ldexp(rest, bits - 1 - exponent))
        found.append(mp.ldexp(part, exponent - bits + 1))
        rest -= found[-1]
    return [*found, rest]


def main():
    lines = [
        'import type { Float } from "../lanes.ts";',
        "",
        "/**",
        " * Written by golden/simd_coefficients.py: run it, do not edit. Polynomials begin with the constant.",
        " */",
        "export interface Coefficients {",
        "  /** ln 2 as a sum: the first part times a whole exponent is exact. */",
        "  readonly ln2: readonly number[];",
        "  /** π/2 as a sum of float64: all parts but the last times a whole number are exact. */",
        "  readonly halfPi: readonly number[];",
    ]
    tables = {}
    for name in ["float32", "float64"]:
        single = name == "float32"
        table = {
            "ln2": [number(x, name) for x in constants(14 if single else 40, 2, mp.log(2))],
            "halfPi": [number(x, "float64") for x in constants(24 if single else 33, 3 if single else 4, mp.pi / 2)],
        }
        for key, formula, (coefficients, error) in polynomials(name):
            kind = "float64" if key in ("sin", "cos") else name
            table[key] = [number(c, kind) for c in coefficients]
            print(name, key, len(coefficients), "terms", mpmath.nstr(mp.log(error, 2), 4), "bits", file=sys.stderr)
            if single:
                lines += [f"  /** {formula}. */", f"  readonly {key}: readonly number[];"]
        tables[name] = table
    lines += ["}", "", "export const coefficients: Record<Float, Coefficients> = {"]
    for name, table in tables.items():
        lines += [f"  {name}: {{"]
        for key, values in table.items():
            lines += [f"    {key}: [", *[f"      {value}," for value in values], "    ],"]
        lines += ["  },"]
    TARGET.write_text("\n".join([*lines, "};", ""]))


if __name__ == "__main__":
    main()
