import type { Tensor } from "../../index.ts";
import * as l from "../../index.ts";
import { compileWebGpu } from "../index.ts";
import { agree, type Check, difference, each, normal } from "./compare.fixture.ts";

const whole = (...values: number[]) => l.tensor(values, { dtype: "int32" });

/** Values of functions beside float64, over the range in which they have something to say. */
const functions: Check = (device) => {
  const spread = (from: number, to: number) =>
    l.tensor(Array.from({ length: 5001 }, (_, i) => from + ((to - from) * i) / 5000));
  // Two units of float32 in the last place are 2.4e-7.
  const close = (fn: (x: Tensor) => Tensor, x: Tensor, allowed = 5e-7) =>
    agreeRelative(device, fn, x, allowed);
  return each({
    exp: () => close(l.exp, spread(-85, 88)),
    "exp beyond float32": () => agree(device, l.exp, [l.tensor([-200, 200, NaN, -Infinity, Infinity, 0])]),
    expm1: () => close(l.expm1, spread(-3, 3)),
    log: () => close(l.log, l.exp(spread(-80, 80))),
    "log at its limits": () => agree(device, l.log, [l.tensor([0, -1, NaN, Infinity, 1])]),
    log1p: () => close(l.log1p, spread(-0.9, 4), 1e-6),
    tanh: () => close(l.tanh, spread(-12, 12)),
    erf: () => close(l.erf, spread(-5, 5)),
    sigmoid: () => close(l.sigmoid, spread(-60, 60), 1e-6),
    "sin and cos": () => agree(device, (x) => [l.sin(x), l.cos(x)], [spread(-8000, 8000)], 1e-6),
    sqrt: () => close(l.sqrt, spread(0, 9)),
    pow: () => close((x) => l.pow(x, 2.7), spread(0.1, 9), 2e-6),
    "pow of what is not positive": () =>
      agree(device, (x, y) => l.pow(x, y), [
        l.tensor([-2, -2, -2, 0, 0, -1.5]),
        l.tensor([3, 2, 0.5, 0, 2, -1]),
      ]),
    "NaN in maximum": () =>
      agree(device, (x, y) => [l.maximum(x, y), l.minimum(y, x), l.amax(x)], [
        l.tensor([NaN, 1]),
        l.tensor([0, 2]),
      ]),
  });
};

async function agreeRelative(
  device: GPUDevice,
  fn: (x: Tensor) => Tensor,
  x: Tensor,
  allowed: number,
): Promise<string | null> {
  const found = await compileWebGpu(fn, { device })(x);
  const wanted = fn(x.to("float64")).data;
  for (let i = 0; i < wanted.length; i++) {
    const error = Math.abs(found.data[i]! - wanted[i]!);
    if (!(error <= allowed * Math.abs(wanted[i]!)))
      return `of ${x.data[i]} ${found.data[i]}, ${wanted[i]} is wanted`;
  }
  return null;
}

const reductions: Check = (device) =>
  each({
    "rows of every length": async () => {
      for (const n of [1, 3, 32, 256, 257, 1000]) {
        const x = normal(5, n);
        const problem = await agree(
          device,
          (x) => [x.sum({ dim: 1 }), l.amax(x, { dim: 1 }), l.softmax(x, { dim: 1 })],
          [x],
        );
        if (problem) return `${n}: ${problem}`;
      }
      return null;
    },
    everything: () => agree(device, (x) => [x.sum(), x.mean(), l.amin(x)], [normal(37, 41)]),
    columns: () => agree(device, (x) => x.sum({ dim: 0 }), [normal(1000, 13)]),
    "columns of blocks": () => agree(device, (x) => x.sum({ dim: 1 }), [normal(3, 100, 300)]),
    "rows and columns together": () =>
      agree(
        device,
        (x, g) => {
          const y = l.softmax(x, { dim: 1 });
          const d = y.mul(g.sub(y.mul(g).sum({ dim: 1, keepdim: true })));
          return [d, d.sum({ dim: 0 })];
        },
        [normal(130, 20), normal(130, 20)],
      ),
    "along the first dimension": () => agree(device, (x) => l.logSoftmax(x, { dim: 0 }), [normal(20, 7)]),
    "where the largest lies": () =>
      agree(
        device,
        (x) => [
          l.argmax(x.exp(), { dim: 1 }),
          l.argmin(x.exp(), { dim: 0 }),
          l.argmax(x.exp()),
          l
            .argmax(x.exp(), { dim: 2 })
            .eq(l.argmax(x.mul(2), { dim: 2 }))
            .to("float32")
            .mean(),
        ],
        [
          l.tensor([
            [
              [1, 5],
              [5, NaN],
              [2, 0],
            ],
            [
              [3, 1],
              [3, 2],
              [0, 9],
            ],
          ]),
        ],
      ),
    variance: () => agree(device, (x) => [l.variance(x, { dim: 1 }), l.std(x)], [normal(20, 70)]),
    "no elements": () =>
      agree(
        device,
        (x, y) => {
          const none = y.exp().slice([0, 0]);
          return [x.add(1), x.sum(), none.sum(), none.transpose(0, 1).matmul(none), l.sign(none)];
        },
        [normal(0, 3), normal(2, 3)],
      ),
    "no dimensions": () => agree(device, (x, y) => x.exp().mul(y), [normal(), normal(3)]),
  });

