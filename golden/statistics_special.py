"""Special functions at 40 to 60 digits from mpmath, and the tables that packages/statistics/src/special keeps.

Arguments are doubles, so that the reference is the value at the very double that the test passes. Values outside of the
normal doubles are left out.
"""

import numpy as np
import mpmath as m
from mpmath import mp, mpf


def groups():
    return {"special": special, "special-tables": tables, "special-ranges": ranges}


def special():
    mp.dps = 50
    rng = np.random.default_rng(5)
    cases = {}

    def add(name, arguments, value):
        value = float(value)
        if value == value and 1e-290 < abs(value) < 1e300:
            cases.setdefault(name, []).append([[float(a) for a in arguments], value])

    def power(low, high):
        return float(10 ** rng.uniform(low, high))

    for _ in range(25):
        x = rng.uniform(-6, 6); add("erf", [x], m.erf(mpf(x)))
        x = rng.uniform(-3, 26.5); add("erfc", [x], m.erfc(mpf(x)))
        x = rng.uniform(-5, 50); add("erfcx", [x], m.exp(mpf(x) ** 2) * m.erfc(mpf(x)))
        x = rng.uniform(-36, 8); add("ndtr", [x], phi(x)); add("logNdtr", [x], m.log(phi(x)))
        for x in [power(-3, 3), rng.uniform(0.4, 20), rng.uniform(0.8, 2.2)]:
            add("gamma", [x], m.gamma(mpf(x))); add("lgamma", [x], m.loggamma(mpf(x)))
            add("digamma", [x], m.digamma(mpf(x))); add("trigamma", [x], m.psi(1, mpf(x)))
        x = rng.uniform(-20, 0); add("gamma", [x], m.gamma(mpf(x)))
        x = rng.uniform(-0.9, 3); add("log1pmx", [x], m.log1p(mpf(x)) - mpf(x))
        a, b = power(-3, 6), power(-3, 6); add("lbeta", [a, b], m.log(m.beta(mpf(a), mpf(b))))
        a, b = power(-3, 2), power(-3, 2); add("beta", [a, b], m.beta(mpf(a), mpf(b)))
        x, h = power(-2, 6), power(-9, 0.5); add("logGammaRatio", [x, h], m.loggamma(mpf(x) + mpf(h)) - m.loggamma(mpf(x)))
        x = rng.uniform(-40, 60)
        add("i0", [x], m.besseli(0, mpf(x))); add("i1", [x], m.besseli(1, mpf(x)))
        add("i0e", [x], m.besseli(0, mpf(x)) * m.exp(-abs(mpf(x)))); add("i1e", [x], m.besseli(1, mpf(x)) * m.exp(-abs(mpf(x))))
        s, q = 1 + power(-3, 1.3), power(-2, 4); add("hurwitzZeta", [s, q], m.zeta(mpf(s), mpf(q)))
        h, a = rng.uniform(-6, 6), rng.uniform(-1, 1); add("owensT", [h, a], owens(h, a))
        x = rng.uniform(-36, 0); p = float(phi(x)); add("ndtri", [p], normal_quantile(p, x))
        x = rng.uniform(-2, 3); p = float(phi(x)); add("ndtri", [p], normal_quantile(p, x))
        y = float(m.erf(mpf(rng.uniform(-4, 4)))); add("erfinv", [y], m.erfinv(mpf(y)))
        p = float(phi(rng.uniform(-36, 0.5))); add("erfcinv", [2 * p], -normal_quantile(p, float(m.mpf(-1) if p > 0.1 else -m.sqrt(-2 * m.log(p)))) / m.sqrt(2))
    for a, x in gamma_points(rng, power):
        lower, upper = incomplete_gamma(a, x)
        add("gammainc", [a, x], lower); add("gammaincc", [a, x], upper)
    for a, x in [(1e8, 1e8), (1e8, 99990000.0), (1e8, 100050000.0), (1e10, 10000100000.0), (1e8, 99000000.0)]:
        lower, upper = incomplete_gamma(a, x)
        add("gammaincLarge", [a, x], lower); add("gammainccLarge", [a, x], upper)
    for a, b, x in beta_points(rng, power):
        pair = incomplete_beta(a, b, x)
        if pair:
            name = "betainc" if max(a, b) <= 1e4 else "betaincLarge"
            add(name, [a, b, x], pair[0]); add(name.replace("inc", "incc"), [a, b, x], pair[1])
    return cases


def phi(x):
    return m.erfc(-mpf(x) / m.sqrt(2)) / 2


