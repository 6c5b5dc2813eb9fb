"""The learning rates that schedules give, step by step, in float64: PyTorch's, and those of nn_numpy_schedules.py.

An entry of "cases" has a schedule with its options (TypeScript's names), over an optimiser with two groups; "lr" holds the rates
of both groups before the first step and after each one, and so do "momentum" and "betas" where the schedule moves them.
"""

import warnings

import nn_numpy_schedules
import torch
from nn_optimizers import camel_keys

scheduler = torch.optim.lr_scheduler
RATES = [0.1, 0.4]
STEPS = 40

LAMBDAS = {"0.95^t": lambda t: 0.95**t, "1/(1+t)": lambda t: 1 / (1 + t)}

# Falls, stalls, falls, rises, falls: numbers that a loss could be.
METRICS = [
    1.0, 0.8, 0.7, 0.69995, 0.69991, 0.6999, 0.69985, 0.6, 0.62, 0.61, 0.605, 0.5999, 0.7, 0.75, 0.8, 0.8, 0.5, 0.49999, 0.49,
    0.52, 0.53, 0.55, 0.5, 0.5, 0.5, 0.48, 0.4795, 0.4791, 0.48, 0.47, 0.47, 0.47, 0.47, 0.47, 0.47, 0.47, 0.47, 0.47, 0.3, 0.31,
]

# name: [schedule, options]
SINGLE = {
    "StepLR": ["StepLR", {"step_size": 7}],
    "StepLR gamma": ["StepLR", {"step_size": 3, "gamma": 0.7}],
    "MultiStepLR": ["MultiStepLR", {"milestones": [5, 9, 9, 30], "gamma": 0.5}],
    "ConstantLR": ["ConstantLR", {}],
    "ConstantLR options": ["ConstantLR", {"factor": 0.2, "total_iters": 12}],
    "LinearLR": ["LinearLR", {}],
    "LinearLR options": ["LinearLR", {"start_factor": 0.05, "end_factor": 0.6, "total_iters": 20}],
    "ExponentialLR": ["ExponentialLR", {"gamma": 0.9}],
    "PolynomialLR": ["PolynomialLR", {}],
    "PolynomialLR options": ["PolynomialLR", {"total_iters": 25, "power": 2.5}],
    "CosineAnnealingLR": ["CosineAnnealingLR", {"T_max": 39}],
    "CosineAnnealingLR twice": ["CosineAnnealingLR", {"T_max": 12, "eta_min": 0.02}],
    "CosineAnnealingWarmRestarts": ["CosineAnnealingWarmRestarts", {"T_0": 9}],
    "CosineAnnealingWarmRestarts options": ["CosineAnnealingWarmRestarts", {"T_0": 5, "T_mult": 2, "eta_min": 0.01}],
    "CyclicLR": ["CyclicLR", {"base_lr": 0.01, "max_lr": 0.1, "step_size_up": 6}],
    "CyclicLR triangular2": [
        "CyclicLR", {
            "base_lr": [0.01, 0.02], "max_lr": [0.1, 0.3], "step_size_up": 4, "step_size_down": 7, "mode": "triangular2",
            "base_momentum": 0.7, "max_momentum": 0.95,
        },
    ],
    "CyclicLR exp_range": [
        "CyclicLR",
        {"base_lr": 0.01, "max_lr": 0.1, "step_size_up": 5, "mode": "exp_range", "gamma": 0.97, "cycle_momentum": False},
    ],
    "OneCycleLR": ["OneCycleLR", {"max_lr": 0.5, "total_steps": 41}],
    "OneCycleLR linear": [
        "OneCycleLR", {
            "max_lr": [0.5, 0.2], "total_steps": 41, "anneal_strategy": "linear", "pct_start": 0.4, "div_factor": 10.0,
            "final_div_factor": 100.0,
        },
    ],
    "OneCycleLR three_phase": [
        "OneCycleLR", {
            "max_lr": 0.5, "epochs": 8, "steps_per_epoch": 6, "three_phase": True, "base_momentum": 0.8, "max_momentum": 0.9,
        },
    ],
    "OneCycleLR cycle_momentum": ["OneCycleLR", {"max_lr": 0.5, "total_steps": 50, "cycle_momentum": False}],
}
# name: options
PLATEAU = {
    "ReduceLROnPlateau": {"patience": 3},
    "ReduceLROnPlateau cooldown": {"factor": 0.5, "patience": 1, "cooldown": 3, "threshold": 1e-2},
    "ReduceLROnPlateau abs": {"factor": 0.3, "patience": 2, "threshold": 1e-3, "threshold_mode": "abs", "min_lr": 0.004},
    "ReduceLROnPlateau max": {"mode": "max", "factor": 0.6, "patience": 4, "min_lr": [0.02, 0.1]},
    "ReduceLROnPlateau max abs": {"mode": "max", "factor": 0.6, "patience": 0, "threshold": 0.03, "threshold_mode": "abs"},
    "ReduceLROnPlateau eps": {"factor": 0.5, "patience": 0, "eps": 0.01},
}


