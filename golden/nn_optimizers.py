"""Twenty steps of every optimiser on two problems, in float64: PyTorch's paths, and those of nn_numpy_optimizers.py.

An entry of "trajectories" has the optimiser's name and options (TypeScript's names), the groups where there are several, the
schedule where one is on top, and the parameters after the steps that the problem lists.
"""

import re

import nn_numpy_optimizers
import numpy as np
import torch

STEPS = 20


def draw(seed, *shape):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


def quartic(p, d, t):
    """½ Σ c (θ − 1)² + ¼ Σ φ⁴"""
    return 0.5 * (d["c"] * (p["theta"] - 1) ** 2).sum() + 0.25 * (p["phi"] ** 4).sum()


def matrices(p, d, t):
    """½ Σ (tanh(X W + b) − Y)² + ½ Σ C (K − T)² + ¼ Σ K⁴, and + ½ Σ D (s − 1)² unless 3 divides t: s has no gradient then."""
    fit = 0.5 * ((d["X"] @ p["W"] + p["b"]).tanh() - d["Y"]).pow(2).sum()
    loss = fit + 0.5 * (d["C"] * (p["K"] - d["T"]) ** 2).sum() + 0.25 * (p["K"] ** 4).sum()
    return loss if t % 3 == 0 else loss + 0.5 * (d["D"] * (p["s"] - 1) ** 2).sum()


PROBLEMS = {
    "quartic": {
        "loss": quartic,
        "parameters": {"theta": draw(9, 3), "phi": draw(10, 2, 2)},
        "data": {"c": draw(11, 3).abs() + 0.5},
        "steps": list(range(1, STEPS + 1)),
    },
    "matrices": {
        "loss": matrices,
        "parameters": {"W": draw(61, 4, 3), "b": draw(62, 3), "K": draw(63, 2, 3, 2, 2), "s": draw(64, 2)},
        "data": {
            "X": draw(65, 6, 4), "Y": draw(66, 6, 3).tanh(), "C": draw(67, 2, 3, 2, 2).abs() + 0.5,
            "T": draw(68, 2, 3, 2, 2), "D": draw(69, 2).abs() + 0.5,
        },
        "steps": [1, 2, 3, 5, 10, 20],
    },
}


def camel(name):
    return re.sub(r"_(\w)", lambda match: match[1].upper(), name)


def camel_keys(options):
    return {camel(key): value for key, value in options.items()}


def torch_path(entry):
    """The path of one entry by PyTorch.

    NAdam with foreach: in 1.13 the other code multiplies ∏ μ by μ_t · μ_{t+1} where Dozat 2016 (and every later PyTorch) has
    μ_{t+1} alone. It keeps that product in the default dtype.
    """
    problem = PROBLEMS[entry["problem"]]
    parameters = {name: torch.nn.Parameter(value.clone()) for name, value in problem["parameters"].items()}
    model = torch.nn.ParameterList(parameters.values())
    averaged = torch.optim.swa_utils.AveragedModel(model) if "inner" in entry else None
    method = entry.get("inner", entry)
    options = {**method["options"], **({"foreach": True} if method["optimizer"] == "NAdam" else {})}
    groups = [{**group, "params": [parameters[name] for name in group["params"]]} for group in entry.get("groups", [])]
    optimizer = getattr(torch.optim, method["optimizer"])(groups or list(parameters.values()), **options)
    schedule = None
    if "schedule" in entry:
        schedule = getattr(torch.optim.lr_scheduler, entry["schedule"])(optimizer, **entry["schedule_options"])
    path = []
    for t in range(STEPS):
        def closure(t=t):
            optimizer.zero_grad(set_to_none=True)
            loss = problem["loss"](parameters, problem["data"], t)
            loss.backward()
            return loss
        optimizer.step(closure)
        if schedule is not None:
            schedule.step()
        if averaged is not None:
            averaged.update_parameters(model)
        if t + 1 in problem["steps"]:
            path.append([parameter.detach().tolist() for parameter in (averaged or model).parameters()])
    return path