def normal_quantile(p, start):
    z = mpf(start)
    for _ in range(12):
        value = phi(z)
        z -= value * m.log(value / mpf(p)) / (m.exp(-z * z / 2) / m.sqrt(2 * m.pi))
    return z


def owens(h, a):
    h, a = mpf(h), mpf(a)
    return m.quad(lambda x: m.exp(-h * h * (1 + x * x) / 2) / (1 + x * x), [0, a]) / (2 * m.pi)


def gamma_points(rng, power):
    for i in range(110):
        a = power(-6, 5) if i % 2 else power(-1, 3)
        kind = i % 3
        near = max(1e-5, a + rng.uniform(-8, 8) * a**0.5)
        yield a, a * power(-1, 0.7) if kind == 0 else power(-5, 2) if kind == 1 else near


def incomplete_gamma(a, x):
    a, x = mpf(a), mpf(x)
    if a > 1e6:
        # A panel of the integral around its largest part, far more exact than any series of 1e8 terms.
        density = lambda t: m.exp((a - 1) * m.log(t) - t - m.loggamma(a))
        width = m.sqrt(a)
        mp.dps = 40
        left = m.quad(density, [max(mpf(0), x - 60 * width + i * 6 * width) for i in range(11)])
        right = m.quad(density, [x + i * 6 * width for i in range(11)])
        mp.dps = 50
        return (left, 1 - left) if left < right else (1 - right, right)
    if x < a + 50 or x < 60:
        term = total = mpf(1)
        n = 0
        while term > total * mpf(10) ** -60:
            n += 1
            term *= x / (a + n)
            total += term
        mp.dps = 60
        lower = total * m.exp(a * m.log(x) - x - m.loggamma(a + 1))
        upper = 1 - lower
        mp.dps = 50
        if upper > mpf(10) ** -30:
            return lower, upper
    b = x + 1 - a
    c, d = mpf(10) ** 100, 1 / b
    value = d
    for n in range(1, 200000):
        numerator = n * (a - n)
        b += 2
        d = 1 / (b + numerator * d)
        c = b + numerator / c
        value *= c * d
        if abs(c * d - 1) < mpf(10) ** -50:
            break
    upper = value * m.exp(a * m.log(x) - x - m.loggamma(a))
    return 1 - upper, upper


def beta_points(rng, power):
    for i in range(150):
        a, b = (power(-1, 2), power(-1, 2)) if i % 2 else (power(-8, 4), power(-8, 4))
        if i % 5 == 0:
            a, b = power(2, 6), power(2, 6)
        spread = (a * b / (a + b) ** 2 / (a + b + 1)) ** 0.5
        x = rng.random() if i % 3 else min(0.9999999, max(1e-9, a / (a + b) + rng.uniform(-8, 8) * spread))
        yield a, b, float(10 ** rng.uniform(-10, 0)) if i % 7 == 0 else x


def incomplete_beta(a, b, x):
    a, b, x = mpf(a), mpf(b), mpf(x)
    mp.dps = 60
    swap = x * b > a * (1 - x)
    part = beta_series(b, a, 1 - x) if swap else beta_series(a, b, x)
    mp.dps = 50
    return None if part is None else (1 - part, part) if swap else (part, 1 - part)


def beta_series(a, b, x):
    """x^a y^b / (a B) · ₂F₁(a + b, 1; a + 1; x): all terms positive."""
    term = total = mpf(1)
    for n in range(60000):
        term *= (a + b + n) / (a + 1 + n) * x
        total += term
        if term < total * mpf(10) ** -55:
            log_beta = m.loggamma(a) + m.loggamma(b) - m.loggamma(a + b)
            return total * m.exp(a * m.log(x) + b * m.log(1 - x) - log_beta) / a
    return None


def ranges():
    """Studentised range by a double trapezoidal rule, the exact two-sided Kolmogorov distribution by Durbin's matrix at 60 digits."""
    mp.dps = 25
    studentized = []
    for q, k, df in [(3.5, 3, 10), (1.2, 2, 3), (8.0, 5, 4), (0.3, 4, 20), (6.0, 10, 60)]:
        studentized.append([[q, k, df], float(studentized_upper(q, k, df))])
    mp.dps = 60
    kolmogorov = [[[d, n], float(durbin(mpf(d), n))] for d, n in [(0.3, 5), (0.274, 10), (0.12, 100), (0.05, 300), (0.02, 300), (0.45, 12), (0.11, 7)]]
    return {"studentizedRangeSf": studentized, "kolmogorovExactCdf": kolmogorov}


