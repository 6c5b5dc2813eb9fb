"""How a case of nn_layers.py and its neighbours is made: a module or a loss of PyTorch, its values and its gradients.

Names of options are ours, in camelCase; PyTorch's follow from them. The numbers of a case are drawn from its name, so that
a new case changes no other; they are multiples of 1/256, which JSON keeps short.
"""

import re
import zlib

import numpy
import torch

torch.set_num_threads(1)


def number(*values):
    return torch.tensor(values, dtype=torch.float64)


def truth(values):
    return torch.tensor(values, dtype=torch.bool)


def classes(values):
    return torch.tensor(values, dtype=torch.int64)


class Draw:
    """Numbers that follow from a name."""

    def __init__(self, name):
        self.rng = numpy.random.default_rng(zlib.crc32(name.encode()))

    def uniform(self, low, high, shape):
        steps = self.rng.integers(round(low * 256), round(high * 256) + 1, size=shape)
        return torch.tensor(steps / 256, dtype=torch.float64)

    def filled(self, given):
        """A shape becomes numbers, a list of them a list; tensors stay as they are."""
        if isinstance(given, list):
            return [self.filled(inner) for inner in given]
        return self.uniform(-2, 2, given) if isinstance(given, tuple) else given.clone()


def snake(name):
    return re.sub(r"[A-Z]", lambda letter: "_" + letter[0].lower(), name)


def theirs(value):
    """An argument as PyTorch takes it."""
    if isinstance(value, dict) and "module" in value:
        return build(value)
    if isinstance(value, dict):
        return {snake(key): theirs(inner) for key, inner in value.items()}
    return tuple(value) if isinstance(value, list) else value


class Hardsigmoid(torch.nn.Module):
    """PyTorch's own has the derivative 1/6 in float32, whatever the dtype; ReLU6 gives it in full."""

    def forward(self, x):
        y = torch.nn.functional.relu6(x + 3) / 6
        assert torch.allclose(y, torch.nn.functional.hardsigmoid(x), rtol=0, atol=1e-15)
        return y


def build(entry):
    options = theirs(entry["options"])
    kind = Hardsigmoid if entry["module"] == "Hardsigmoid" else getattr(torch.nn, entry["module"])
    return kind(*map(theirs, entry["args"]), **options)


def of(module, *args, **options):
    """A module as an argument of another one."""
    return {"module": module, "args": list(args), "options": options}


def leaf(value):
    if isinstance(value, list):
        return [leaf(inner) for inner in value]
    return value.requires_grad_() if value.is_floating_point() else value


def flat(value):
    """The tensors of nested tuples and lists in order; None counts as one."""
    return [x for inner in value for x in flat(inner)] if isinstance(value, (list, tuple)) else [value]


def nested(value):
    return None if value is None else value.detach().tolist()


def encoded(value):
    """Tensors with their dtypes, as the tests make them again; anything else as it is."""
    if isinstance(value, torch.Tensor):
        name = {torch.int64: "int32"}.get(value.dtype, str(value.dtype).removeprefix("torch."))
        return {"value": nested(value), "dtype": name}
    if isinstance(value, (list, tuple)):
        return [encoded(inner) for inner in value]
    if isinstance(value, dict):
        return {key: encoded(inner) for key, inner in value.items()}
    return value


def fill(layer, draw):
    for key, value in layer.state_dict().items():
        if key.endswith("num_batches_tracked"):
            value.fill_(3)
        elif key.endswith("running_var"):
            value.copy_(draw.uniform(0.5, 2, tuple(value.shape)))
        else:
            value.copy_(draw.uniform(-1, 1, tuple(value.shape)))


def call(layer, inputs, forward, packed):
    if not packed:
        return layer(*map(theirs, inputs), **theirs(forward))
    lengths, sorted_ = packed["lengths"], packed["enforceSorted"]
    x = torch.nn.utils.rnn.pack_padded_sequence(inputs[0], lengths, layer.batch_first, sorted_)
    output, state = layer(x, *map(theirs, inputs[1:]))
    return [torch.nn.utils.rnn.pad_packed_sequence(output, layer.batch_first)[0], state]


def changed(layer, state):
    """The buffers after the forward, and the parameters that it changed."""
    buffers = dict(layer.named_buffers())
    after = {key: nested(value) for key, value in layer.state_dict().items()}
    return {key: value for key, value in after.items() if key in buffers or value != state[key]}


def module_case(title, module, args, inputs, options=None, *, training=True, forward=None, packed=None):
    """A module run forwards and backwards. An input is a shape, a tensor, or a list of them for a tuple."""
    options, forward, name = options or {}, forward or {}, f"{module}: {title}"
    draw = Draw(name)
    layer = build(of(module, *args, **options)).double().train(training)
    fill(layer, draw)
    state = {key: nested(value) for key, value in layer.state_dict().items()}
    leaves = leaf([draw.filled(given) for given in inputs])
    outputs = flat(call(layer, leaves, forward, packed))
    upstreams = [None if y is None else draw.uniform(-1, 1, tuple(y.shape)) for y in outputs]
    pairs = [(y, u) for y, u in zip(outputs, upstreams) if y is not None and y.requires_grad]
    torch.autograd.backward([y for y, _ in pairs], [u for _, u in pairs])
    case = {
        "name": name, "module": module, "args": args, "options": options, "training": training, "state": state,
        "inputs": encoded(leaves), "forwardOptions": encoded(forward),
        "outputs": [nested(y) for y in outputs], "upstreams": [nested(u) for u in upstreams],
        "inputGrads": [nested(x.grad) for x in flat(leaves)],
        "stateGrads": {key: nested(p.grad) for key, p in layer.named_parameters()},
        "stateAfter": changed(layer, state),
    }
    return {**case, "packed": packed} if packed else case


def loss_case(title, loss, args, options=None, *, wanted=None):
    """A loss and its gradients with respect to the arguments of these numbers; all that may have one unless told."""
    options = options or {}
    name = f"{loss}: {title}" if title else loss
    draw = Draw(name)
    given = [x if not isinstance(x, (tuple, torch.Tensor)) else draw.filled(x) for x in args]
    if wanted is None:
        wanted = [i for i, x in enumerate(given) if isinstance(x, torch.Tensor) and x.is_floating_point()]
    for i in wanted:
        given[i].requires_grad_()
    value = getattr(torch.nn.functional, snake(loss))(*given, **theirs(options))
    if wanted:
        value.sum().backward()
    return {
        "name": name, "loss": loss, "args": encoded(given), "options": encoded(options), "value": nested(value),
        "grads": [nested(given[i].grad) if i in wanted else None for i in range(len(given))],
    }
