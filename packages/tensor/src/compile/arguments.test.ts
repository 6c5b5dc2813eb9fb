import { expect, it } from "vitest";
import { tensor } from "../index.ts";
import { flatten, keyOf } from "./arguments.ts";

const [a, b] = [tensor([1, 2]), tensor([3])];

it("takes tensors out of arrays and objects and puts others in their places", () => {
  const flat = flatten("f", [a, { x: b, n: 2, again: a }, null, "s"]);
  expect(flat.tensors).toEqual([a, b]);
  expect(flat.restore([b, a])).toEqual([b, { x: a, n: 2, again: b }, null, "s"]);
});

it("the key tells apart what needs another program", () => {
  const key = (...values: unknown[]): string => keyOf(flatten("f", values));
  const leaf = tensor([1, 2], { requiresGrad: true });
  const started = tensor([1, 2], { requiresGrad: true });
  started.grad = tensor([0, 0]);
  const different = [
    ...[key(a), key(b), key(a.to("float64")), key(a.reshape([1, 2])), key(leaf), key(started)],
    ...[
      key(a, b),
      key(b, a),
      key(a, a),
      key(a, a.detach()),
      key(a, a.clone()),
      key([a]),
      key({ a }),
      key({ b: a }),
    ],
    ...[
      key(1),
      key("1"),
      key(1n),
      key(true),
      key("true"),
      key(null),
      key(undefined),
      key("undefined"),
      key(0),
      key(-0),
    ],
    ...[key(Number.NaN), key([1, 2]), key("1,2"), key([[1], 2]), key({}), key([])],
  ];
  expect(new Set(different).size).toBe(different.length);
  expect(key(a, { x: 1 })).toBe(key(a.clone(), { x: 1 }));
});
