"""Cases of the layers that are neither images' nor sequences': linear, embedding, normalisation."""

from nn_cases import Draw, classes, module_case


def linear():
    dropouts = ["Dropout", "AlphaDropout", "FeatureAlphaDropout"]
    return [
        module_case("a matrix", "Linear", [3, 2], [(4, 3)]),
        module_case("one vector", "Linear", [3, 2], [(3,)]),
        module_case("more dimensions in front, no bias", "Linear", [5, 3], [(2, 1, 3, 5)], {"bias": False}),
        module_case("some thousand products", "Linear", [23, 17], [(33, 23)]),
        module_case("one to one", "Linear", [1, 1], [(7, 1)]),
        module_case("three samples", "Bilinear", [3, 4, 2], [(3, 3), (3, 4)]),
        module_case("one output, no bias", "Bilinear", [2, 5, 1], [(4, 2), (4, 5)], {"bias": False}),
        module_case("more dimensions in front", "Bilinear", [2, 3, 4], [(2, 3, 2), (2, 3, 3)]),
        module_case("passes on", "Identity", [], [(2, 3)]),
        module_case("all but the first", "Flatten", [], [(2, 3, 1, 4)]),
        module_case("a range", "Flatten", [], [(2, 3, 1, 4)], {"startDim": 0, "endDim": 2}),
        module_case("a range from the end", "Flatten", [], [(2, 3, 2, 4)], {"startDim": -3, "endDim": -2}),
        module_case("the last dimension", "Unflatten", [-1, [2, 3]], [(2, 6)]),
        module_case("the middle", "Unflatten", [1, [2, 2, 1]], [(2, 4, 3)]),
        *[module_case("evaluation", m, [], [(3, 4)], {"p": 0.4}, training=False) for m in dropouts],
        module_case("evaluation", "Dropout1d", [], [(2, 3, 4)], {"p": 0.4}, training=False),
        module_case("evaluation", "Dropout2d", [], [(2, 3, 2, 2)], {"p": 0.4}, training=False),
        module_case("p = 0 in training", "Dropout", [], [(3, 4)], {"p": 0}),
        module_case("p = 1 in training", "Dropout", [], [(3, 4)], {"p": 1}),
    ]


def embedding():
    twice = classes([[0, 3, 3], [4, 0, 3]])
    return [
        module_case("rows used twice", "Embedding", [5, 3], [twice]),
        module_case("one index", "Embedding", [5, 3], [classes(2)]),
        module_case("three dimensions", "Embedding", [4, 2], [classes([[[1], [2]], [[3], [1]]])]),
        module_case("padding gets no gradient", "Embedding", [5, 3], [twice], {"paddingIdx": 3}),
        module_case("padding counted from the end", "Embedding", [5, 3], [twice], {"paddingIdx": -1}),
        module_case("long rows are shortened", "Embedding", [5, 3], [twice], {"maxNorm": 0.75}),
        module_case("one column", "Embedding", [3, 1], [classes([2, 2, 2, 0])]),
    ]


def both(title, module, args, inputs, options=None):
    """In training and in evaluation."""
    return [
        module_case(f"{title}, {'training' if on else 'evaluation'}", module, args, inputs, options, training=on)
        for on in (True, False)
    ]


def far(*shape):
    """Around 1000, where the mean of squares minus the square of the mean would lose seven digits."""
    return 1000 + Draw(f"far {shape}").uniform(-1, 1, shape)


def batch_norm():
    plain = {"affine": False, "trackRunningStats": False}
    return [
        *both("[B, C]", "BatchNorm1d", [3], [(5, 3)]),
        *both("[B, C, T]", "BatchNorm1d", [3], [(2, 3, 4)]),
        *both("not affine", "BatchNorm1d", [2], [(4, 2)], {"affine": False}),
        *both("two samples, another ε", "BatchNorm1d", [4], [(2, 4)], {"eps": 0.1}),
        *both("a mean far from 0", "BatchNorm1d", [2], [far(4, 2, 3)]),
        *both("images", "BatchNorm2d", [3], [(2, 3, 2, 3)]),
        *both("momentum 0.3", "BatchNorm2d", [2], [(3, 2, 3, 1)], {"momentum": 0.3}),
        *both("momentum null is the running mean", "BatchNorm2d", [2], [(2, 2, 2, 2)], {"momentum": None}),
        *both("no running figures", "BatchNorm2d", [2], [(2, 2, 2, 2)], {"trackRunningStats": False}),
        *both("neither affine nor running", "BatchNorm2d", [2], [(2, 2, 3, 2)], plain),
        *both("one sample of several pixels", "BatchNorm2d", [3], [(1, 3, 2, 2)]),
    ]


def instance_norm():
    tracked = {"affine": True, "trackRunningStats": True}
    return [
        *both("sequences", "InstanceNorm1d", [3], [(2, 3, 5)]),
        *both("affine and running", "InstanceNorm1d", [2], [(3, 2, 4)], tracked),
        module_case("one sample without a batch", "InstanceNorm1d", [3], [(3, 5)]),
        module_case("one sample without a batch", "InstanceNorm2d", [2], [(2, 3, 2)], {"affine": True}),
        *both("images", "InstanceNorm2d", [3], [(2, 3, 2, 3)]),
        *both("affine, another ε", "InstanceNorm2d", [2], [(2, 2, 3, 3)], {"affine": True, "eps": 0.01}),
        *both("running, momentum 0.4", "InstanceNorm2d", [2], [(3, 2, 2, 2)], {"momentum": 0.4, **tracked}),
    ]


def normalisation():
    return [
        *batch_norm(),
        *instance_norm(),
        module_case("the last dimension", "LayerNorm", [5], [(3, 5)]),
        module_case("two dimensions", "LayerNorm", [[3, 4]], [(2, 3, 4)]),
        module_case("one vector", "LayerNorm", [[4]], [(4,)]),
        module_case("not affine, another ε", "LayerNorm", [4], [(2, 3, 4)], {"elementwiseAffine": False, "eps": 0.1}),
        module_case("a mean far from 0", "LayerNorm", [6], [far(2, 6)]),
        module_case("a mean far from 0", "GroupNorm", [2, 4], [far(2, 4, 3)]),
        module_case("one entry is its bias", "LayerNorm", [1], [(3, 1)]),
        module_case("images", "GroupNorm", [2, 6], [(2, 6, 2, 3)]),
        module_case("a matrix", "GroupNorm", [2, 4], [(3, 4)]),
        module_case("one group", "GroupNorm", [1, 3], [(2, 3, 4)]),
        module_case("each channel a group", "GroupNorm", [3, 3], [(2, 3, 2, 2)]),
        module_case("not affine, another ε", "GroupNorm", [3, 6], [(1, 6, 5)], {"affine": False, "eps": 0.01}),
    ]


FAMILIES = {"linear": linear, "embedding": embedding, "normalisation": normalisation}
