"""Cases of recurrent networks and their cells: layers, directions, given states, packed lengths."""

from nn_cases import module_case, number

FAR = number(40, -40, 8, -8, 0, 40).reshape(3, 1, 2)
UNSORTED = {"lengths": [2, 5, 1], "enforceSorted": False}
SORTED = {"lengths": [4, 4, 2], "enforceSorted": True}


def state(module, *shape):
    """h, or h and c as a pair."""
    return [shape, shape] if module.startswith("LSTM") else shape


def layers(module):
    wide = {"numLayers": 2, "bidirectional": True}
    yield module_case("five steps", module, [3, 4], [(5, 2, 3)])
    yield module_case("one step, one sample, one unit", module, [2, 1], [(1, 1, 2)])
    yield module_case(
        "batch first, a state given", module, [3, 2], [(2, 4, 3), state(module, 1, 2, 2)],
        {"batchFirst": True},
    )
    yield module_case("two layers, no bias", module, [2, 3], [(4, 2, 2)], {"numLayers": 2, "bias": False})
    yield module_case("both directions", module, [3, 2], [(4, 2, 3)], {"bidirectional": True})
    yield module_case(
        "two layers in both directions, a state given", module, [2, 3],
        [(3, 2, 2), state(module, 4, 2, 3)], wide,
    )
    yield module_case(
        "evaluation has no dropout", module, [2, 2], [(3, 2, 2)],
        {"numLayers": 3, "dropout": 0.5}, training=False,
    )
    yield module_case("one sample without a batch", module, [3, 2], [(4, 3)], {"bidirectional": True})
    yield module_case("eleven units", module, [7, 11], [(3, 5, 7)])
    yield module_case("far out", module, [2, 2], [FAR])


def packed(module):
    yield module_case("packed, unsorted", module, [2, 3], [(5, 3, 2)], packed=UNSORTED)
    yield module_case(
        "packed, both directions, batch first", module, [2, 2], [(3, 5, 2)],
        {"batchFirst": True, "bidirectional": True}, packed=UNSORTED,
    )
    yield module_case(
        "packed, two layers in both directions, a state given", module, [2, 2], [(5, 3, 2), state(module, 4, 3, 2)],
        {"numLayers": 2, "bidirectional": True}, packed=UNSORTED,
    )
    yield module_case("packed, sorted, two layers", module, [3, 2], [(4, 3, 3)], {"numLayers": 2}, packed=SORTED)


def cells(module):
    yield module_case("no state given", module, [3, 4], [(2, 3)])
    yield module_case("a state given", module, [3, 4], [(2, 3), state(module, 2, 4)])
    yield module_case("no bias", module, [2, 3], [(3, 2), state(module, 3, 3)], {"bias": False})
    yield module_case("one sample without a batch", module, [2, 3], [(2,), state(module, 3)])


def recurrent():
    cases = []
    for module in ["RNN", "LSTM", "GRU"]:
        cases += [*layers(module), *packed(module), *cells(f"{module}Cell")]
    relu = {"nonlinearity": "relu"}
    cases.append(module_case("ReLU in both directions", "RNN", [3, 2], [(4, 2, 3)], {**relu, "bidirectional": True}))
    cases.append(module_case("ReLU", "RNNCell", [3, 4], [(2, 3), (2, 4)], relu))
    return cases


FAMILIES = {"recurrent": recurrent}
