"""The loop of protocol.ts for PyTorch and NumPy: python3 peer.py torch|numpy. OMP_NUM_THREADS says how many threads."""

import json
import os
import sys
import time


def read_inputs(path):
    """A safetensors file as NumPy arrays by name; nn's safetensors.ts describes the format."""
    with open(path, "rb") as file:
        content = file.read()
    length = int.from_bytes(content[:8], "little")
    header = json.loads(content[8 : 8 + length])
    dtypes = {"F32": np.float32, "F64": np.float64, "I32": np.int32}
    arrays = {}
    for name, entry in header.items():
        first, last = (8 + length + offset for offset in entry["data_offsets"])
        values = np.frombuffer(content[first:last], dtypes[entry["dtype"]])
        arrays[name] = values.reshape(entry["shape"]).copy()
    return arrays


class Runnable:
    def __init__(self, run, value):
        self.run = run
        self.value = value


def with_result(function, value):
    """Runs `function`, keeps what it gave, and reads a number from it on request."""
    kept = {}

    def run():
        kept["result"] = function()

    return Runnable(run, lambda: float(value(kept["result"])))


def prepare_numpy(workload, inputs):
    if workload["kind"] == "product":
        a, b = inputs["a"], inputs["b"]
        return with_result(lambda: a @ b, lambda c: c[0, 0])
    if workload["kind"] == "tiny" and not workload["backward"]:
        x, w, b = inputs["x"], inputs["w"], inputs["b"]

        def chain():
            y = x
            for i in range(workload["ops"]):
                y = y * w if i % 2 == 0 else y + b
            return y

        return with_result(chain, lambda y: y.sum())
    raise ValueError("NumPy has no gradients")


def prepare_torch(workload, arrays):
    inputs = {name: torch.from_numpy(array) for name, array in arrays.items()}
    if workload["kind"] == "product":
        a, b = inputs["a"], inputs["b"]
        return with_result(lambda: a @ b, lambda c: c[0, 0])
    if workload["kind"] == "tiny":
        return tiny(workload, inputs)
    if workload["kind"] in ("lstm", "encoder"):
        return modules(workload, inputs)
    parameters = {name[2:]: tensor.requires_grad_() for name, tensor in inputs.items() if name.startswith("p.")}
    x, y = inputs["x"], inputs["y"].long()
    x = x.long() if workload["kind"] == "gpt" else x
    optimizer = adam(parameters.values())
    logits = {"mlp": mlp, "gpt": gpt, "convnet": convnet}[workload["kind"]]

    def step():
        optimizer.zero_grad(set_to_none=True)
        loss = F.cross_entropy(logits(parameters, workload, x), y)
        loss.backward()
        optimizer.step()
        return loss.detach()

    return with_result(step, lambda loss: loss.item())


def modules(workload, inputs):
    model = Recurrent(workload) if workload["kind"] == "lstm" else Attentive(workload)
    model.load_state_dict({name[2:]: tensor for name, tensor in inputs.items() if name.startswith("p.")})
    x, y = inputs["x"], inputs["y"].long()
    optimizer = adam(model.parameters())

    def step():
        optimizer.zero_grad(set_to_none=True)
        loss = F.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        return loss.detach()

    return with_result(step, lambda loss: loss.item())


def adam(parameters):
    """Adam with all parameters in one call, where this PyTorch has it."""
    parameters = list(parameters)
    try:
        return torch.optim.Adam(parameters, lr=1e-3, foreach=True)
    except TypeError:
        return torch.optim.Adam(parameters, lr=1e-3)


def tiny(workload, inputs):
    x, w, b = (inputs[name].requires_grad_(workload["backward"]) for name in "xwb")

    def chain():
        y = x
        for i in range(workload["ops"]):
            y = y * w if i % 2 == 0 else y + b
        if not workload["backward"]:
            return y
        gx, gw, gb = torch.autograd.grad(y.sum(), (x, w, b))
        return gx + gw + gb

    return with_result(chain, lambda y: y.sum())


def linear(p, name, x):
    return F.linear(x, p[name + ".weight"], p[name + ".bias"])


