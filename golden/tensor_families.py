"""The families of operations beyond the first ones: each group has a file and a random stream of its own."""

import torch

from tensor_networks import NETWORKS
from tensor_cases import EMPTY, SPECIAL, X, Y, Z, Input, bools, case, distinct, integers, random, seed


def groups():
    return {name: started(number, group) for number, (name, group) in enumerate(FAMILIES.items(), 1)}


def started(number, group):
    seed(number)
    return list(group())


def elementwise():
    special = {
        "erf": torch.erf, "floor": torch.floor, "ceil": torch.ceil, "trunc": torch.trunc, "round": torch.round,
        "atan": torch.atan, "sinh": torch.sinh, "cosh": torch.cosh, "asinh": torch.asinh,
        "reciprocal": torch.reciprocal, "square": torch.square,
    }
    for op, function in special.items():
        yield case(op, [SPECIAL], [X], function)
    narrow = {"asin": torch.asin, "acos": torch.acos, "atanh": torch.atanh, "tan": torch.tan}
    for op, function in narrow.items():
        for shape in [(2, 3), (), (0, 3)]:
            yield case(op, [random(*shape) / 4], [X], function)
    for op, function in {**special, "acosh": torch.acosh, "rsqrt": torch.rsqrt}.items():
        low = 1.25 if op == "acosh" else 0.25 if op in ("rsqrt", "reciprocal") else -3.0
        for shape in [(2, 3), (), (0, 3)]:
            yield case(op, [random(*shape, low=low)], [X], function)
    yield case("erf", [torch.arange(-64, 65, dtype=torch.float64) / 8], [X], torch.erf)


def folds():
    zeros = torch.tensor([[0.5, 0, -1.5], [0, 2, 0], [1, 2, 3]], dtype=torch.float64)
    yield case("prod", [random(2, 3)], [X], torch.prod)
    yield case("prod", [random()], [X], torch.prod)
    yield case("prod", [EMPTY], [X], torch.prod)
    yield case("prod", [EMPTY], [X, {"dim": 0}], lambda x: x.prod(0))
    yield case("prod", [random(2, 3, 2)], [X, {"dim": 1}], lambda x: x.prod(1))
    yield case("prod", [random(2, 3, 2)], [X, {"dim": -1, "keepdim": True}], lambda x: x.prod(-1, keepdim=True))
    yield case("prod", [zeros], [X, {"dim": 1}], lambda x: x.prod(1))
    yield case("prod", [zeros], [X], torch.prod)
    yield case("prod", [integers(-4, 5, 2, 3)], [X, {"dim": 0}], lambda x: x.prod(0))
    yield case("prod", [bools(2, 3)], [X, {"dim": 0}], lambda x: x.prod(0))
    for op, function in {"cumsum": torch.cumsum, "cumprod": torch.cumprod}.items():
        for shape, dim in [((5,), 0), ((2, 3), 0), ((2, 3), -1), ((2, 3, 2), 1), ((), 0), ((0, 3), 0), ((0, 3), 1)]:
            yield case(op, [random(*shape, low=-1.5, high=1.5)], [X, dim], lambda x, f=function, d=dim: f(x, d))
        yield case(op, [zeros], [X, 1], lambda x, f=function: f(x, 1))
        yield case(op, [integers(-4, 5, 2, 3)], [X, 1], lambda x, f=function: f(x, 1))
    for p in [1, 1.5, 2, 3, float("inf")]:
        name = "Infinity" if p == float("inf") else p
        norm = lambda x, p=p, **options: torch.linalg.vector_norm(x, p, **options)
        for shape, options in [((4,), {}), ((2, 3), {}), ((), {}), ((2, 3, 2), {"dim": 1}), ((2, 3), {"dim": -1, "keepdim": True})]:
            yield case("norm", [random(*shape)], [X, {"p": name, **options}], lambda x, o=options, f=norm: f(x, **o))
        yield case("norm", [random(2, 3, 2)], [X, {"p": name, "dim": [0, 2]}], lambda x, f=norm: f(x, dim=(0, 2)))
        yield case("norm", [EMPTY], [X, {"p": name, "dim": 1}], lambda x, f=norm: f(x, dim=1))
    yield case("norm", [torch.zeros(3, dtype=torch.float64)], [X], torch.linalg.vector_norm)


def moves():
    for shape, dims in [((4,), [0]), ((2, 3), [0, 1]), ((2, 3, 2), [-1, 0]), ((0, 3), [1]), ((2, 3), [])]:
        yield case("flip", [random(*shape)], [X, dims], lambda x, d=dims: x.flip(d))
    for shape, shifts, dims in [((4,), 1, 0), ((2, 3), [1, -2], [0, 1]), ((2, 3, 2), 5, 1), ((0, 3), 1, 1)]:
        yield case("roll", [random(*shape)], [X, shifts, dims], lambda x, s=shifts, d=dims: x.roll(s, d))
    yield case("roll", [random(2, 3)], [X, 2], lambda x: x.roll(2))
    yield case("flip", [integers(-4, 5, 2, 3)], [X, 1], lambda x: x.flip(1))


