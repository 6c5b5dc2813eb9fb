import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import * as l from "../index.ts";

interface Golden {
  x: number[];
  v: number[];
  batch: number[][];
  results: Record<string, { shape: number[]; data: number[] }>;
}
const file = new URL("../../../../golden/autograd/values.json", import.meta.url);
const golden = (JSON.parse(readFileSync(file, "utf8")) as { values: Golden }).values;

// The functions of golden/autograd_golden.py.
const mix = (x: l.Tensor): l.Tensor =>
  l.add(l.tanh(l.mul(x, l.sum(x))), l.sin(l.slice(x, ...x.shape.slice(1).map(() => null), [0, 1])));
const scalar = (x: l.Tensor): l.Tensor => l.add(l.sum(l.mul(l.exp(l.div(x, 2)), l.roll(x, 1))), l.prod(x));
const cube = l.customFunction<[l.Tensor]>({
  name: "cube",
  forward: (x) => l.pow(x, 3),
  backward: (g, { inputs: [x] }) => [l.mul(l.mul(l.pow(x, 2), 3), g)],
});

const leaf = (): l.Tensor => l.tensor(golden.x, { dtype: "float64", requiresGrad: true });
const batch = l.tensor(golden.batch, { dtype: "float64" });
const v = l.tensor(golden.v, { dtype: "float64" });

function twice(fn: (x: l.Tensor) => l.Tensor): l.Tensor {
  const x = leaf();
  const y = fn(x);
  const weights = l.arange(1, y.numel() + 1, { dtype: "float64" });
  const [first] = l.grad(y, [x], { gradOutputs: [weights], createGraph: true });
  const [second] = l.grad(l.sum(l.pow(first!, 2)), [x]);
  return l.stack([first!.detach(), second!]);
}

function gradientOf(loss: (x: l.Tensor) => l.Tensor): l.Tensor {
  const x = leaf();
  loss(x).backward();
  return x.grad!;
}

function hooked(x: l.Tensor): l.Tensor {
  const h = l.mul(x, x);
  h.registerHook((g) => l.mul(g, l.tensor([1, -2, 0.5], { dtype: "float64" })));
  return l.sum(mix(h));
}

const ours: Record<string, () => l.Tensor> = {
  jacobian: () => l.jacobian(mix, leaf()),
  "jacobian of a batch": () => l.jacobian(mix, batch),
  hessian: () => l.hessian(scalar, leaf()),
  hvp: () => l.hvp(scalar, leaf(), v),
  "gradients of examples": () => l.vmap((row) => l.jacobian(scalar, row))(batch),
  checkpoint: () => gradientOf((x) => l.sum(l.checkpoint((a: l.Tensor) => mix(mix(a)), x))),
  hook: () => gradientOf(hooked),
  twice: () => twice(mix),
  "custom twice": () => twice(cube),
  "singular values": () => l.svdvals(batch),
};

it.each(Object.entries(golden.results))("PyTorch's %s", (name, { shape, data }) => {
  const found = ours[name]!();
  expect(found.shape).toEqual(shape);
  const wanted = l.tensor(Float64Array.from(data), { shape, dtype: "float64" });
  expect(l.allclose(found, wanted, { rtol: 1e-12, atol: 1e-13 })).toBe(true);
});
