"""PyTorch's values and gradients for every operation of packages/tensor, its promotion of dtypes, and how it prints.

Inputs are multiples of 1/64, which float32 and float64 both hold exactly, so that one reference serves both.
"""

import itertools
import re

import torch

import tensor_families
from tensor_cases import EMPTY, SPECIAL, Input, X, Y, Z, bools, case, distinct, flat, integers, random


def groups():
    return {"operations": operations(), "promotion": promotion(), "print": prints(), **tensor_families.groups()}


# ---- values and gradients ----


def operations():
    return [*elementwise(), *selections(), *reductions(), *products(), *shapes(), *indices()]


def elementwise():
    binary = {"add": torch.add, "sub": torch.sub, "mul": torch.mul, "div": torch.div}
    for op, function in binary.items():
        for a, b in [((2, 3), (2, 3)), ((2, 1, 3), (2, 1)), ((), (3,)), ((0, 3), (3,))]:
            divisor = random(*b, low=0.5) if op == "div" else random(*b)
            yield case(op, [random(*a), divisor], [X, Y], function)
        yield case(op, [random(4)], [X, 2.5], lambda x, f=function: f(x, 2.5))
        yield case(op, [SPECIAL, SPECIAL.flip(0)], [X, Y], function)
    yield case("sub", [random(3)], [1, X], lambda x: 1 - x)
    yield case("div", [random(3, low=0.5)], [1, X], lambda x: 1 / x)
    yield case("pow", [random(2, 3, low=0.25), random(3)], [X, Y], torch.pow)
    for exponent in [-1, 0, 0.5, 1, 2, 3]:
        yield case("pow", [torch.tensor([-1.5, 0, 0.25, 2.0], dtype=torch.float64)], [X, exponent], lambda x, e=exponent: x**e)
    yield case("pow", [random(4)], [2, X], lambda x: torch.pow(2.0, x))
    yield case("pow", [torch.zeros(3, dtype=torch.float64), torch.tensor([0.0, 1, 2], dtype=torch.float64)], [X, Y], torch.pow)
    positive = {"sqrt": torch.sqrt, "log": torch.log}
    anywhere = {
        "neg": torch.neg, "abs": torch.abs, "sign": torch.sign, "exp": torch.exp, "expm1": torch.expm1,
        "log1p": torch.log1p, "sin": torch.sin, "cos": torch.cos, "tanh": torch.tanh, "sigmoid": torch.sigmoid,
        "relu": torch.relu, "sqrt": torch.sqrt, "log": torch.log, "clone": torch.clone,
    }
    for op, function in anywhere.items():
        low = {"log1p": -0.75}.get(op, 0.125 if op in positive else -3)
        yield case(op, [random(2, 3, low=low)], [X], function)
        yield case(op, [random(low=low)], [X], function)
        yield case(op, [EMPTY], [X], function)
        yield case(op, [SPECIAL], [X], function)
    tiny = torch.tensor([-1e-9, 1e-12, 1e-5], dtype=torch.float64)
    yield case("expm1", [tiny], [X], torch.expm1)
    yield case("log1p", [tiny], [X], torch.log1p)
    yield case("to", [random(3)], [X, "float64"], lambda x: x.to(torch.float64))
    yield case("to", [random(6)], [X, "int32"], lambda x: x.to(torch.int32))
    yield case("to", [SPECIAL], [X, "bool"], lambda x: x.to(torch.bool))
    yield case("to", [bools(4)], [X, "int32"], lambda x: x.to(torch.int32))