const products: Check = (device) =>
  each({
    "sizes around the tile": async () => {
      for (const [m, k, n] of [
        [1, 5, 1],
        [17, 15, 33],
        [65, 3, 130],
        [3, 300, 70],
      ]) {
        const problem = await agree(device, l.matmul, [normal(m!, k!), normal(k!, n!)], 1e-5);
        if (problem) return `${m} × ${k} × ${n}: ${problem}`;
      }
      return null;
    },
    transposes: () =>
      agree(device, (a, b) => [a.transpose(0, 1).matmul(b.transpose(0, 1)), b.matmul(a)], [
        normal(20, 30),
        normal(40, 20),
      ]),
    "batches that repeat": () => agree(device, l.matmul, [normal(2, 1, 7, 5), normal(3, 5, 9)]),
    "a slice of a permutation": () =>
      agree(device, (x, y) => x.permute([2, 0, 1]).slice([1, 3]).matmul(y), [normal(4, 5, 6), normal(5, 8)]),
    vectors: () =>
      agree(device, (a, x) => [a.matmul(x), x.matmul(a.transpose(0, 1))], [normal(30, 20), normal(20)]),
    convolutions: () =>
      agree(
        device,
        (x, w) => l.grad(l.conv2d(x, w, { padding: 1, stride: 2 }).pow(2).sum(), [x, w]),
        [normal(2, 3, 7, 7), normal(4, 3, 3, 3)].map((x) => Object.assign(x, { requiresGrad: true })),
      ),
    "pooling and sums of products": () =>
      agree(
        device,
        (x) => {
          const pooled = [
            l.maxPool2d(x, 2),
            l.avgPool2d(x, 2),
            l.einsum("nchw,ncwk->nhk", x, x.transpose(2, 3)),
          ];
          return l.grad(pooled.map((y) => y.pow(2).sum()).reduce(l.add), [x]);
        },
        [Object.assign(normal(2, 3, 6, 6), { requiresGrad: true })],
      ),
    attention: () =>
      agree(
        device,
        (q, k, v) => l.grad(l.scaledDotProductAttention(q, k, v, { isCausal: true }).pow(2).sum(), [q, k, v]),
        [normal(2, 3, 9, 8), normal(2, 3, 9, 8), normal(2, 3, 9, 4)].map((x) =>
          Object.assign(x, { requiresGrad: true }),
        ),
      ),
  });

const indices: Check = (device) =>
  each({
    "rows of a table, and their gradient": () =>
      agree(device, (w, i) => [l.embedding(i, w), ...l.grad(l.embedding(i, w).pow(2).sum(), [w])], [
        Object.assign(normal(9, 5), { requiresGrad: true }),
        whole(1, 8, 1, 0, 1),
      ]),
    "along other dimensions": () =>
      agree(device, (x, i, y) => [l.indexSelect(x.exp(), 1, i), l.indexAdd(x.exp(), 1, i, y.exp())], [
        normal(3, 5, 2),
        whole(4, 0, 4),
        normal(3, 3, 2),
      ]),
    "gather and scatterAdd": () =>
      agree(device, (x, i, y) => [l.gather(x.exp(), 0, i), l.scatterAdd(x.exp(), 0, i, y.exp())], [
        normal(4, 3),
        l.tensor(
          [
            [3, 0],
            [3, 1],
          ],
          { dtype: "int32" },
        ),
        normal(2, 2),
      ]),
    "computed masks": () =>
      agree(
        device,
        (x, y) => {
          const m = x.exp().gt(y.exp());
          return [
            m,
            l.logicalNot(m),
            l.where(m, 1, 2),
            m.to("int32"),
            l.where(m.logicalNot(), x, y),
            m.eq(true),
          ];
        },
        [normal(33), normal(33)],
      ),
    "parts put together": () =>
      agree(
        device,
        (x, y) => {
          const m = x.gt(0);
          return [
            l.cat([x.exp(), y.exp()], { dim: 1 }),
            l.cat([m, m], { dim: 0 }),
            l.pad(x.exp(), [1, 2], { value: 3 }),
            l.pad(m, [1, 1], { value: 1 }),
            l.flip(x.exp(), [0, 1]),
            l.roll(x.exp(), 2, 1),
            l.tril(l.cat([x.exp(), y.exp()], { dim: 1 })),
            m.slice([0, 3, 2]),
          ];
        },
        [normal(4, 3), normal(4, 5)],
      ),
    "windows as columns and back": () =>
      agree(
        device,
        (x) => [l.unfold(x.exp(), 3, { padding: 1 }), l.fold(l.unfold(x.exp(), [2, 3]), [5, 6], [2, 3])],
        [normal(2, 2, 5, 6)],
      ),
  });

/** What the processor does before a run. */
const before: Check = (device) =>
  each({
    "draws are fresh at each call, and those of eager mode": async () => {
      const make = (rng: l.Philox) => (x: Tensor) =>
        x.add(l.randn([3], { rng })).mul(l.rand([3], { rng }).exp());
      const [eager, gpu] = [make(new l.Philox(5)), compileWebGpu(make(new l.Philox(5)), { device })];
      const x = normal(3);
      for (let i = 0; i < 3; i++) {
        const wanted = eager(x);
        const problem = difference(await gpu(x), wanted);
        if (problem) return `call ${i}: ${problem}`;
      }
      return null;
    },
    "whole numbers, sorting and conversion of arguments": () =>
      agree(
        device,
        (i, x, y) => [l.indexSelect(x.exp(), 0, i.add(1)), l.sort(x).values.exp(), y.to("float32").exp()],
        [whole(0, 1), normal(4), l.tensor([0.1, 0.2], { dtype: "float64" })],
      ),
  });

export const operationChecks: Readonly<Record<string, Check>> = {
  "functions, within units of the last place": functions,
  reductions,
  "products, convolutions, attention": products,
  "indices, masks, moving": indices,
  "what the processor does before a run": before,
};
