import type { Parameters } from "@blankfile/curriculum/lab";
import { activations } from "./network.ts";
import { shapes } from "./points.ts";

const choice = <const D extends string>(
  label: string,
  values: readonly (readonly [string, string])[],
  initial: D,
) =>
  ({
    kind: "choice",
    label,
    options: values.map(([value, text]) => ({ value, label: text })),
    default: initial,
  }) as const;

const plain = (values: readonly string[]) => values.map((value) => [value, value] as const);
const names = { tanh: "tanh", relu: "relu", gelu: "GELU" };

export const parameters = {
  engine: choice(
    "Each step is",
    [
      ["compiled", "compiled"],
      ["eager", "eager"],
    ],
    "compiled",
  ),
  each: choice("Training steps a picture", plain(["1", "20", "200"]), "20"),
  shape: choice("Points", plain(shapes), "spirals"),
  width: choice("Units in a layer", plain(["8", "16", "32", "64"]), "32"),
  batch: choice("Batch", plain(["16", "64", "256"]), "64"),
  activation: choice(
    "Activation",
    activations.map((name) => [name, names[name]] as const),
    "tanh",
  ),
  optimiser: choice(
    "Optimiser",
    [
      ["sgd", "SGD"],
      ["adam", "Adam"],
    ],
    "adam",
  ),
  clip: { kind: "switch", label: "Clip the gradient at norm 1", default: false },
  rate: { kind: "range", label: "Learning rate", min: 1e-4, max: 100, step: 0.25, default: 0.01, log: true },
  scale: { kind: "range", label: "Inputs times", min: 0.01, max: 100, step: 0.5, default: 1, log: true },
  bias: { kind: "range", label: "Hidden biases start at", min: -6, max: 6, step: 0.5, default: 0 },
} as const satisfies Parameters;
