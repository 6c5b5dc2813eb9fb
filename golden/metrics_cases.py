"""Makes the cases of classical_metrics*.py: a function of scikit-learn with its inputs, as packages/classical has it."""

import re
import warnings

import numpy as np

warnings.filterwarnings("ignore")


def camel(name):
    return re.sub(r"_(\w)", lambda match: match[1].upper(), name)


def plain(value):
    """NumPy's values as Python's."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    if isinstance(value, np.ndarray):
        return value.tolist()
    return value.item() if isinstance(value, np.generic) else value


class Cases:
    """{"inputs": {name: array}, "cases": [{"call", "args", "options", "value"}]}; in args and options "$name" stands for an input."""

    def __init__(self, **inputs):
        self.inputs = {name: value if isinstance(value, list) else np.asarray(value) for name, value in inputs.items()}
        self.cases = []

    def add(self, function, *args, call=None, keys=None, only=None, extra=None, **options):
        """One case. `keys` names the parts of a tuple, `only` takes one part, `extra` are options that Python has not."""
        value = function(*[self.of(arg) for arg in args], **{key: self.of(option) for key, option in options.items()})
        if keys is not None:
            value = dict(zip(keys, value))
        if only is not None:
            value = value[only]
        ours = {camel(key): plain(option) for key, option in options.items()}
        self.cases.append({
            "call": call or camel(function.__name__),
            "args": [plain(arg) for arg in args],
            "options": {**ours, **(extra or {})},
            "value": plain(value),
        })

    def of(self, arg):
        return self.inputs[arg[1:]] if isinstance(arg, str) and arg.startswith("$") else arg

    def value(self):
        return {"inputs": plain(self.inputs), "cases": self.cases}
