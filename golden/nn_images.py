"""Cases of convolutions and pooling: odd sizes, groups, dilation with stride, windows that reach over the edge, ties."""

import torch
from nn_cases import Draw, module_case, number


def conv1d():
    yield module_case("no padding", "Conv1d", [2, 3, 3], [(2, 2, 7)])
    yield module_case("a kernel of one", "Conv1d", [3, 2, 1], [(2, 3, 4)], {"bias": False})
    yield module_case(
        "stride, dilation, groups", "Conv1d", [4, 6, 3], [(1, 4, 11)],
        {"stride": 2, "padding": 2, "dilation": 2, "groups": 2},
    )
    yield module_case("depthwise", "Conv1d", [3, 3, 2], [(2, 3, 5)], {"groups": 3, "padding": 1})
    yield module_case("same, even kernel", "Conv1d", [2, 2, 4], [(1, 2, 6)], {"padding": "same"})
    yield module_case("valid", "Conv1d", [1, 2, 2], [(2, 1, 5)], {"padding": "valid", "dilation": 3})
    for mode in ["reflect", "replicate", "circular"]:
        yield module_case(mode, "Conv1d", [2, 2, 3], [(2, 2, 5)], {"padding": 2, "paddingMode": mode, "stride": 2})
    yield module_case("one sample without a batch", "Conv1d", [2, 3, 2], [(2, 5)], {"padding": 1})


def conv2d():
    yield module_case("no padding", "Conv2d", [2, 3, 3], [(2, 2, 5, 4)])
    yield module_case("a kernel of one, no bias", "Conv2d", [3, 2, 1], [(2, 3, 2, 3)], {"bias": False})
    yield module_case(
        "unequal in both directions", "Conv2d", [2, 2, [3, 2]], [(2, 2, 7, 6)],
        {"stride": [2, 1], "padding": [1, 2], "dilation": [1, 2]},
    )
    yield module_case("groups, stride", "Conv2d", [4, 2, 3], [(1, 4, 5, 5)], {"groups": 2, "stride": 2, "padding": 1})
    yield module_case("depthwise, two kernels a channel", "Conv2d", [2, 4, 3], [(2, 2, 4, 4)], {"groups": 2, "padding": 1})
    yield module_case(
        "same, even kernel, dilation", "Conv2d", [1, 2, [2, 3]], [(1, 1, 4, 5)],
        {"padding": "same", "dilation": [3, 2]},
    )
    yield module_case("some ten thousand products", "Conv2d", [3, 9, 3], [(2, 3, 9, 8)], {"padding": 1})
    yield module_case("valid", "Conv2d", [1, 1, 2], [(2, 1, 3, 3)], {"padding": "valid"})
    yield module_case("the last rows are not reached", "Conv2d", [1, 1, 2], [(1, 1, 6, 5)], {"stride": 3})
    for mode in ["zeros", "reflect", "replicate", "circular"]:
        yield module_case(mode, "Conv2d", [1, 2, 3], [(2, 1, 4, 3)], {"padding": [2, 1], "paddingMode": mode})
    yield module_case(
        "same, reflect", "Conv2d", [1, 1, [2, 4]], [(1, 1, 4, 5)],
        {"padding": "same", "paddingMode": "reflect"},
    )
    yield module_case("one sample without a batch", "Conv2d", [2, 1, 2], [(2, 3, 4)], {"padding": "same"})


def transposed():
    yield module_case("no padding", "ConvTranspose1d", [2, 3, 3], [(2, 2, 4)])
    yield module_case(
        "everything", "ConvTranspose1d", [4, 6, 3], [(2, 4, 5)],
        {"stride": 3, "padding": 1, "outputPadding": 2, "groups": 2, "dilation": 2},
    )
    yield module_case("no bias", "ConvTranspose1d", [1, 2, 2], [(2, 1, 3)], {"stride": 2, "bias": False})
    yield module_case("no padding", "ConvTranspose2d", [2, 3, 3], [(2, 2, 3, 2)])
    yield module_case("doubles an image", "ConvTranspose2d", [2, 1, 4], [(1, 2, 3, 3)], {"stride": 2, "padding": 1})
    yield module_case(
        "unequal in both directions", "ConvTranspose2d", [2, 4, [3, 2]], [(1, 2, 3, 4)],
        {"stride": [2, 3], "padding": [2, 1], "outputPadding": [1, 2], "dilation": [2, 1], "groups": 2, "bias": False},
    )
    yield module_case("one sample without a batch", "ConvTranspose1d", [2, 1, 2], [(2, 3)])
    yield module_case("one sample without a batch", "ConvTranspose2d", [1, 2, 2], [(1, 3, 2)], {"stride": 2})


TIES = number(1, 3, 3, 0, 3, 3, 2, 2, 0, 0, -1, 5, 5, 5, 5, 5).reshape(1, 1, 4, 4)


