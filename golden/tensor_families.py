"""The families of operations beyond the first ones: each group has a file and a random stream of its own."""

import torch

from tensor_cases import SPECIAL, X, case, random, seed


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


FAMILIES = {"elementwise": elementwise}
