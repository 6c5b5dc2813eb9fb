"""Cases of the losses: every reduction, and what each loss does at its corners."""

from nn_cases import Draw, classes, loss_case, number
from nn_ctc import ctc_cases

REDUCTIONS = ["mean", "sum", "none"]
FAR = number(-40, -1.5, 0, 0.25, 40, 1.5).reshape(2, 3)


def every(title, loss, args, options=None, **more):
    """One case for each reduction."""
    return [
        loss_case(f"{title}, {r}" if title else r, loss, args, {**(options or {}), "reduction": r}, **more)
        for r in REDUCTIONS
    ]


def probabilities(name, *shape):
    return Draw(name).uniform(0.05, 0.95, shape)


def distribution(name, *shape, dim=-1):
    return Draw(name).uniform(-2, 2, shape).softmax(dim)


def classification():
    logits, target = (5, 4), classes([0, 3, 1, 1, 2])
    weight = number(0.5, 2, 1, 0)
    plane, ignored = classes([[0, 2], [1, 1], [2, 0]]), classes([-100, -100])
    return [
        *every("", "crossEntropy", [logits, target]),
        *every("weights of the classes", "crossEntropy", [logits, target], {"weight": weight}),
        *every("an ignored target", "crossEntropy", [logits, target], {"ignoreIndex": 1}),
        *every("the ignored target −100", "crossEntropy", [logits, classes([0, -100, 1, 3, -100])]),
        *every("smoothed", "crossEntropy", [logits, target], {"labelSmoothing": 0.1}),
        *every(
            "smoothed, weights, an ignored target", "crossEntropy", [logits, target],
            {"labelSmoothing": 0.3, "weight": weight, "ignoreIndex": 3},
        ),
        *every("[N, K, d]", "crossEntropy", [(3, 3, 2), plane]),
        *every(
            "[N, K, d], weights, smoothed", "crossEntropy", [(3, 3, 2), plane],
            {"weight": weight[:3], "labelSmoothing": 0.2},
        ),
        *every(
            "[N, K, d, e], ignored", "crossEntropy", [(2, 2, 1, 3), classes([[[0, 1, 9]], [[9, 1, 0]]])],
            {"ignoreIndex": 9},
        ),
        loss_case("all targets ignored, mean", "crossEntropy", [(2, 3), ignored], wanted=[]),
        loss_case("all targets ignored, sum", "crossEntropy", [(2, 3), ignored], {"reduction": "sum"}),
        loss_case("one sample without a batch", "crossEntropy", [(4,), classes(2)]),
        loss_case("far out", "crossEntropy", [FAR * 25, classes([1, 0])]),
        *every("probabilities", "crossEntropy", [(3, 4), distribution("soft", 3, 4)]),
        *every(
            "probabilities, weights, smoothed", "crossEntropy", [(3, 4), distribution("soft", 3, 4)],
            {"weight": weight, "labelSmoothing": 0.1},
        ),
        *every("probabilities [N, K, d]", "crossEntropy", [(2, 3, 2), distribution("plane", 2, 3, 2, dim=1)]),
        *every("", "nllLoss", [logits, target]),
        *every("weights, an ignored target", "nllLoss", [logits, target], {"weight": weight, "ignoreIndex": 0}),
        *every("the ignored target −100", "nllLoss", [logits, classes([0, -100, 1, 3, -100])]),
        *every("[N, K, d]", "nllLoss", [(3, 3, 2), plane]),
    ]


def regression():
    ties = number(0, 1, -1, 2, 0.5, -3).reshape(2, 3)
    zero = number(0, 0, 0, 0, 0, 0).reshape(2, 3)
    cases = []
    for loss in ["mseLoss", "l1Loss", "smoothL1Loss", "huberLoss"]:
        cases += every("", loss, [(3, 4), (3, 4)])
        cases.append(loss_case("where its pieces meet", loss, [ties, zero]))
        cases.append(loss_case("a scalar", loss, [number(2)[0], number(0.5)[0]]))
    cases += every("β 0.5", "smoothL1Loss", [(3, 2), (3, 2)], {"beta": 0.5})
    cases += [loss_case("β = 0 is the absolute error", "smoothL1Loss", [(3, 2), (3, 2)], {"beta": 0})]
    cases += every("δ 2", "huberLoss", [(3, 2), (3, 2)], {"delta": 2})
    return cases