def parts():
    for shape, size, dim in [((5,), 2, 0), ((2, 5), 2, 1), ((2, 5), [1, 0, 4], -1), ((0, 3), 2, 0), ((0, 3), 2, 1)]:
        yield case("split", [random(*shape)], [X, size, {"dim": dim}], lambda x, s=size, d=dim: x.split(s, d))
    for shape, chunks, dim in [((5,), 3, 0), ((2, 5), 4, 1), ((7,), 5, 0), ((3, 0), 2, 1)]:
        yield case("chunk", [random(*shape)], [X, chunks, {"dim": dim}], lambda x, c=chunks, d=dim: x.chunk(c, d))
    for shape, padding in [((3,), [1, 2]), ((2, 3), [0, 1, 2, 0]), ((2, 3, 2), [1, 0]), ((0, 3), [1, 1, 1, 0])]:
        for value in [0, 1.5]:
            function = lambda x, p=padding, v=value: torch.nn.functional.pad(x, p, value=v)
            yield case("pad", [random(*shape)], [X, padding, {"value": value}], function)
    for op, function in {"tril": torch.tril, "triu": torch.triu}.items():
        for shape, diagonal in [((3, 3), 0), ((2, 4), 1), ((4, 2), -1), ((2, 3, 3), 0), ((0, 3), 0), ((2, 2), -5)]:
            yield case(op, [random(*shape)], [X, {"diagonal": diagonal}], lambda x, f=function, d=diagonal: f(x, d))
        yield case(op, [integers(1, 9, 3, 3)], [X], function)
    for shape, counts in [((2,), [3]), ((2, 3), [2, 2]), ((), [2, 3]), ((2, 3), [2, 1, 2]), ((0, 3), [2, 2]), ((2,), [0])]:
        yield case("repeat", [random(*shape)], [X, counts], lambda x, c=counts: x.repeat(c))
    places = torch.tensor([[2, 0], [1, 3], [0, 2]], dtype=torch.int32)
    yield case("scatter", [random(3, 4), places, random(3, 2)], [X, 1, Y, Z], lambda x, i, s: x.scatter(1, i.long(), s))
    yield case("scatter", [random(4, 3), places.T, random(2, 3)], [X, 0, Y, Z], lambda x, i, s: x.scatter(0, i.long(), s))
    yield case("scatter", [random(3, 4), places[:0], random(0, 2)], [X, 1, Y, Z], lambda x, i, s: x.scatter(1, i.long(), s))


def orders():
    for shape, dim in [((5,), 0), ((2, 3, 2), 1), ((2, 3), -1), ((), 0), ((0, 3), 0), ((2, 0), 1)]:
        for descending in [False, True]:
            options = {"dim": dim, "descending": descending}
            yield case("sort", [distinct(*shape)], [X, options], lambda x, o=options: x.sort(**o))
        yield case("argsort", [distinct(*shape)], [X, {"dim": dim}], lambda x, d=dim: x.argsort(d))
    ties = torch.tensor([[1.0, float("nan"), 0, 1], [float("inf"), -0.0, 0, float("-inf")]], dtype=torch.float64)
    yield case("sort", [ties], [X], lambda x: x.sort(stable=True))
    yield case("sort", [ties], [X, {"descending": True}], lambda x: x.sort(stable=True, descending=True))
    yield case("sort", [integers(-9, 9, 6)], [X], lambda x: x.sort(stable=True))
    for shape, k, dim in [((5,), 2, 0), ((2, 3, 2), 2, 1), ((2, 3), 3, -1), ((0, 3), 2, 1), ((4,), 0, 0)]:
        for largest in [True, False]:
            options = {"dim": dim, "largest": largest}
            yield case("topk", [distinct(*shape)], [X, k, options], lambda x, k=k, o=options: x.topk(k, **o))
    for x in [integers(-3, 3, 3, 4), random(5), torch.zeros(0, dtype=torch.float64), torch.tensor([1.5, 0, 1.5, -2], dtype=torch.float64)]:
        yield case("unique", [x], [X], lambda x: x.detach().unique(return_inverse=True, return_counts=True))
    ascending = torch.tensor([[-2.0, 0, 0, 1.5], [-1, 0.5, 0.5, 3]], dtype=torch.float64)
    for right in [False, True]:
        options = {"right": right}
        yield case("searchsorted", [ascending[0], random(2, 3)], [X, Y, options], lambda s, v, o=options: torch.searchsorted(s, v, **o))
        values = torch.tensor([[0.0, 9, -9], [0.5, 1, 3]], dtype=torch.float64)
        yield case("searchsorted", [ascending, values], [X, Y, options], lambda s, v, o=options: torch.searchsorted(s, v, **o))
        yield case("searchsorted", [ascending[0], values[:0]], [X, Y, options], lambda s, v, o=options: torch.searchsorted(s, v, **o))


FAMILIES = {"elementwise": elementwise, "folds": folds, "moves": moves, "parts": parts, "orders": orders, **NETWORKS}
