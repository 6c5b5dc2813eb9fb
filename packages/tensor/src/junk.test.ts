/**
 * Every export, called with arguments of any kind: it gives something, or refuses in the house form. No error of the
 * language ("Cannot read properties of undefined") comes out, and no call hangs or takes memory without bound.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as l from "./index.ts";

type Call = (...values: unknown[]) => unknown;

const rng = (): l.Philox => new l.Philox(1);
const float = (...shape: number[]): l.Tensor => l.randn(shape, { rng: rng() });

/** Made afresh for each call: some functions change what they are given. */
const tensors: (() => unknown)[] = [
  () => float(2, 3),
  () => l.randn([2, 3], { rng: rng(), requiresGrad: true }),
  () => float(),
  () => l.tensor([1, NaN, -Infinity]),
  () => l.eye(3, { dtype: "float64" }),
  () => float(1, 2, 3, 3),
  () => float(0, 3),
  () => l.tensor([0, 9, -7], { dtype: "int32" }),
  () => l.zeros([2, 3], { dtype: "int32" }),
  () => l.tensor([true, false, true]),
  () => [float(2, 3), float(2, 3)],
  () => [float(2), null],
];

const plain: unknown[] = [
  ...[undefined, null, true, "", "x", "float64", "ij,jk->ik", Symbol("s"), 10n, () => 1, (x: unknown) => x],
  ...[0, -0, 1, 2, -1, 0.5, NaN, Infinity, 2 ** 53, 1e300],
  ...[[], [1], [2, 3], [-1], [NaN], [null], ["a"], [2 ** 53], [1e5, 1e5, 1e5], [[1], [1, 2]]],
  ...[{}, new Map(), new Float32Array(3), new Uint8Array(40), new BigInt64Array(2)],
  ...[{ shape: 5 }, { shape: [2] }, { dtype: "float32", shape: null }, { rng: 1 }],
];

const optionNames = [
  ...[
    "dim",
    "keepdim",
    "dtype",
    "requiresGrad",
    "rng",
    "shape",
    "alpha",
    "stride",
    "padding",
    "dilation",
    "groups",
  ],
  ...[
    "bias",
    "outputPadding",
    "mode",
    "isCausal",
    "attnMask",
    "scale",
    "descending",
    "largest",
    "right",
    "p",
    "m",
  ],
  ...[
    "correction",
    "min",
    "max",
    "step",
    "createGraph",
    "gradOutputs",
    "rtol",
    "eps",
    "inDims",
    "outDim",
    "value",
  ],
  ...[
    "forward",
    "backward",
    "name",
    "upper",
    "left",
    "ord",
    "diagonal",
    "paddingIdx",
    "key",
    "block",
    "used",
  ],
];

const maker: fc.Arbitrary<() => unknown> = fc.oneof(
  fc.constantFrom(...tensors),
  fc.constantFrom(...plain.map((value) => () => value)),
);
const options = fc
  .dictionary(fc.constantFrom(...optionNames), maker, { maxKeys: 3 })
  .map((makers) => () => Object.fromEntries(Object.entries(makers).map(([key, make]) => [key, make()])));
const rest = fc.array(fc.oneof({ weight: 3, arbitrary: maker }, { weight: 1, arbitrary: options }), {
  maxLength: 4,
});
/** Half of the calls begin with a tensor, as most functions want. */
const values = fc.oneof(
  rest,
  fc.tuple(fc.constantFrom(...tensors), rest).map(([first, more]) => [first, ...more]),
);

function methodsOf(name: string, prototype: object, make: () => unknown): [string, Call][] {
  return Object.entries(Object.getOwnPropertyDescriptors(prototype)).flatMap(([key, { value }]) => {
    if (typeof value !== "function" || key === "constructor") return [];
    const call: Call = (...given) => value.apply(make(), given);
    return [[`${name}.${key}`, call] as [string, Call]];
  });
}

const classes = new Set<unknown>([l.Tensor, l.TapeNode, l.Philox]);
const functions = Object.entries(l).filter(
  ([, value]) => typeof value === "function" && !classes.has(value),
) as [string, Call][];
const calls: [string, Call][] = [
  ...functions,
  ...methodsOf("Tensor", l.Tensor.prototype, () => float(2, 3)),
  ...methodsOf("Philox", l.Philox.prototype, rng),
  ["new Philox", (seed) => new l.Philox(seed as number)],
  // Its first argument is the name that its messages begin with.
  ["broadcastShapes", (...shapes) => l.broadcastShapes("shapes", ...(shapes as number[][]))],
];

describe("arguments of any kind", () => {
  const asked = calls.filter(([name], i) => name !== "broadcastShapes" || i >= functions.length);
  it.each(asked)("%s", (_, call) => {
    fc.assert(
      fc.property(values, (makers) => {
        const given = makers.map((make) => make());
        try {
          call(...given);
        } catch (error) {
          expect(error instanceof RangeError || error instanceof TypeError).toBe(true);
          expect((error as Error).message).toMatch(/^\w+: ./);
        }
      }),
      { numRuns: 60 },
    );
  });
});