# name: [optimiser, options]; each on both problems
EVERYWHERE = {
    "SGD": ["SGD", {"lr": 0.1}],
    "SGD momentum": ["SGD", {"lr": 0.05, "momentum": 0.9}],
    "SGD dampening": ["SGD", {"lr": 0.05, "momentum": 0.9, "dampening": 0.3}],
    "SGD nesterov": ["SGD", {"lr": 0.05, "momentum": 0.9, "nesterov": True}],
    "SGD weightDecay": ["SGD", {"lr": 0.1, "momentum": 0.5, "weight_decay": 0.1}],
    "Adagrad": ["Adagrad", {"lr": 0.3}],
    "Adagrad options": ["Adagrad", {"lr": 0.3, "lr_decay": 0.05, "weight_decay": 0.1, "initial_accumulator_value": 0.2, "eps": 1e-6}],
    "Adadelta": ["Adadelta", {}],
    "Adadelta options": ["Adadelta", {"lr": 0.7, "rho": 0.8, "eps": 1e-3, "weight_decay": 0.1}],
    "RMSprop": ["RMSprop", {"lr": 0.02}],
    "RMSprop centered": ["RMSprop", {"lr": 0.02, "alpha": 0.9, "centered": True}],
    "RMSprop momentum": ["RMSprop", {"lr": 0.01, "momentum": 0.8, "eps": 1e-5, "weight_decay": 0.1}],
    "RMSprop centered momentum": ["RMSprop", {"lr": 0.01, "alpha": 0.95, "momentum": 0.8, "centered": True}],
    "Adam": ["Adam", {"lr": 0.1}],
    "Adam betas": ["Adam", {"lr": 0.05, "betas": (0.8, 0.95), "eps": 1e-6}],
    "Adam weightDecay": ["Adam", {"lr": 0.1, "weight_decay": 0.1}],
    "Adam amsgrad": ["Adam", {"lr": 0.2, "betas": (0.7, 0.6), "amsgrad": True}],
    "AdamW": ["AdamW", {"lr": 0.1}],
    "AdamW options": ["AdamW", {"lr": 0.05, "betas": (0.8, 0.95), "eps": 1e-6, "weight_decay": 0.2}],
    "AdamW amsgrad": ["AdamW", {"lr": 0.2, "betas": (0.7, 0.6), "amsgrad": True}],
    "NAdam": ["NAdam", {"lr": 0.05}],
    "NAdam options": ["NAdam", {"lr": 0.1, "betas": (0.8, 0.95), "eps": 1e-6, "weight_decay": 0.1, "momentum_decay": 0.02}],
    "RAdam": ["RAdam", {"lr": 0.1}],
    "RAdam options": ["RAdam", {"lr": 0.1, "betas": (0.8, 0.95), "eps": 1e-6, "weight_decay": 0.1}],
    "Adamax": ["Adamax", {"lr": 0.1}],
    "Adamax options": ["Adamax", {"lr": 0.1, "betas": (0.8, 0.7), "eps": 1e-6, "weight_decay": 0.1}],
    "Rprop": ["Rprop", {"lr": 0.05}],
    "Rprop options": ["Rprop", {"lr": 0.02, "etas": (0.4, 1.3), "step_sizes": (1e-3, 0.1)}],
    "LBFGS": ["LBFGS", {"lr": 0.2, "max_iter": 2}],
    "LBFGS history": ["LBFGS", {"lr": 0.3, "max_iter": 3, "history_size": 2, "tolerance_grad": 1e-5, "tolerance_change": 1e-7}],
    "LBFGS strong_wolfe": ["LBFGS", {"max_iter": 2, "line_search_fn": "strong_wolfe"}],
    "LBFGS strong_wolfe maxEval": ["LBFGS", {"lr": 0.1, "max_iter": 5, "max_eval": 4, "line_search_fn": "strong_wolfe"}],
}
# name: [optimiser, options, schedule, its options]; on the quartic
SCHEDULED = {
    "SGD StepLR": ["SGD", {"lr": 0.2, "momentum": 0.5}, "StepLR", {"step_size": 5, "gamma": 0.5}],
    "SGD OneCycleLR": ["SGD", {"lr": 0.1, "momentum": 0.9}, "OneCycleLR", {"max_lr": 0.2, "total_steps": 20}],
    "Adam OneCycleLR": ["Adam", {"lr": 0.1, "betas": (0.9, 0.99)}, "OneCycleLR", {"max_lr": 0.3, "total_steps": 20}],
    "AdamW CosineAnnealingLR": ["AdamW", {"lr": 0.2}, "CosineAnnealingLR", {"T_max": 20, "eta_min": 0.01}],
}
# groups of different lr and weight decay; on both problems
GROUPED = ["SGD", "Adagrad", "RMSprop", "Adam", "AdamW", "NAdam", "RAdam", "Adamax", "Adadelta"]
HALVES = {"quartic": [["theta"], ["phi"]], "matrices": [["W", "s"], ["b", "K"]]}