def selections():
    compare = {"eq": torch.eq, "ne": torch.ne, "lt": torch.lt, "le": torch.le, "gt": torch.gt, "ge": torch.ge}
    for op, function in compare.items():
        yield case(op, [random(2, 3, low=-0.1, high=0.1), random(3, low=-0.1, high=0.1)], [X, Y], function)
        yield case(op, [SPECIAL, SPECIAL.flip(0)], [X, Y], function)
        yield case(op, [integers(-2, 3, 6)], [X, 1], lambda x, f=function: f(x, 1))
    yield case("logicalAnd", [bools(2, 3), bools(3)], [X, Y], torch.logical_and)
    yield case("logicalOr", [bools(2, 3), bools(3)], [X, Y], torch.logical_or)
    yield case("logicalNot", [bools(4)], [X], torch.logical_not)
    yield case("logicalNot", [SPECIAL], [X], torch.logical_not)
    yield case("where", [bools(2, 3), random(2, 3), random(3)], [X, Y, Z], torch.where)
    yield case("where", [bools(0, 3), random(1, 3), random()], [X, Y, Z], torch.where)
    yield case("maskedFill", [random(2, 3), bools(3)], [X, Y, -1.5], lambda x, m: x.masked_fill(m, -1.5))
    for op, function in {"maximum": torch.maximum, "minimum": torch.minimum}.items():
        yield case(op, [random(2, 3), random(3)], [X, Y], function)
        yield case(op, [random(3), random(0, 3)], [X, Y], function)
        tied = torch.tensor([1.0, 2, 3, float("nan"), 1], dtype=torch.float64)
        yield case(op, [tied, torch.tensor([1.0, 3, 2, 1, float("nan")], dtype=torch.float64)], [X, Y], function)
    yield case("clamp", [SPECIAL], [X, {"min": -1, "max": 0.5}], lambda x: x.clamp(-1, 0.5))
    yield case("clamp", [random(2, 3)], [X, {"min": 0.5}], lambda x: x.clamp(min=0.5))
    yield case("clamp", [random(2, 3)], [X, {"max": -0.5}], lambda x: x.clamp(max=-0.5))
    yield case("clamp", [random(3)], [X, {"min": 1, "max": -1}], lambda x: x.clamp(1, -1))


def reductions():
    over = [None, 0, -1, (0, 2)]
    for dim, keepdim in itertools.product(over, [False, True]):
        options = {"keepdim": keepdim} if dim is None else {"dim": list(dim) if isinstance(dim, tuple) else dim, "keepdim": keepdim}
        dims = (0, 1, 2) if dim is None else dim
        for op, function in {
            "sum": torch.sum, "mean": torch.mean, "variance": torch.var, "std": torch.std,
            "logsumexp": torch.logsumexp, "amax": torch.amax, "amin": torch.amin,
        }.items():
            yield case(op, [distinct(2, 3, 2)], [X, options], lambda x, f=function: f(x, dim=dims, keepdim=keepdim))
    for op, function in {"sum": torch.sum, "mean": torch.mean, "amax": torch.amax, "amin": torch.amin}.items():
        yield case(op, [random()], [X], lambda x, f=function: f(x, dim=()))
        yield case(op, [EMPTY], [X, {"dim": 1}], lambda x, f=function: f(x, dim=1))
    yield case("sum", [EMPTY], [X, {"dim": 0}], lambda x: x.sum(0))
    yield case("mean", [EMPTY], [X, {"dim": 0}], lambda x: x.mean(0))
    yield case("sum", [bools(2, 3)], [X, {"dim": 1}], lambda x: x.sum(1))
    yield case("sum", [integers(-5, 5, 2, 3)], [X], torch.sum)
    for correction in [0, 1]:
        options = {"dim": 1, "correction": correction}
        yield case("variance", [random(2, 4)], [X, options], lambda x: x.var(1, unbiased=correction == 1))
        yield case("std", [random(2, 4)], [X, options], lambda x: x.std(1, unbiased=correction == 1))
    yield case("std", [torch.ones(3, dtype=torch.float64)], [X], torch.std)
    yield case("variance", [random(1)], [X, {"dim": 0}], lambda x: x.var(0))
    tied = torch.tensor([[1.0, 3, 3], [2, 2, 2], [float("nan"), 1, float("nan")]], dtype=torch.float64)
    for op, function in {"max": torch.max, "min": torch.min}.items():
        yield case(op, [distinct(2, 3)], [X], function)
        yield case(op, [tied[:2]], [X], function)
        for dim, keepdim in itertools.product([0, -1], [False, True]):
            options = {"dim": dim, "keepdim": keepdim}
            yield case(op, [distinct(2, 3, 2)], [X, options], lambda x, f=function: f(x, dim=dim, keepdim=keepdim))
        yield case(op, [tied], [X, {"dim": 1}], lambda x, f=function: f(x, dim=1))
    for op, function in {"amax": torch.amax, "amin": torch.amin}.items():
        yield case(op, [tied[:2]], [X, {"dim": 1}], lambda x, f=function: f(x, dim=1))
    for op, function in {"argmax": torch.argmax, "argmin": torch.argmin}.items():
        yield case(op, [distinct(2, 3, 2)], [X], function)
        yield case(op, [tied], [X, {"dim": 1}], lambda x, f=function: f(x, dim=1))
        yield case(op, [distinct(2, 3)], [X, {"dim": 0, "keepdim": True}], lambda x, f=function: f(x, dim=0, keepdim=True))
    for op, function in {"softmax": torch.softmax, "logSoftmax": torch.log_softmax}.items():
        for shape, dim in [((4,), 0), ((2, 3), 0), ((2, 3), -1), ((2, 3, 2), 1), ((0, 3), 1), ((2, 0), 1), ((), 0)]:
            yield case(op, [random(*shape)], [X, {"dim": dim}], lambda x, f=function: f(x, dim=dim))
        large = torch.tensor([1000.0, 999.5, -1000], dtype=torch.float64)
        yield case(op, [large], [X, {"dim": 0}], lambda x, f=function: f(x, dim=0))
    yield case("logsumexp", [torch.tensor([1000.0, 999.5, -1000], dtype=torch.float64)], [X], lambda x: x.logsumexp(0))
    masked = torch.tensor([[float("-inf"), 0.5], [1, float("inf")]], dtype=torch.float64)
    yield case("logsumexp", [masked[:1]], [X, {"dim": 1}], lambda x: x.logsumexp(1))
    yield case("logsumexp", [masked], [X, {"dim": 1}], lambda x: x.detach().logsumexp(1))


