"""Writes golden/<package>/<group>.json: reference values from PyTorch, scikit-learn and SciPy.

    python3 golden/generate.py [package | package/group ...]        all packages unless named

A package is a module <package>_golden.py with a function groups() that returns {group: value}, or {group: function that
returns the value}; each group becomes one file {"versions": {...}, "values": value}. Values are JSON: numbers, strings, lists, objects; NaN and infinities are
written as the strings "NaN", "Infinity" and "-Infinity".
"""

import importlib
import json
import math
import pathlib
import platform
import sys

HERE = pathlib.Path(__file__).parent
LIBRARIES = [
    "torch", "numpy", "scipy", "scikit-learn", "mpmath", "statsmodels", "pandas", "xgboost", "lightgbm", "shap", "umap",
    "hdbscan", "optuna", "imblearn", "category_encoders", "hmmlearn", "arviz", "filterpy", "networkx", "tokenizers",
]


def packages():
    return sorted(path.name.removesuffix("_golden.py") for path in HERE.glob("*_golden.py"))


def versions():
    found = {"python": platform.python_version()}
    for library in LIBRARIES:
        module = sys.modules.get({"scikit-learn": "sklearn"}.get(library, library))
        if module is not None:
            found[library] = getattr(module, "__version__", "?")
    return found


def plain(value):
    """Python values with nothing that JSON lacks."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return value


def collect(package):
    """The groups of all modules <package>_<topic>.py, for a package with many. No two may have a group of one name."""
    found = {}
    for path in sorted(HERE.glob(f"{package}_*.py")):
        if path.stem == f"{package}_golden":
            continue
        for group, value in importlib.import_module(path.stem).groups().items():
            if group in found:
                raise ValueError(f"generate: two modules of {package} have a group {group}")
            found[group] = value
    return found


def write(package, group, value):
    folder = HERE / package
    folder.mkdir(exist_ok=True)
    text = json.dumps({"versions": versions(), "values": plain(value)}, separators=(",", ":"), allow_nan=False)
    (folder / f"{group}.json").write_text(text + "\n")
    print(f"{package}/{group}.json  {len(text) / 1000:.1f} kB")


def main(names):
    known = packages()
    for name in names or known:
        package, _, group = name.partition("/")
        if package not in known:
            print(f"generate: package {package}, one of {', '.join(known)} is needed", file=sys.stderr)
            return 2
        groups = importlib.import_module(f"{package}_golden").groups()
        if group and group not in groups:
            print(f"generate: group {group} of {package}, one of {', '.join(groups)} is needed", file=sys.stderr)
            return 2
        for each in [group] if group else groups:
            value = groups[each]
            write(package, each, value() if callable(value) else value)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