def studentized_upper(q, k, df):
    """By the trapezoidal rule of 25 digits over z and u = ln s, with steps far below those of our own."""
    q, df = mpf(q), mpf(df)
    step = mpf(1) / 12
    z = [i * step for i in range(-120, 121 + int(6 * q))]
    below = [phi(v) for v in z]
    weight = [k * step * m.exp(-v * v / 2) / m.sqrt(2 * m.pi) for v in z]

    def beyond(w):
        return sum(g * (b ** (k - 1) - (b - phi(v - w)) ** (k - 1)) for v, b, g in zip(z, below, weight))

    constant = 2 * (df / 2) ** (df / 2) / m.gamma(df / 2)
    h = mpf(1) / 20
    total = mpf(0)
    for i in range(-900, 60):
        s = m.exp(i * h)
        density = constant * s**df * m.exp(-df * s * s / 2)
        if density > mpf(10) ** -26:
            total += density * beyond(q * s)
    return total * h


def durbin(d, n):
    """P(D_n < d) as n!/nⁿ (Hⁿ)_kk (Marsaglia, Tsang and Wang 2003)."""
    k = int(m.ceil(n * d))
    h = k - n * d
    size = 2 * k - 1
    H = m.zeros(size)
    for i in range(size):
        for j in range(min(size, i + 2)):
            value = mpf(1)
            if j == 0:
                value -= h ** (i + 1)
            if i == size - 1:
                value -= h ** (size - j)
            if j == 0 and i == size - 1 and 2 * h > 1:
                value += (2 * h - 1) ** size
            H[i, j] = value / m.factorial(i - j + 1)
    return (H**n)[k - 1, k - 1] * m.factorial(n) / mpf(n) ** n


def tables():
    mp.dps = 60
    return {
        "erfcx": erfcx_coefficients(29),
        "zetaMinusOne": [float(m.zeta(k) - 1) for k in range(2, 34)],
        **digamma_coefficients(27),
        "temme": temme_coefficients(11, 18),
    }


def erfcx_coefficients(count):
    """Chebyshev coefficients of (1 + 2x) e^(x²) erfc(x) in t = (x − 3.75)/(x + 3.75), from 60 nodes."""
    nodes = [m.cos(m.pi * (2 * j + 1) / 120) for j in range(60)]
    x = [mpf(15) / 4 * (1 + t) / (1 - t) for t in nodes]
    values = [(1 + 2 * v) * m.exp(v * v) * m.erfc(v) for v in x]
    return [float(mpf(2) / 60 * sum(values[j] * m.cos(k * m.pi * (2 * j + 1) / 120) for j in range(60))) for k in range(count)]


def digamma_coefficients(count):
    root = m.findroot(m.digamma, mpf("1.4616321449683623"))
    high = float(root)
    taylor = [float(m.polygamma(k, root) / m.factorial(k)) for k in range(1, count + 1)]
    return {"digammaRoot": {"high": high, "low": float(root - mpf(high))}, "digamma": taylor}


def temme_coefficients(rows, columns):
    """d_kn of DLMF 8.12.12: c_0 = 1/μ − 1/η, c_k = c'_(k−1)/η + (−1)^k g_k/μ, with η²/2 = μ − ln(1 + μ)."""
    terms = 60
    a = [mpf(0), mpf(1)] + [mpf(0)] * terms
    for n in range(2, terms + 1):
        a[n] = (a[n - 1] - sum(a[i] * (n + 1 - i) * a[n + 1 - i] for i in range(2, n))) / (n + 1)
    inverse = [mpf(1)]
    for n in range(1, terms):
        inverse.append(-sum(a[1 + k] * inverse[n - k] for k in range(1, n + 1)))
    log_series = [mpf(0)] * 30
    for k in range(1, 15):
        log_series[2 * k - 1] = m.bernoulli(2 * k) / (2 * k * (2 * k - 1))
    g = [mpf(1)]
    for n in range(1, 30):
        g.append(sum(k * log_series[k] * g[n - k] for k in range(1, n + 1)) / n)
    d = [[inverse[n + 1] for n in range(terms - 1)]]
    for k in range(1, rows):
        last = d[-1]
        d.append([(n + 2) * last[n + 2] + (-1) ** k * g[k] * inverse[n + 1] for n in range(len(last) - 2)])
    return [[float(v) for v in row[:columns]] for row in d]
