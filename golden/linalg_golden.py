"""Values and gradients of the linear algebra: LAPACK's through PyTorch, and SciPy's where PyTorch has none.

A case is one call of ours: op(*args) with X, Y replaced by the inputs. Entries are multiples of 1/64, which float32 and
float64 both hold exactly. Where a result is unique only up to signs, both sides compare absolute values.
"""

import numpy
import scipy.linalg
import torch

linalg = torch.linalg
rng = numpy.random.default_rng(20260303)

X, Y = {"input": 0}, {"input": 1}


def groups():
    cases = [*triangular(), *cholesky(), *elimination(), *orthogonal(), *symmetric(), *singular(), *exponential(), *general()]
    return {"operations": cases, "accuracy": accuracy()}


def random(*shape):
    return torch.tensor(rng.integers(-192, 193, size=shape) / 64, dtype=torch.float64)


def heavy(*shape):
    """With a heavy diagonal, so that the case measures the formula and not the conditioning."""
    return random(*shape) + 6 * torch.eye(shape[-1], dtype=torch.float64)


def case(op, inputs, args, function):
    leaves = [x.clone().requires_grad_() for x in inputs]
    result = function(*leaves)
    outputs = list(result) if isinstance(result, (tuple, list)) else [result]
    entry = {
        "op": op,
        "args": args,
        "inputs": [flat(x) for x in inputs],
        "outputs": [flat(output) for output in outputs],
    }
    differentiable = [output for output in outputs if output.requires_grad]
    if differentiable:
        weights = [random(*output.shape) for output in differentiable]
        entry["weights"] = [weight.flatten().tolist() for weight in weights]
        entry["gradients"] = [g.flatten().tolist() for g in torch.autograd.grad(differentiable, leaves, weights)]
    return entry


def flat(x):
    return {"shape": list(x.shape), "data": x.detach().flatten().tolist()}


def triangular():
    def solve(upper, left=True, unit=False):
        return lambda t, b: linalg.solve_triangular(t, b, upper=upper, left=left, unitriangular=unit)

    for a, b in [((4, 4), (4, 3)), ((2, 3, 3), (3, 2)), ((3, 3), (2, 3, 1))]:
        for upper in [False, True]:
            yield case("solveTriangular", [heavy(*a), random(*b)], [X, Y, {"upper": upper}], solve(upper))
    options = {"upper": True, "left": False, "unitriangular": True}
    yield case("solveTriangular", [heavy(3, 3), random(2, 3)], [X, Y, options], solve(True, False, True))


def cholesky():
    for shape in [(1, 1), (5, 5), (2, 3, 3)]:
        x = torch.tensor(rng.integers(-12, 13, size=shape) / 8, dtype=torch.float64)
        yield case("cholesky", [x @ x.mT + torch.eye(shape[-1])], [X], linalg.cholesky)


def log_determinant(x):
    sign, logabsdet = linalg.slogdet(x)
    return sign.detach(), logabsdet


def elimination():
    for shape in [(1, 1), (5, 5), (2, 3, 3)]:
        yield case("lu", [random(*shape)], [X], linalg.lu)
        yield case("inv", [heavy(*shape)], [X], linalg.inv)
        yield case("det", [random(*shape)], [X], linalg.det)
        yield case("slogdet", [random(*shape)], [X], log_determinant)
    for shape in [(5, 3), (3, 5), (2, 4, 2), (2, 2, 3)]:
        yield case("lu", [random(*shape)], [X], linalg.lu)
    for a, b in [((5, 5), (5, 2)), ((4, 4), (4,)), ((2, 3, 3), (2, 3)), ((2, 3, 3), (3, 2)), ((0, 2, 2), (2, 2))]:
        yield case("solve", [heavy(*a), random(*b)], [X, Y], linalg.solve)


def orthogonal():
    for shape in [(1, 1), (5, 3), (4, 4), (2, 4, 2), (2, 4)]:
        yield case("qr", [random(*shape)], [X], linalg.qr)
    for a, b in [((5, 3), (5, 2)), ((2, 4, 2), (2, 4, 1))]:
        yield case("lstsq", [random(*a), random(*b)], [X, Y], least_squares)


def least_squares(a, b):
    # PyTorch has a gradient for the solution only.
    x = linalg.lstsq(a, b).solution
    return x, ((a @ x - b) ** 2).sum(-2)


def symmetric():
    for shape in [(1, 1), (6, 6), (2, 3, 3)]:
        x = random(*shape)
        # Random signs of eigenvectors: absolute values are compared.
        yield case("eigh", [x + x.mT], [X], lambda a: (lambda l, v: (l, v.abs()))(*linalg.eigh(a)))
        yield case("eigvalsh", [x + x.mT], [X], linalg.eigvalsh)


