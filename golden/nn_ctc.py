"""Cases of connectionist temporal classification.

PyTorch's gradient of ctc_loss is the one that its log_softmax passes on unchanged, not the derivative by the logarithms
themselves; so these cases differentiate by the logits in front of log_softmax, where both agree.
"""

import torch
from nn_cases import Draw, classes, encoded, nested

REDUCTIONS = ["mean", "sum", "none"]


def ctc(title, shape, targets, input_lengths, target_lengths, *, gradient=True, size=2, **options):
    """Logits [T, N, C], or [T, C] for one sample without a batch."""
    name = f"ctcLoss: {title}"
    logits = Draw(name).uniform(-size, size, shape).requires_grad_()
    args = [targets, classes(input_lengths), classes(target_lengths)]
    named = {"zeroInfinity": "zero_infinity"}
    settings = {named.get(key, key): value for key, value in options.items()}
    value = torch.nn.functional.ctc_loss(logits.log_softmax(-1), *args, **settings)
    if gradient:
        value.sum().backward()
    first = {**encoded(logits), "logSoftmax": -1}
    return {
        "name": name, "loss": "ctcLoss", "args": [first, *encoded(args)], "options": options, "value": nested(value),
        "grads": [nested(logits.grad), None, None, None],
    }


def ctc_cases():
    padded, joined = classes([[1, 2, 2], [3, 1, 0], [2, 0, 0]]), classes([1, 2, 2, 3, 1, 2])
    shape, times, lengths = (6, 3, 4), [6, 4, 5], [3, 2, 1]
    tight = classes([[1, 1, 2]])
    cases = []
    for r in REDUCTIONS:
        cases.append(ctc(f"repeated labels, unequal lengths, {r}", shape, padded, times, lengths, reduction=r))
        cases.append(ctc(f"targets one after the other, {r}", shape, joined, times, lengths, reduction=r))
        cases.append(ctc(
            f"one alignment is impossible and counts 0, {r}", (5, 2, 4), classes([[1, 1, 2], [3, 1, 2]]), [3, 5], [3, 3],
            reduction=r, zeroInfinity=True,
        ))
        cases.append(ctc(f"an empty target, {r}", (4, 2, 3), classes([[1, 2], [0, 0]]), [4, 3], [2, 0], reduction=r))
    return cases + [
        ctc("an impossible alignment costs infinity", (3, 1, 4), tight, [3], [3], reduction="none", gradient=False),
        ctc("just enough time for a repeated label", (4, 1, 4), tight, [4], [3]),
        ctc("another blank", (5, 2, 4), classes([[0, 1], [2, 2]]), [5, 5], [2, 2], blank=3),
        ctc("one step, one label", (1, 1, 2), classes([[1]]), [1], [1]),
        ctc("one sample without a batch", (5, 3), classes([1, 2, 2]), 5, 3),
        ctc("far out", (6, 2, 3), classes([[1, 2, 2], [1, 1, 0]]), [6, 5], [3, 2], size=40, reduction="none"),
        ctc("long", (30, 2, 3), classes([[1, 2, 1, 1, 2, 2, 1], [2, 2, 2, 1, 0, 0, 0]]), [30, 21], [7, 4]),
    ]