def binary():
    p, soft = probabilities("p", 3, 2), probabilities("t", 3, 2)
    hard, weight = number(0, 1, 1, 0, 0, 1).reshape(3, 2), number(0.5, 2)
    both = {"weight": weight, "posWeight": number(3, 0.25)}
    plain, name, none = "binaryCrossEntropy", "binaryCrossEntropyWithLogits", {"reduction": "none"}
    edge, target = number(0, 1, 0, 1), number(0, 1, 1, 0)
    return [
        *every("", plain, [p, hard], wanted=[0]),
        *every("soft targets, weights", plain, [p, soft], {"weight": weight.repeat(3, 1)}, wanted=[0]),
        loss_case("logarithms end at −100", plain, [edge, target], none, wanted=[]),
        *every("", name, [(3, 2), hard], wanted=[0]),
        *every("soft targets, weights", name, [(3, 2), soft], {"weight": weight}, wanted=[0]),
        *every("weights of the positives", name, [(3, 2), hard], {"posWeight": number(3, 0.25)}, wanted=[0]),
        *every("both weights", name, [(3, 2), soft], both, wanted=[0]),
        loss_case("far out, target 0", name, [FAR, FAR * 0], none, wanted=[0]),
        loss_case("far out, target 1", name, [FAR, FAR * 0 + 1], none, wanted=[0]),
    ]


def densities():
    soft = distribution("target", 3, 4)
    some = number(0, 0.25, 0.75, 1, 0, 0).reshape(2, 3)
    cases = []
    for r in ["batchmean", *REDUCTIONS]:
        cases.append(loss_case(r, "klDiv", [(3, 4), soft], {"reduction": r}))
        logs = {"reduction": r, "logTarget": True}
        cases.append(loss_case(f"logarithms of targets, {r}", "klDiv", [(3, 4), soft.log()], logs))
    cases.append(loss_case("a target of 0 costs nothing", "klDiv", [(2, 3), some], {"reduction": "none"}, wanted=[0]))
    counts = number(0, 1, 2, 5, 3, 0).reshape(2, 3)
    rates = probabilities("rates", 2, 3) * 4
    variance = probabilities("variance", 3, 4) + 0.5
    cases += [
        *every("", "poissonNllLoss", [(2, 3), counts], wanted=[0]),
        *every("Stirling's term", "poissonNllLoss", [(2, 3), counts], {"full": True}, wanted=[0]),
        *every("rates", "poissonNllLoss", [rates, counts], {"logInput": False}, wanted=[0]),
        loss_case("rates, ε 0.1", "poissonNllLoss", [rates, counts], {"logInput": False, "eps": 0.1}, wanted=[0]),
        *every("", "gaussianNllLoss", [(3, 4), (3, 4), variance]),
        *every("full", "gaussianNllLoss", [(3, 4), (3, 4), variance], {"full": True}),
        *every("one variance a row", "gaussianNllLoss", [(3, 4), (3, 4), variance[:, :1]]),
        *every("one variance a row, a dimension less", "gaussianNllLoss", [(3, 4), (3, 4), variance[:, 0]]),
        loss_case(
            "variances below ε", "gaussianNllLoss", [(2, 2), (2, 2), number(0, 0.25, 0.5, 1).reshape(2, 2)],
            {"eps": 0.5},
        ),
    ]
    return cases


