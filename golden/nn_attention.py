"""Cases of attention and of the transformer's layers: masks of both kinds, other widths, both orders of normalisation."""

import torch
from nn_cases import module_case, number, of, truth

CAUSAL = torch.ones(3, 3, dtype=torch.bool).triu(1)
BIAS = number(0, -1, 0.5, 2, 0, float("-inf"), -0.25, 1, 0).reshape(3, 3)
EACH = torch.stack([CAUSAL, CAUSAL.T, torch.zeros_like(CAUSAL), CAUSAL.flip(1)])
LAST_PADDED = truth([[False, False, False], [False, False, True]])
MEMORY_PADDED = truth([[False, True, False, False], [False, False, False, True]])


def self_attention(title, options=None, forward=None, *, shape=(3, 2, 4), args=(4, 2)):
    return module_case(title, "MultiheadAttention", list(args), [shape] * 3, options, forward=forward)


def attention():
    first = {"batchFirst": True}
    return [
        self_attention("no mask"),
        self_attention("one head, no bias", {"bias": False}, args=(4, 1)),
        self_attention("as many heads as entries, batch first", first, shape=(2, 3, 4), args=(4, 4)),
        self_attention("no weights", None, {"needWeights": False}),
        self_attention("weights of each head", None, {"averageAttnWeights": False}),
        self_attention("causal, bool", first, {"attnMask": CAUSAL}, shape=(2, 3, 4)),
        self_attention("additive mask", None, {"attnMask": BIAS}),
        self_attention("a mask for each sample and head", None, {"attnMask": EACH}),
        self_attention("padded keys", first, {"keyPaddingMask": LAST_PADDED}, shape=(2, 3, 4)),
        self_attention("padded keys and a causal mask", None, {"keyPaddingMask": LAST_PADDED, "attnMask": CAUSAL}),
        self_attention("padded keys, additive", None, {"keyPaddingMask": BIAS[1:]}),
        self_attention("bias of keys and values", {"addBiasKv": True}, {"attnMask": CAUSAL}),
        self_attention("a key of zeros", {"addZeroAttn": True}, {"keyPaddingMask": LAST_PADDED}),
        module_case(
            "evaluation has no dropout", "MultiheadAttention", [4, 2], [(3, 1, 4)] * 3,
            {"dropout": 0.5}, training=False,
        ),
        self_attention("one sample without a batch", None, {"attnMask": CAUSAL}, shape=(3, 4)),
        module_case("heads of nine entries", "MultiheadAttention", [18, 2], [(7, 1, 18), (11, 1, 18), (11, 1, 18)]),
        module_case(
            "heads of nine entries, no weights", "MultiheadAttention", [18, 2], [(9, 1, 18)] * 3, {},
            forward={"needWeights": False, "attnMask": torch.ones(9, 9, dtype=torch.bool).triu(1)},
        ),
        module_case("other queries than keys", "MultiheadAttention", [4, 2], [(2, 2, 4), (3, 2, 4), (3, 2, 4)]),
        module_case(
            "keys and values of other widths", "MultiheadAttention", [4, 2], [(2, 3, 4), (2, 4, 3), (2, 4, 5)],
            {"kdim": 3, "vdim": 5, "batchFirst": True}, forward={"keyPaddingMask": MEMORY_PADDED},
        ),
        module_case(
            "values of another width, no bias", "MultiheadAttention", [6, 3], [(2, 1, 6), (3, 1, 6), (3, 1, 2)],
            {"vdim": 2, "bias": False},
        ),
    ]


def encoders():
    gelu = {"activation": "gelu", "normFirst": True, "batchFirst": True}
    layer = ["TransformerEncoderLayer", [4, 2], [(3, 2, 4)]]
    small = {"dimFeedforward": 5, "dropout": 0}
    yield module_case("normalised after", *layer, small)
    yield module_case("normalised before, GELU, batch first", layer[0], [4, 2], [(2, 3, 4)], {**small, **gelu})
    yield module_case("causal", *layer, small, forward={"srcMask": CAUSAL})
    yield module_case("padded", *layer, {**small, "layerNormEps": 0.01}, forward={"srcKeyPaddingMask": LAST_PADDED})
    masks = {"srcMask": CAUSAL, "srcKeyPaddingMask": LAST_PADDED}
    yield module_case("both masks, evaluation", *layer, {"dimFeedforward": 3}, training=False, forward=masks)
    part = of("TransformerEncoderLayer", 4, 2, **small)
    masks = {"mask": CAUSAL, "srcKeyPaddingMask": LAST_PADDED}
    yield module_case("two layers", "TransformerEncoder", [part, 2], [(3, 2, 4)])
    last = {"norm": of("LayerNorm", 4)}
    yield module_case("two layers and a last norm", "TransformerEncoder", [part, 2], [(3, 2, 4)], last, forward=masks)


def decoders():
    small = {"dimFeedforward": 5, "dropout": 0}
    shapes = [(3, 2, 4), (4, 2, 4)]
    masks = {
        "tgtMask": CAUSAL, "memoryMask": torch.ones(3, 4, dtype=torch.bool).triu(2),
        "tgtKeyPaddingMask": LAST_PADDED, "memoryKeyPaddingMask": MEMORY_PADDED,
    }
    gelu = {"activation": "gelu", "normFirst": True, "batchFirst": True}
    name, causal = "TransformerDecoderLayer", {"tgtMask": CAUSAL}
    yield module_case("normalised after", name, [4, 2], shapes, small)
    turned = [(2, 3, 4), (2, 4, 4)]
    yield module_case("normalised before, GELU, batch first", name, [4, 2], turned, {**small, **gelu}, forward=causal)
    yield module_case("all masks", name, [4, 1], shapes, {**small, "layerNormEps": 0.01}, forward=masks)
    part = of(name, 4, 2, **small)
    last = {"norm": of("LayerNorm", 4)}
    yield module_case("two layers", "TransformerDecoder", [part, 2], shapes, forward=causal)
    yield module_case("two layers and a last norm", "TransformerDecoder", [part, 2], shapes, last, forward=masks)


def transformer():
    return [*encoders(), *decoders()]


FAMILIES = {"attention": attention, "transformer": transformer}