def products():
    shapes = [
        ((2, 3), (3, 4)), ((3,), (3,)), ((3,), (3, 2)), ((2, 3), (3,)), ((5, 7), (7, 3)), ((1, 1), (1, 1)),
        ((2, 2, 3), (2, 3, 2)), ((2, 2, 3), (3, 2)), ((2, 3), (2, 3, 2)), ((2, 1, 2, 3), (3, 3, 2)),
        ((2, 2, 3), (3,)), ((3,), (2, 3, 2)), ((0, 3), (3, 2)), ((2, 0), (0, 3)), ((0, 2, 3), (3, 2)),
    ]
    for a, b in shapes:
        yield case("matmul", [random(*a), random(*b)], [X, Y], torch.matmul)
    yield case("matmul", [integers(-5, 5, 2, 3), integers(-5, 5, 3, 2)], [X, Y], torch.matmul)


def shapes():
    yield case("reshape", [random(2, 6)], [X, [3, -1]], lambda x: x.reshape(3, -1))
    yield case("reshape", [random(1)], [X, []], lambda x: x.reshape([]))
    yield case("reshape", [EMPTY], [X, [3, 0]], lambda x: x.reshape(3, 0))
    yield case("flatten", [random(2, 3, 2)], [X], torch.flatten)
    yield case("flatten", [random(2, 3, 2)], [X, 1], lambda x: x.flatten(1))
    yield case("flatten", [random()], [X], torch.flatten)
    yield case("squeeze", [random(1, 3, 1)], [X], torch.squeeze)
    yield case("squeeze", [random(1, 3, 1)], [X, 0], lambda x: x.squeeze(0))
    yield case("squeeze", [random(1, 3, 1)], [X, 1], lambda x: x.squeeze(1))
    yield case("unsqueeze", [random(3)], [X, -1], lambda x: x.unsqueeze(-1))
    yield case("unsqueeze", [random()], [X, 0], lambda x: x.unsqueeze(0))
    yield case("permute", [random(2, 3, 4)], [X, [2, 0, 1]], lambda x: x.permute(2, 0, 1))
    yield case("permute", [random()], [X, []], lambda x: x.permute([]))
    yield case("permute", [EMPTY], [X, [1, 0]], lambda x: x.permute(1, 0))
    yield case("transpose", [random(2, 3, 4)], [X, 0, -1], lambda x: x.transpose(0, -1))
    yield case("expand", [random(2, 1)], [X, [3, -1, 4]], lambda x: x.expand(3, -1, 4))
    yield case("expand", [random()], [X, [2, 3]], lambda x: x.expand(2, 3))
    yield case("expand", [random(3)], [X, [0, 3]], lambda x: x.expand(0, 3))
    yield case("sumTo", [random(2, 3, 4)], [X, [3, 1]], lambda x: x.sum_to_size(3, 1))
    for dim, parts in [(0, [(2, 3), (1, 3)]), (1, [(2, 1), (2, 2), (2, 0)]), (-1, [(2, 2, 1), (2, 2, 3)])]:
        inputs = [random(*shape) for shape in parts]
        names = [Input(i) for i in range(len(parts))]
        yield case("cat", inputs, [names, {"dim": dim}], lambda *xs: torch.cat(xs, dim))
    for dim, shape in [(0, (3,)), (-1, (2, 3)), (1, (2, 3)), (0, ())]:
        yield case("stack", [random(*shape), random(*shape)], [[X, Y], {"dim": dim}], lambda *xs: torch.stack(xs, dim))