def distinct(*shape):
    """No two equal, so that the largest of a window is one."""
    count = torch.Size(shape).numel()
    order = Draw(f"distinct {shape}").rng.permutation(count) - count // 2
    return torch.tensor(order / 8).reshape(shape)


def max_pool():
    yield module_case("halves", "MaxPool1d", [2], [distinct(2, 2, 6)])
    yield module_case("overlap", "MaxPool1d", [3], [distinct(2, 2, 8)], {"stride": 1, "padding": 1})
    yield module_case("dilation", "MaxPool1d", [3], [distinct(1, 2, 9)], {"stride": 2, "dilation": 2, "padding": 1})
    yield module_case("ceil", "MaxPool1d", [3], [distinct(1, 2, 8)], {"stride": 2, "ceilMode": True})
    yield module_case("ties go to the first", "MaxPool1d", [3], [TIES.reshape(1, 1, 16)], {"stride": 2})
    yield module_case("halves", "MaxPool2d", [2], [distinct(2, 2, 4, 6)])
    yield module_case("overlap", "MaxPool2d", [3], [distinct(1, 2, 5, 5)], {"stride": 2, "padding": 1})
    yield module_case(
        "unequal in both directions", "MaxPool2d", [[3, 2]], [distinct(1, 2, 8, 7)],
        {"stride": [2, 3], "padding": [1, 0], "dilation": [2, 3]},
    )
    yield module_case("ceil", "MaxPool2d", [2], [distinct(1, 1, 5, 7)], {"ceilMode": True})
    yield module_case(
        "ceil drops a window that starts in the padding", "MaxPool2d", [2], [distinct(1, 1, 5, 4)],
        {"stride": 3, "padding": 1, "ceilMode": True},
    )
    yield module_case("ties go to the first", "MaxPool2d", [3], [TIES], {"stride": 1})
    yield module_case("padding never wins", "MaxPool2d", [2], [-distinct(1, 1, 3, 3).abs() - 1], {"padding": 1})


def avg_pool():
    padded = {"stride": 2, "padding": 1}
    yield module_case("halves", "AvgPool1d", [2], [(2, 2, 6)])
    yield module_case("padding counts", "AvgPool1d", [3], [(1, 2, 6)], padded)
    yield module_case("padding does not count", "AvgPool1d", [3], [(1, 2, 6)], {**padded, "countIncludePad": False})
    yield module_case("ceil", "AvgPool1d", [3], [(1, 2, 8)], {"stride": 2, "ceilMode": True})
    yield module_case("halves", "AvgPool2d", [2], [(2, 2, 4, 6)])
    yield module_case(
        "unequal in both directions", "AvgPool2d", [[3, 2]], [(1, 2, 6, 5)],
        {"stride": [1, 2], "padding": [1, 0]},
    )
    yield module_case("padding does not count", "AvgPool2d", [3], [(1, 1, 5, 4)], {**padded, "countIncludePad": False})
    yield module_case("ceil", "AvgPool2d", [3], [(1, 1, 6, 6)], {**padded, "ceilMode": True})
    yield module_case(
        "ceil, padding does not count", "AvgPool2d", [3], [(1, 1, 6, 6)],
        {**padded, "ceilMode": True, "countIncludePad": False},
    )
    yield module_case("another divisor", "AvgPool2d", [2], [(1, 1, 4, 4)], {"divisorOverride": 3})


def adaptive():
    for kind in ["Avg", "Max"]:
        one, two = f"Adaptive{kind}Pool1d", f"Adaptive{kind}Pool2d"
        yield module_case("regions that overlap", one, [3], [distinct(2, 2, 7)])
        yield module_case("one", one, [1], [distinct(1, 2, 5)])
        yield module_case("more than there were", one, [5], [distinct(1, 1, 3)])
        yield module_case("regions that overlap", two, [[3, 2]], [distinct(1, 2, 5, 7)])
        yield module_case("one number", two, [1], [distinct(2, 2, 3, 4)])
        yield module_case("null keeps the size", two, [[None, 2]], [distinct(1, 1, 3, 5)])
        yield module_case("more than there were", two, [[2, 5]], [distinct(1, 1, 4, 3)])
    yield module_case("ties go to the first", "AdaptiveMaxPool2d", [2], [TIES])


def convolution():
    return [*conv1d(), *conv2d(), *transposed()]


def without_batch():
    title = "one sample without a batch"
    for kind in ["Max", "Avg"]:
        yield module_case(title, f"{kind}Pool1d", [2], [distinct(2, 5)])
        yield module_case(title, f"{kind}Pool2d", [2], [distinct(2, 4, 5)], {"padding": 1})
        yield module_case(title, f"Adaptive{kind}Pool1d", [2], [distinct(2, 5)])
        yield module_case(title, f"Adaptive{kind}Pool2d", [2], [distinct(2, 4, 5)])


def pooling():
    return [*max_pool(), *avg_pool(), *adaptive(), *without_batch()]


FAMILIES = {"convolution": convolution, "pooling": pooling}
