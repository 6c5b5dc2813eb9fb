"""Cases of the activations: in between, far out, and where their pieces meet."""

from nn_cases import module_case, number

FAR = number(-40, -8, -1.5, -0.25, 0.25, 1.5, 8, 40)
SMOOTH = [
    "SiLU", "Mish", "Softsign", "Tanh", "Tanhshrink", "Sigmoid", "LogSigmoid", "Softplus", "GELU", "SELU", "ELU", "CELU",
]
PIECES = ["ReLU", "ReLU6", "LeakyReLU", "Hardtanh", "Hardsigmoid", "Hardswish", "Hardshrink", "Softshrink"]


def at(module, x, options=None, args=(), title=None):
    told = ", ".join(f"{key} {value}" for key, value in (options or {}).items())
    return module_case(title or told or "far out too", module, list(args), [x], options)


def simple():
    for module in SMOOTH + PIECES:
        yield at(module, FAR)
        yield module_case("two dimensions", module, [], [(3, 4)])
    for module in SMOOTH:
        yield at(module, number(0), title="at 0")
    for module, corners in {
        "ReLU": [0], "ReLU6": [0, 6], "LeakyReLU": [0], "Hardtanh": [-1, 1],
        "Hardsigmoid": [-3, 3], "Hardswish": [-3, 3], "Hardshrink": [-0.5, 0.5, 0], "Softshrink": [-0.5, 0.5, 0],
    }.items():
        yield at(module, number(*corners), title="where its pieces meet")


def parametrised():
    near = number(-3, -1, -0.5, 0.5, 1, 3)
    yield at("LeakyReLU", near, {"negativeSlope": 0.3})
    yield at("ELU", near, {"alpha": 0.5})
    yield at("CELU", near, {"alpha": 2})
    yield at("GELU", FAR, {"approximate": "tanh"})
    yield at("GELU", number(0, 1, -1), {"approximate": "tanh"}, title="tanh at 0")
    yield at("Softplus", near, {"beta": 2})
    yield at("Softplus", number(0.5, 0.75, 1.5, -4), {"beta": 2, "threshold": 1})
    yield at("Hardtanh", near, {"minVal": -2, "maxVal": 0.75})
    yield at("Hardshrink", near, {"lambd": 0.75})
    yield at("Softshrink", near, {"lambd": 0.75})
    yield at("Threshold", near, args=[0.1, -7], title="below 0.1 it is −7")
    yield at("Threshold", number(0.5, 0.25, 1), args=[0.5, 20], title="at the threshold itself")
    yield module_case("one slope", "PReLU", [1], [(2, 3, 2)])
    yield module_case("a slope for each channel", "PReLU", [3], [(2, 3, 2)], {"init": 0.1})
    yield module_case("a slope for each channel of a matrix", "PReLU", [4], [(3, 4)])
    yield module_case("at 0", "PReLU", [1], [number(0, -1)])


def along():
    ties = number(2, 2, -1, 2).reshape(2, 2)
    far = number(-40, 0, 40, 1000, 1000.5, -1000).reshape(2, 3)
    for module in ["Softmax", "LogSoftmax"]:
        for dim in (0, 1, -1):
            yield at(module, (2, 3, 4), {"dim": dim})
        yield at(module, ties, {"dim": 1}, title="ties")
        yield at(module, far, {"dim": 1}, title="far out")
        yield at(module, (3, 1), {"dim": 1}, title="one entry")
    for dim, shape in {-1: (3, 4), 0: (2, 5), 1: (2, 6, 3)}.items():
        yield at("GLU", shape, {"dim": dim})
    yield at("GLU", FAR, title="far out too")


def activations():
    return [*simple(), *parametrised(), *along()]


FAMILIES = {"activations": activations}