def indices():
    yield case("slice", [random(3, 4)], [X, 1], lambda x: x[1])
    yield case("slice", [random(3, 4)], [X, None, -1], lambda x: x[:, -1])
    yield case("slice", [random(5, 4)], [X, [1, 4, 2], [None, -1]], lambda x: x[1:4:2, :-1])
    yield case("slice", [random(5)], [X, [-3]], lambda x: x[-3:])
    yield case("slice", [random(5)], [X, [3, 100]], lambda x: x[3:100])
    yield case("slice", [random(5)], [X, [4, 2]], lambda x: x[4:2])
    yield case("slice", [random(2, 3, 2)], [X, [0, 1], 2, [None, None, 2]], lambda x: x[0:1, 2, ::2])
    yield case("slice", [random()], [X], lambda x: x[...])
    twice = torch.tensor([2, 0, 2], dtype=torch.int32)
    yield case("indexSelect", [random(3, 2), twice], [X, 0, Y], lambda x, i: x.index_select(0, i))
    yield case("indexSelect", [random(2, 3, 2), twice], [X, -2, Y], lambda x, i: x.index_select(-2, i))
    yield case("indexSelect", [random(3, 2), twice[:0]], [X, 0, Y], lambda x, i: x.index_select(0, i))
    yield case("indexAdd", [random(3, 2), twice, random(3, 2)], [X, 0, Y, Z], lambda x, i, s: x.index_add(0, i, s))
    yield case("indexAdd", [random(2, 4), twice, random(2, 3)], [X, 1, Y, Z], lambda x, i, s: x.index_add(1, i, s))
    for shape, dim, at in [((3, 4), 1, (3, 2)), ((3, 4), 0, (2, 3)), ((4,), 0, (6,)), ((2, 3, 2), 1, (2, 2, 2)), ((3, 4), 1, (0, 2))]:
        index = integers(0, shape[dim], *at)
        yield case("gather", [random(*shape), index], [X, dim, Y], lambda x, i: x.gather(dim, i.long()))
        yield case("scatterAdd", [random(*shape), index, random(*at)], [X, dim, Y, Z], lambda x, i, s: x.scatter_add(dim, i.long(), s))
    yield case("oneHot", [integers(0, 4, 2, 3)], [X, 4], lambda i: torch.nn.functional.one_hot(i.long(), 4))


# ---- dtypes ----

DTYPES = {"bool": torch.bool, "int32": torch.int32, "float32": torch.float32, "float64": torch.float64}


def promotion():
    """[left, right, dtype of left + right, dtype of left / right]; an operand is a dtype with its number of dimensions,
    or a plain value. PyTorch's int64, from plain integers, is our int32."""
    tensors = [(name, ndim) for name in DTYPES for ndim in (0, 1)]
    plain_values = [True, 2, 0.5]
    table = []
    for left, right in itertools.product(tensors, tensors + plain_values):
        a, b = make(left), make(right)
        table.append([left, right, named(torch.result_type(a, b)), named((a / b).dtype)])
    return table


def make(operand):
    if not isinstance(operand, tuple):
        return operand
    name, ndim = operand
    return torch.ones([1] * ndim, dtype=DTYPES[name])


def named(dtype):
    return "int32" if dtype == torch.int64 else str(dtype).removeprefix("torch.")


# ---- printing ----


def prints():
    return [{"tensor": compact(x), "text": translated(x)} for x in samples()]