def singular():
    for shape in [(1, 1), (5, 3), (3, 4), (2, 3, 3)]:
        yield case("svd", [random(*shape)], [X], signless_svd)
        yield case("pinv", [random(*shape)], [X], linalg.pinv)
        yield case("cond", [random(*shape)], [X], linalg.cond)
    low = torch.outer(random(4), random(3))
    for matrix in [low, random(4, 3), torch.zeros(2, 3, dtype=torch.float64)]:
        yield case("pinv", [matrix], [X], lambda a: linalg.pinv(a.detach()))
        yield case("matrixRank", [matrix], [X], lambda a: linalg.matrix_rank(a.detach()))
    for order in [1, "fro", numpy.inf]:
        yield case("cond", [heavy(3, 3)], [X, {"p": order}], lambda a: norm_condition(a, order))
    for order in ["fro", "nuc", 1, -1, 2, -2, numpy.inf, -numpy.inf]:
        for shape in [(3, 4), (2, 3, 2)]:
            yield case("matrixNorm", [random(*shape)], [X, {"ord": order}], lambda a: linalg.matrix_norm(a, order))


def signless_svd(a):
    u, s, vh = linalg.svd(a, full_matrices=False)
    return u.abs(), s, vh.abs()


def norm_condition(a, order):
    # PyTorch 1.13's own cond has no gradient for these orders.
    return linalg.matrix_norm(a, order) * linalg.matrix_norm(linalg.inv(a), order)


def exponential():
    for shape in [(1, 1), (5, 5), (2, 3, 3)]:
        yield case("matrixExp", [random(*shape)], [X], linalg.matrix_exp)
    # SciPy's expm, which chooses its degree by another rule, on a matrix far from normal.
    far = 40 * torch.triu(random(4, 4), 1) + random(4, 4) / 64
    yield case("matrixExp", [far], [X], lambda a: torch.from_numpy(scipy.linalg.expm(a.detach().numpy())))


def general():
    for shape in [(1, 1), (6, 6), (2, 3, 3)]:
        yield case("eigvals", [random(*shape)], [X], sorted_eigenvalues)


def sorted_eigenvalues(a):
    # LAPACK leaves them in the order of their deflation.
    values = linalg.eigvals(a)
    parts = values.detach().numpy()
    order = torch.from_numpy(numpy.lexsort((parts.imag, parts.real), axis=-1))
    values = values.gather(-1, order)
    return values.real, values.imag


# ---- backward errors of LAPACK on hard matrices ----


def accuracy():
    """[{name, n, matrix, errors}]: what ours are compared with, in units of 1, Frobenius norms."""
    return [{"name": name, "n": len(a), "matrix": a.ravel().tolist(), "errors": errors(a)} for name, a in hard()]


def hard():
    n = 24
    normal = numpy.random.default_rng(20260304).standard_normal
    falling = 10.0 ** -numpy.linspace(0, 12, n)
    orthogonal, _ = numpy.linalg.qr(normal((n, n)))
    clustered = numpy.where(numpy.arange(n) < n // 2, 1 + 1e-15 * numpy.arange(n), 2 + 1e-9 * numpy.arange(n))
    yield "random", normal((n, n))
    yield "Hilbert", scipy.linalg.hilbert(n)
    yield "rank 3", normal((n, 3)) @ normal((3, n))
    yield "graded", falling[:, None] * normal((n, n)) * falling
    yield "clustered", (orthogonal * clustered) @ orthogonal.T


def errors(a):
    norm, identity, symmetric = numpy.linalg.norm, numpy.eye(len(a)), (a + a.T) / 2
    p, lower, upper = scipy.linalg.lu(a)
    q, r = numpy.linalg.qr(a)
    u, s, vh = numpy.linalg.svd(a)
    values, vectors = numpy.linalg.eigh(symmetric)
    general = numpy.linalg.eigvals(a)
    return {
        "lu": norm(p @ lower @ upper - a) / norm(a),
        "qr": norm(q @ r - a) / norm(a),
        "qr.orthogonal": norm(q.T @ q - identity),
        "svd": norm(u * s @ vh - a) / norm(a),
        "svd.orthogonal": max(norm(u.T @ u - identity), norm(vh @ vh.T - identity)),
        "eigh": norm(vectors * values @ vectors.T - symmetric) / norm(symmetric),
        "eigh.orthogonal": norm(vectors.T @ vectors - identity),
        "eigvals": max(numpy.linalg.svd(a - z * identity, compute_uv=False)[-1] for z in general) / norm(a),
    }
