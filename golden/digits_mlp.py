"""The bar of experiments/nn/digits-mlp.ts: the same network, split, scaling, optimiser, batches and epochs in PyTorch.

Images and split are read from the files in packages/data that the experiment reads too. Reached through
`python3 golden/generate.py nn`; takes half a minute on one core.
"""

import base64
import hashlib
import pathlib
import re
import statistics
import zlib

import numpy
import torch

DIGITS = pathlib.Path(__file__).parent.parent / "packages" / "data" / "src" / "digits"
CONFIG = {"hidden": 64, "epochs": 30, "batch": 32, "lr": 0.05, "momentum": 0.9}
SEEDS = range(10)


def decoded(name):
    """The bytes that the file holds in base64."""
    source = (DIGITS / name).read_text()
    return base64.b64decode("".join(re.findall(r'^  "([^"]*)"', source, re.MULTILINE)))


def load():
    payload = zlib.decompress(decoded("digits-bytes.ts"))
    expected = re.search(r'digitsSha256 = "(\w+)"', (DIGITS / "digits-bytes.ts").read_text())[1]
    assert hashlib.sha256(payload).hexdigest() == expected, "digits-bytes.ts is not what its checksum says"
    pixels = numpy.frombuffer(payload[: 1797 * 64], dtype=numpy.uint8).reshape(1797, 64)
    images = torch.tensor(pixels / 16, dtype=torch.float32)
    labels = torch.tensor(numpy.frombuffer(payload[1797 * 64 :], dtype=numpy.uint8).astype(numpy.int64))
    in_test = numpy.unpackbits(numpy.frombuffer(decoded("digits-split-bits.ts"), dtype=numpy.uint8))[:1797] == 1
    last = numpy.arange(1797) >= 1797 - 360
    return images, labels, {"stratified": parts(in_test), "writers": parts(last)}


def parts(in_test):
    """Masks of the training and of the test images."""
    return torch.tensor(~in_test), torch.tensor(in_test)


def accuracy(seed, images, labels, train, test):
    torch.manual_seed(seed)
    hidden = CONFIG["hidden"]
    model = torch.nn.Sequential(
        torch.nn.Linear(64, hidden), torch.nn.ReLU(),
        torch.nn.Linear(hidden, hidden), torch.nn.ReLU(),
        torch.nn.Linear(hidden, 10),
    )
    optimizer = torch.optim.SGD(model.parameters(), lr=CONFIG["lr"], momentum=CONFIG["momentum"])
    x, y = images[train], labels[train]
    for _ in range(CONFIG["epochs"]):
        for batch in torch.randperm(len(x)).split(CONFIG["batch"]):
            optimizer.zero_grad()
            torch.nn.functional.cross_entropy(model(x[batch]), y[batch]).backward()
            optimizer.step()
    with torch.no_grad():
        right = (model(images[test]).argmax(1) == labels[test]).sum().item()
    return 100 * right / len(labels[test])


def digits_mlp():
    """Test accuracy in percent after the last epoch, seed by seed."""
    torch.set_num_threads(1)
    images, labels, splits = load()
    out = {"config": CONFIG, "seeds": list(SEEDS)}
    for name, (train, test) in splits.items():
        found = [accuracy(seed, images, labels, train, test) for seed in SEEDS]
        out[name] = {"mean": statistics.fmean(found), "sd": statistics.stdev(found), "accuracy": found}
    return out
