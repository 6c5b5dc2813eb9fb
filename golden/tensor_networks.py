"""What networks are made of: einsum, embedding, convolution, pooling, interpolation, attention."""

import torch
from torch.nn import functional as F

from tensor_cases import X, Y, Z, Input, case, distinct, integers, random

W = Input(3)


def einsums():
    equations = [
        ("ij,jk->ik", (2, 3), (3, 4)), ("ij,jk", (2, 3), (3, 4)), ("bij,bjk->bik", (2, 2, 3), (2, 3, 2)),
        ("ij,ij->", (2, 3), (2, 3)), ("ij,ij->ij", (2, 3), (2, 3)), ("i,j->ij", (2,), (3,)), ("ij->ji", (2, 3)),
        ("ij->", (2, 3)), ("ij->j", (2, 3)), ("ii->i", (3, 3)), ("ii", (3, 3)), ("bii->bi", (2, 3, 3)), ("ba", (2, 3)),
        ("bhqd,bhkd->bhqk", (2, 2, 3, 2), (2, 2, 4, 2)), ("ijk,k->ij", (2, 3, 4), (4,)), ("ij,kl->ijkl", (2, 2), (2, 3)),
        ("i,ij,j->", (2,), (2, 3), (3,)), ("ab,bc,cd->ad", (2, 3), (3, 2), (2, 4)), ("ij,jk,ik->i", (2, 3), (3, 4), (2, 4)),
        ("...ij,...jk->...ik", (2, 2, 3), (3, 2)), ("...i,...i->...", (2, 1, 3), (4, 3)), ("...ij", (2, 3, 4)),
        ("i...,i->...", (2, 3), (2,)), ("...,...", (2, 3), (3,)), ("ij,jk->ik", (0, 3), (3, 2)), ("ij,jk->ik", (2, 0), (0, 3)),
        (",i->i", (), (3,)), ("ij,ij->i", (2, 1), (2, 3)), ("aab,b->a", (2, 2, 3), (3,)),
    ]
    for equation, *shapes in equations:
        inputs = [random(*shape) for shape in shapes]
        args = [equation, *[Input(i) for i in range(len(shapes))]]
        yield case("einsum", inputs, args, lambda *xs, e=equation: torch.einsum(e, *xs))


def embeddings():
    for shape in [(4,), (2, 3), (), (0,)]:
        yield case("embedding", [integers(0, 5, *shape), random(5, 3)], [X, Y], lambda i, w: F.embedding(i.long(), w))
    options = {"paddingIdx": 2}
    tokens = torch.tensor([2, 0, 2, 1], dtype=torch.int32)
    yield case("embedding", [tokens, random(5, 3)], [X, Y, options], lambda i, w: F.embedding(i.long(), w, padding_idx=2))