def compact(x):
    """Long samples count up evenly: their step says all."""
    if x.numel() <= 100:
        return flat(x)
    return {**flat(x), "data": [], "step": x.flatten()[1].item()}


def samples():
    f32 = torch.float32
    yield torch.tensor(3.0)
    yield torch.tensor(-0.12345678)
    yield torch.tensor([1.0, 2.0, 30.0])
    yield torch.tensor([[1.5, -2.25], [3, 100.125]])
    yield torch.tensor([1e-5, 1.0])
    yield torch.tensor([0.5, 2000.0])
    yield torch.tensor([1.0, 2000.0])
    yield torch.tensor([1e9])
    yield torch.tensor([0.0, 0.0])
    yield torch.tensor([-0.0, 1.5, float("nan"), float("inf"), float("-inf")])
    yield torch.tensor([float("nan"), float("inf")])
    yield torch.tensor([[1.0, 2], [3, 4]], dtype=torch.float64)
    yield torch.tensor([1, -20, 300], dtype=torch.int32)
    yield torch.tensor([[True, False], [True, True]])
    yield torch.tensor([True])
    yield torch.zeros(0)
    yield torch.zeros(0, 3)
    yield torch.zeros(2, 0, dtype=torch.int32)
    yield torch.zeros(0, dtype=torch.bool)
    yield torch.arange(24, dtype=f32).reshape(2, 3, 4) / 8
    yield torch.arange(16, dtype=f32).reshape(2, 2, 2, 2)
    yield torch.arange(40, dtype=f32) / 2
    yield torch.arange(1001, dtype=f32)
    yield torch.arange(1200, dtype=torch.int32).reshape(30, 40)
    yield torch.arange(1100, dtype=torch.float64).reshape(2, 550) / 4
    yield torch.arange(2000, dtype=f32).reshape(10, 10, 20) / 1024
    f64, inf, nan = torch.float64, float("inf"), float("nan")
    for value in [1e-10, 1e10, 123456789.0, 1e8, 99999999.0, 0.00012345, -1e-4, 2.0**-149, 3e38, nan, -inf, 0.0, -0.0]:
        yield torch.tensor(value)
        yield torch.tensor([value, 1.0])
    for value in [1e-310, 1e300, 1 / 3, 1e-4, 9.99995, 0.99999]:
        yield torch.tensor(value, dtype=f64)
        yield torch.tensor([[value, -1.0], [nan, inf]], dtype=f64)
    yield torch.tensor([1.0, inf])
    yield torch.tensor([0.5, -inf, nan])
    yield torch.tensor([1e-8, inf])
    yield torch.tensor([1e9, nan])
    yield torch.tensor([0.03125, 0.09375, 2.5, -0.15625])
    yield torch.tensor([1000.5, 1.0])
    yield torch.tensor([1001.5, 1.0])
    yield torch.tensor([0.0, 1e-5])
    yield torch.tensor([-2147483648, 2147483647], dtype=torch.int32)
    yield torch.tensor(-7, dtype=torch.int32)
    yield torch.tensor(False)
    yield torch.tensor([[[True], [False]]])
    yield torch.zeros(0, dtype=f64)
    yield torch.zeros(3, 0, 2)
    yield torch.zeros(2, 3, 0, dtype=f64)
    yield torch.zeros(1, 1, 1)
    yield torch.arange(30, dtype=torch.int32) * 1000
    yield torch.arange(60, dtype=f64).reshape(3, 20) / 7
    yield torch.arange(48, dtype=f32).reshape(2, 2, 2, 2, 3) * -1.5
    yield torch.arange(1001, dtype=f64) / 4
    yield torch.arange(1001, dtype=torch.int32).reshape(7, 143)
    yield torch.arange(1001, dtype=f32).reshape(1001, 1)
    yield torch.arange(1001, dtype=f32).reshape(1, 1001) * 1e6
    yield torch.arange(2400, dtype=f32).reshape(2, 3, 4, 100)
    yield torch.arange(1200, dtype=torch.int32).reshape(2, 600)


def translated(x):
    """PyTorch's text with our words: no "torch.", small booleans, a size in brackets."""
    text = repr(x).replace("torch.", "").replace("True", "true").replace("False", "false")
    return re.sub(r"size=\(([^)]*)\)", r"size=[\1]", text)