def mlp(p, workload, x):
    last = len(workload["sizes"]) - 2
    for i in range(last):
        x = F.relu(linear(p, str(i), x))
    return linear(p, str(last), x)


def convnet(p, workload, x):
    for name in ("conv1", "conv2"):
        x = F.max_pool2d(F.relu(F.conv2d(x, p[name + ".weight"], p[name + ".bias"], padding=1)), 2)
    return linear(p, "dense", x.flatten(1))


def gpt(p, workload, x):
    T, C = x.shape[1], workload["width"]
    norm = lambda name, h: F.layer_norm(h, (C,), p[name + ".weight"], p[name + ".bias"])
    hidden = F.embedding(x, p["tokens"]) + p["positions"]
    for i in range(workload["layers"]):
        qkv = linear(p, f"{i}.qkv", norm(f"{i}.norm1", hidden))
        hidden = hidden + linear(p, f"{i}.out", attention(qkv, workload["heads"], T))
        up = F.gelu(linear(p, f"{i}.up", norm(f"{i}.norm2", hidden)), approximate="tanh")
        hidden = hidden + linear(p, f"{i}.down", up)
    return (norm("norm", hidden) @ p["head"].T).flatten(0, 1)


def attention(qkv, heads, T):
    B, _, C3 = qkv.shape
    q, k, v = qkv.view(B, T, 3, heads, C3 // 3 // heads).permute(2, 0, 3, 1, 4)
    if hasattr(F, "scaled_dot_product_attention"):
        mixed = F.scaled_dot_product_attention(q, k, v, is_causal=True)
    else:
        scores = (q @ k.transpose(-2, -1)) / q.shape[-1] ** 0.5
        mixed = scores.masked_fill(future(T), float("-inf")).softmax(-1) @ v
    return mixed.transpose(1, 2).reshape(B, T, C3 // 3)


masks = {}


def future(T):
    if T not in masks:
        masks[T] = torch.ones(T, T, dtype=torch.bool).triu(1)
    return masks[T]


def first_runs(ready):
    values, took = [], []
    for _ in range(4):
        start = time.perf_counter()
        ready.run()
        took.append((time.perf_counter() - start) * 1000)
        values.append(ready.value())
    return {"values": values, "firstMs": took[0], "laterMs": took[3]}


def timed(ready, times):
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in range(times):
        ready.run()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    return {"cpuMs": cpu * 1000 / times, "wallMs": wall * 1000 / times}


def say(answer):
    print(json.dumps(answer), flush=True)


def main(prepare):
    ready = None
    for line in sys.stdin:
        command = json.loads(line)
        try:
            if command["do"] == "prepare":
                ready = prepare(command["workload"], read_inputs(command["file"]))
                say(first_runs(ready))
            elif command["do"] == "run":
                say(timed(ready, command["times"]))
            else:
                ready = None
                say({"dropped": True})
        except Exception as error:
            say({"cannot": str(error).split("\n")[0][:200]})


if __name__ == "__main__":
    try:
        import numpy as np

        if sys.argv[1] == "torch":
            import torch
            import torch.nn.functional as F

            torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))

            class Recurrent(torch.nn.Module):
                def __init__(self, w):
                    super().__init__()
                    self.body = torch.nn.LSTM(w["features"], w["hidden"], batch_first=True)
                    self.head = torch.nn.Linear(w["hidden"], w["classes"])

                def forward(self, x):
                    return self.head(self.body(x)[0][:, -1])

            class Attentive(torch.nn.Module):
                def __init__(self, w):
                    super().__init__()
                    options = {"dim_feedforward": w["inner"], "dropout": 0.0, "batch_first": True}
                    self.body = torch.nn.TransformerEncoderLayer(w["width"], w["heads"], **options)
                    self.head = torch.nn.Linear(w["width"], w["classes"])

                def forward(self, x):
                    return self.head(self.body(x).mean(1))
    except ImportError as error:
        say({"missing": f"{sys.executable}: {error}"})
        sys.exit()
    module = torch if sys.argv[1] == "torch" else np
    python = ".".join(map(str, sys.version_info[:3]))
    say({"version": f"{sys.argv[1]} {module.__version__}, Python {python}"})
    main(prepare_torch if sys.argv[1] == "torch" else prepare_numpy)