def optimizer_for(name):
    groups = [{"params": [torch.zeros(1, requires_grad=True)], "lr": rate} for rate in RATES]
    if name == "Adam":
        return torch.optim.Adam(groups, lr=0.1, betas=(0.8, 0.99))
    return torch.optim.SGD(groups, lr=0.1, momentum=0.9)


def moved(optimizer):
    first = optimizer.param_groups[0]
    return {
        "lr": [group["lr"] for group in optimizer.param_groups],
        **({"betas": [list(group["betas"]) for group in optimizer.param_groups]} if "betas" in first else {}),
        **({"momentum": [group["momentum"] for group in optimizer.param_groups]} if "momentum" in first else {}),
    }


def walk(optimizer, schedule, steps=STEPS, metrics=None):
    rows = [moved(optimizer)]
    for t in range(steps):
        optimizer.step()
        schedule.step(*([metrics[t]] if metrics else []))
        rows.append(moved(optimizer))
    return {key: [row[key] for row in rows] for key in rows[0]}


def make(optimizer, spec):
    """spec: [schedule, options], where options may name a lambda."""
    name, options = spec
    options = {key: LAMBDAS[value] if key == "lr_lambda" else value for key, value in options.items()}
    return getattr(scheduler, name)(optimizer, **options)


def entry(name, schedule, options, optimizer="SGD", **more):
    return {
        "name": name, "schedule": schedule, "options": camel_keys(options), "optimizer": optimizer, "source": "PyTorch 1.13", **more,
    }


def single():
    for name, (schedule, options) in SINGLE.items():
        for kind in ["SGD", "Adam"] if schedule == "OneCycleLR" else ["SGD"]:
            optimizer = optimizer_for(kind)
            steps = walk(optimizer, make(optimizer, [schedule, options]))
            yield {**entry(f"{name}, {kind}" if schedule == "OneCycleLR" else name, schedule, options, kind), **steps}
    for name in LAMBDAS:
        optimizer = optimizer_for("SGD")
        schedule = make(optimizer, ["LambdaLR", {"lr_lambda": name}])
        yield {**entry(f"LambdaLR {name}", "LambdaLR", {"lr_lambda": name}), **walk(optimizer, schedule)}


def plateau():
    for name, options in PLATEAU.items():
        optimizer = optimizer_for("SGD")
        schedule = make(optimizer, ["ReduceLROnPlateau", options])
        metrics = METRICS if options.get("mode") != "max" else [1 - value for value in METRICS]
        yield {**entry(name, "ReduceLROnPlateau", options, metrics=metrics), **walk(optimizer, schedule, metrics=metrics)}


WARM_COSINE = [["LinearLR", {"start_factor": 0.1, "total_iters": 8}], ["CosineAnnealingLR", {"T_max": 30, "eta_min": 0.001}]]
THREE = [["ConstantLR", {"factor": 0.1, "total_iters": 2}], ["ExponentialLR", {"gamma": 0.9}], ["StepLR", {"step_size": 6, "gamma": 0.5}]]
WARM_EXPONENTIAL = [["ConstantLR", {"factor": 0.1, "total_iters": 5}], ["ExponentialLR", {"gamma": 0.95}]]
WARM_LAMBDA = [["LinearLR", {"start_factor": 0.2, "total_iters": 6}], ["LambdaLR", {"lr_lambda": "1/(1+t)"}]]


def composed():
    for name, parts, milestones in [
        ["SequentialLR", WARM_COSINE, [8]], ["SequentialLR three", THREE, [3, 15]], ["SequentialLR lambda", WARM_LAMBDA, [6]],
    ]:
        optimizer = optimizer_for("SGD")
        schedule = scheduler.SequentialLR(optimizer, [make(optimizer, part) for part in parts], milestones)
        yield {
            **entry(name, "SequentialLR", {"milestones": milestones}, schedules=[in_camel(part) for part in parts]),
            **walk(optimizer, schedule),
        }
    for name, parts in [["ChainedScheduler", WARM_EXPONENTIAL], ["ChainedScheduler three", [*WARM_EXPONENTIAL, THREE[2]]]]:
        optimizer = optimizer_for("SGD")
        schedule = scheduler.ChainedScheduler([make(optimizer, part) for part in parts])
        yield {
            **entry(name, "ChainedScheduler", {}, schedules=[in_camel(part) for part in parts]), **walk(optimizer, schedule),
        }


def in_camel(part):
    return {"schedule": part[0], "options": camel_keys(part[1])}


def schedules():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that optimizer.step() saw no gradient; that step(0) is an old form
        cases = [*single(), *plateau(), *composed()]
    for case in nn_numpy_schedules.cases(RATES, STEPS):
        cases.append({**case, "options": camel_keys(case["options"]), "optimizer": "SGD", "source": "NumPy from the paper"})
    return {"rates": RATES, "cases": cases}