def distances():
    y = number(1, -1, -1, 1)
    a, b = number(0, 1, 2, 3), number(1, 1, 1, 2)
    same = number(1, 2, 0, 3, 0, 0).reshape(2, 3)
    turned = number(2, 4, 0, -1, -2, 0).reshape(2, 3)
    triple = [(4, 3), (4, 3), (4, 3)]
    return [
        *every("", "hingeEmbeddingLoss", [(2, 4), y.expand(2, 4).contiguous()], wanted=[0]),
        *every(
            "margin 0.5, at the margin", "hingeEmbeddingLoss", [number(0.5, 0.5, 0.25, -1), y],
            {"margin": 0.5}, wanted=[0],
        ),
        *every("", "marginRankingLoss", [(4,), (4,), y], wanted=[0, 1]),
        *every("margin 1, at the margin", "marginRankingLoss", [a, b, number(-1, -1, 1, 1)], {"margin": 1}, wanted=[0, 1]),
        *every("", "cosineEmbeddingLoss", [(4, 3), (4, 3), y], wanted=[0, 1]),
        *every("margin 0.3", "cosineEmbeddingLoss", [(4, 3), (4, 3), y], {"margin": 0.3}, wanted=[0, 1]),
        loss_case("one pair without a batch", "cosineEmbeddingLoss", [(3,), (3,), number(1)[0]], wanted=[0, 1]),
        loss_case(
            "the same and opposite", "cosineEmbeddingLoss",
            [same[:1].repeat(2, 1), turned, number(1, -1)], wanted=[0, 1],
        ),
        *every("", "tripletMarginLoss", triple),
        *every("swapped", "tripletMarginLoss", triple, {"swap": True}),
        *every("margin 2, p 1", "tripletMarginLoss", triple, {"margin": 2, "p": 1}),
        loss_case("p 3, ε 0.01", "tripletMarginLoss", triple, {"p": 3, "eps": 0.01}),
        loss_case("anchor and positive the same", "tripletMarginLoss", [same, same, (2, 3)], {"margin": 5}),
        loss_case("one triple without a batch", "tripletMarginLoss", [(3,), (3,), (3,)]),
    ]


def several_classes():
    target, labels = classes([0, 3, 1]), classes([[3, 0, -1, 1], [-1, 2, 1, 0], [2, -1, -1, -1]])
    ties = number(1, 0, 0, 0.5, 1.5, 0.5).reshape(2, 3)
    some = number(1, 0, 0, 1, 0, 0).reshape(2, 3)
    y = number(1, -1, -1, 1, 1, -1).reshape(2, 3)
    return [
        *every("", "multiMarginLoss", [(3, 4), target]),
        *every("p 2, margin 0.5", "multiMarginLoss", [(3, 4), target], {"p": 2, "margin": 0.5}),
        *every("weights", "multiMarginLoss", [(3, 4), target], {"weight": number(0.5, 2, 1, 0.25)}),
        loss_case("at the margin", "multiMarginLoss", [ties, classes([0, 1])], {"reduction": "none"}),
        loss_case("one sample without a batch", "multiMarginLoss", [(4,), classes(2)]),
        *every("", "multilabelMarginLoss", [(3, 4), labels]),
        loss_case("one sample without a batch", "multilabelMarginLoss", [(4,), classes([2, 0, -1, 1])]),
        loss_case(
            "at the margin", "multilabelMarginLoss", [ties, classes([[0, -1, 0], [1, 2, -1]])],
            {"reduction": "none"},
        ),
        *every("", "softMarginLoss", [(2, 3), y], wanted=[0]),
        loss_case("far out", "softMarginLoss", [FAR, y], {"reduction": "none"}, wanted=[0]),
        *every("", "multilabelSoftMarginLoss", [(2, 3), some], wanted=[0]),
        *every("weights", "multilabelSoftMarginLoss", [(2, 3), some], {"weight": number(0.5, 2, 1)}, wanted=[0]),
        loss_case("far out", "multilabelSoftMarginLoss", [FAR, some], {"reduction": "none"}, wanted=[0]),
    ]


def losses():
    parts = [classification(), regression(), binary(), densities(), distances(), several_classes(), ctc_cases()]
    return [case for part in parts for case in part]