def convolutions():
    bias = {"bias": Z}
    for options in [{}, {"stride": 2}, {"padding": 2}, {"dilation": 2}, {"stride": 3, "padding": 1, "dilation": 2}]:
        yield case("conv1d", [random(2, 3, 8), random(4, 3, 3), random(4)], [X, Y, {**bias, **options}], lambda x, w, b, o=options: F.conv1d(x, w, b, **o))
    yield case("conv1d", [random(2, 4, 6), random(2, 2, 3)], [X, Y, {"groups": 2}], lambda x, w: F.conv1d(x, w, groups=2))
    for options in [
        {}, {"stride": 2}, {"stride": [2, 1], "padding": [0, 1]}, {"padding": 2}, {"dilation": [1, 2]},
        {"stride": 2, "padding": 1, "dilation": 2},
    ]:
        yield case("conv2d", [random(2, 3, 5, 6), random(2, 3, 3, 2), random(2)], [X, Y, {**bias, **options}], lambda x, w, b, o=options: F.conv2d(x, w, b, **o))
    for groups in [2, 4]:
        yield case("conv2d", [random(2, 4, 3, 3), random(4, 4 // groups, 2, 2)], [X, Y, {"groups": groups}], lambda x, w, g=groups: F.conv2d(x, w, groups=g))
    yield case("conv2d", [random(0, 2, 3, 3), random(1, 2, 2, 2)], [X, Y], F.conv2d)


def transposed():
    names = {"outputPadding": "output_padding"}
    for options in [
        {}, {"stride": 2}, {"stride": 2, "outputPadding": 1}, {"padding": 1}, {"dilation": 2},
        {"stride": 3, "padding": 1, "dilation": 2, "outputPadding": 2},
    ]:
        theirs = {names.get(key, key): value for key, value in options.items()}
        yield case("convTranspose1d", [random(2, 3, 4), random(3, 2, 3), random(2)], [X, Y, {"bias": Z, **options}], lambda x, w, b, o=theirs: F.conv_transpose1d(x, w, b, **o))
        yield case("convTranspose2d", [random(1, 3, 3, 2), random(3, 2, 3, 2), random(2)], [X, Y, {"bias": Z, **options}], lambda x, w, b, o=theirs: F.conv_transpose2d(x, w, b, **o))
    yield case("convTranspose2d", [random(2, 4, 2, 3), random(4, 3, 2, 2)], [X, Y, {"groups": 2, "stride": [2, 1]}], lambda x, w: F.conv_transpose2d(x, w, groups=2, stride=(2, 1)))


def pools():
    for kernel, options in [(2, {}), ([2, 3], {"stride": 1}), (3, {"stride": 2, "padding": 1}), (2, {"stride": [1, 2], "padding": [1, 0]})]:
        yield case("maxPool2d", [distinct(2, 2, 5, 6), ], [X, kernel, options], lambda x, k=kernel, o=options: F.max_pool2d(x, k, **o))
        yield case("avgPool2d", [random(2, 2, 5, 6)], [X, kernel, options], lambda x, k=kernel, o=options: F.avg_pool2d(x, k, **o))
    yield case("maxPool2d", [distinct(1, 2, 5, 6)], [X, 2, {"stride": 1, "dilation": 2}], lambda x: F.max_pool2d(x, 2, 1, dilation=2))
    ties = torch.zeros(1, 1, 4, 4, dtype=torch.float64)
    yield case("maxPool2d", [ties], [X, 2, {"stride": 1}], lambda x: F.max_pool2d(x, 2, 1))
    for size in [1, 2, [2, 3], [4, 7]]:
        yield case("adaptiveAvgPool2d", [random(2, 2, 4, 5)], [X, size], lambda x, s=size: F.adaptive_avg_pool2d(x, s))
    for options in [{}, {"stride": 2}, {"padding": 1, "dilation": [1, 2]}]:
        yield case("unfold", [random(2, 3, 4, 5)], [X, [2, 3], options], lambda x, o=options: F.unfold(x, (2, 3), **o))
    yield case("fold", [random(2, 8, 12)], [X, [4, 5], 2], lambda x: F.fold(x, (4, 5), 2))
    yield case("fold", [random(1, 4, 9)], [X, 4, 2, {"stride": 2, "padding": 1}], lambda x: F.fold(x, 4, 2, stride=2, padding=1))


def sequences():
    for kernel, options in [(2, {}), (3, {"stride": 1}), (3, {"stride": 2, "padding": 1}), (5, {"padding": 2})]:
        yield case("maxPool1d", [distinct(2, 2, 9)], [X, kernel, options], lambda x, k=kernel, o=options: F.max_pool1d(x, k, **o))
        yield case("avgPool1d", [random(2, 2, 9)], [X, kernel, options], lambda x, k=kernel, o=options: F.avg_pool1d(x, k, **o))
    yield case("maxPool1d", [distinct(1, 2, 8)], [X, 2, {"stride": 1, "dilation": 3}], lambda x: F.max_pool1d(x, 2, 1, dilation=3))


def resized():
    for size in [[4, 6], [2, 2], [7, 5], [1, 1], [3, 4]]:
        yield case("interpolate", [random(2, 2, 3, 4)], [X, size], lambda x, s=size: F.interpolate(x, s))
        for aligned in [False, True]:
            function = lambda x, s=size, a=aligned: F.interpolate(x, s, mode="bilinear", align_corners=a)
            yield case("interpolate", [random(2, 2, 3, 4)], [X, size, {"mode": "bilinear", "alignCorners": aligned}], function)


def attentions():
    def attend(q, k, v, mask=None):
        scores = q @ k.transpose(-2, -1) / q.shape[-1] ** 0.5
        return (scores if mask is None else scores + mask).softmax(-1) @ v

    for lead in [(), (2,), (2, 2)]:
        yield case("scaledDotProductAttention", [random(*lead, 3, 2), random(*lead, 4, 2), random(*lead, 4, 3)], [X, Y, Z], attend)
        hidden = torch.full((3, 3), float("-inf"), dtype=torch.float64).triu(1)
        causal = lambda q, k, v: attend(q, k, v, hidden)
        yield case("scaledDotProductAttention", [random(*lead, 3, 4) for _ in range(3)], [X, Y, Z, {"isCausal": True}], causal)
    inputs = [random(2, 3, 2), random(2, 4, 2), random(2, 4, 3), random(3, 4)]
    yield case("scaledDotProductAttention", inputs, [X, Y, Z, {"attnMask": W}], attend)


NETWORKS = {"einsum": einsums, "embedding": embeddings, "convolution": convolutions, "transposed": transposed, "pooling": pools, "interpolation": resized, "attention": attentions, "sequences": sequences}