def groups_of(problem):
    first, second = HALVES[problem]
    return [{"params": first, "lr": 0.1, "weight_decay": 0.2}, {"params": second}]


def torch_entries():
    for problem in PROBLEMS:
        for name, (optimizer, options) in EVERYWHERE.items():
            yield {"name": name, "optimizer": optimizer, "options": options, "problem": problem}
        for optimizer in GROUPED:
            options = {"lr": 0.03, "weight_decay": 0.01}
            yield {
                "name": f"{optimizer} groups", "optimizer": optimizer, "options": options, "groups": groups_of(problem),
                "problem": problem,
            }
        inner = {"optimizer": "SGD", "options": {"lr": 0.05, "momentum": 0.9}}
        yield {"name": "plain average", "optimizer": "StochasticWeightAverage", "options": {}, "inner": inner, "problem": problem}
    for name, (optimizer, options, schedule, schedule_options) in SCHEDULED.items():
        yield {
            "name": name, "optimizer": optimizer, "options": options, "schedule": schedule,
            "schedule_options": schedule_options, "problem": "quartic",
        }


def in_camel(entry):
    out = {key: value for key, value in entry.items() if key != "schedule_options"}
    out["options"] = camel_keys(entry["options"])
    if "groups" in entry:
        out["groups"] = [camel_keys(group) for group in entry["groups"]]
    if "schedule" in entry:
        out["scheduleOptions"] = camel_keys(entry["schedule_options"])
    if "inner" in entry:
        out["inner"] = {"optimizer": entry["inner"]["optimizer"], "options": camel_keys(entry["inner"]["options"])}
    return out


def both_agree(optimizer, plain):
    """The NumPy side has gradients and inner optimisers of its own: they give PyTorch's path."""
    for name, problem in plain.items():
        entry = {"optimizer": optimizer, "options": {"lr": 0.1}, "problem": name}
        theirs, ours = torch_path(entry), nn_numpy_optimizers.numpy_path({**problem, "name": name}, entry)
        for step, (row, other) in enumerate(zip(theirs, ours)):
            for x, y in zip(row, other):
                assert np.allclose(x, y, rtol=0, atol=1e-12), f"{optimizer}, {name}, step {step}: {x} and {y}"


def optimizer_paths():
    usual = torch.get_default_dtype()
    torch.set_default_dtype(torch.float64)
    paths = [{**in_camel(entry), "source": "PyTorch 1.13", "path": torch_path(entry)} for entry in torch_entries()]
    torch.set_default_dtype(usual)
    plain = {
        name: {
            "parameters": {key: value.numpy() for key, value in problem["parameters"].items()},
            "data": {key: value.numpy() for key, value in problem["data"].items()},
            "steps": problem["steps"],
        }
        for name, problem in PROBLEMS.items()
    }
    for optimizer in ["SGD", "Adam"]:
        both_agree(optimizer, plain)
    for entry, path in nn_numpy_optimizers.paths(plain):
        paths.append({**in_camel(entry), "source": "NumPy from the paper", "path": path})
    problems = {
        name: {
            "parameters": {key: value.tolist() for key, value in problem["parameters"].items()},
            "data": {key: value.tolist() for key, value in problem["data"].items()},
            "steps": problem["steps"],
        }
        for name, problem in PROBLEMS.items()
    }
    return {"problems": problems, "trajectories": paths}
