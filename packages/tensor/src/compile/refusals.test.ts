import { expect, it, vi } from "vitest";
import { compile, type Tensor, tensor, zeros } from "../index.ts";

const numbers = (of: string) =>
  `compile: the numbers of ${of} were asked for while the function was recorded, tensors only are needed inside; return the tensor and read it outside, or choose with where(…) instead of if`;

it.each([
  ["item", (x: Tensor) => x.sum().item()],
  ["data", (x: Tensor) => x.sum().data[0]!],
  ["toArray", (x: Tensor) => x.sum().toArray()],
  ["a text", (x: Tensor) => String(x.sum())],
])("%s of what is computed inside is refused", (_, read) => {
  expect(() => compile((x: Tensor) => read(x) as number)(tensor([1, 2]))).toThrow(numbers("sum"));
});

it("so are the numbers of arguments and of tensors from outside", () => {
  const w = tensor([1, 2]);
  expect(() => compile((x: Tensor) => (x.data[0]! > 0 ? x : x.neg()))(w)).toThrow(numbers("argument"));
  expect(() => compile(() => w.data[0]!)()).toThrow(numbers("float32 [2]"));
  expect(w.data[0]).toBe(1);
});

it("wrong shapes inside are refused in the operation's own words, and the next call works", () => {
  const f = compile((x: Tensor) => x.matmul(zeros([3, 2])));
  expect(() => f(zeros([2, 4]))).toThrow(/^matmul: inner sizes differ: \[2, 4\] × \[3, 2\]/);
  expect(f(zeros([2, 3])).shape).toEqual([2, 2]);
  expect(f.programs.length).toBe(1);
});

it("a value kept from an earlier recording is refused", () => {
  let kept: Tensor | null = null;
  const f = compile((x: Tensor) => {
    if (kept) return kept.add(x);
    kept = x.mul(2);
    return kept;
  });
  f(tensor([1]));
  expect(() => f(tensor([1, 2]))).toThrow(
    "compile: a value from an earlier recording, one of this call is needed; keep what outlives a call in tensors made outside, or make it inside eagerly(() => …)",
  );
});

it("arguments and results of other kinds are refused", () => {
  const f = compile((x: unknown) => x);
  expect(() => f(new Map())).toThrow("compile: Map as value[0], tensors, plain values");
  expect(() => f([new Float32Array(2)])).toThrow("compile: Float32Array as value[0][0]");
  expect(() => f({ by: () => {} })).toThrow("compile: a function as value[0].by");
  expect(() => compile(() => new Set())()).toThrow("compile: what the function returned: Set as value");
  const ring: unknown[] = [];
  ring.push(ring);
  expect(() => f(ring)).toThrow("compile: value[0][0] lies in itself, values that end are needed");
});

it("an async function is refused", () => {
  expect(() => compile(async (x: Tensor) => x)(tensor([1]))).toThrow(
    "compile: what the function returned: a promise as value, a synchronous function is needed; await outside",
  );
});

it("1 and 1n, −0 and 0, '1' and 1 are different plain values", () => {
  const kind = compile((x: Tensor, value: unknown) => [x, typeof value, Object.is(value, -0)]);
  const x = tensor([1]);
  expect([1, 1n, "1", -0, 0].map((value) => kind(x, value).slice(1))).toEqual([
    ["number", false],
    ["bigint", false],
    ["string", false],
    ["number", true],
    ["number", false],
  ]);
});

it("more memory than there is, is refused before anything is done", () => {
  const count = zeros([1]);
  const f = compile((x: Tensor) => {
    count.add_(1);
    return x.add(1);
  });
  vi.stubGlobal("WebAssembly", {
    ...Object.fromEntries(
      Object.getOwnPropertyNames(WebAssembly).map((name) => [name, WebAssembly[name as "Module"]]),
    ),
    Memory: function Memory() {
      throw new RangeError("could not allocate memory");
    },
  });
  expect(() => f(tensor([1]))).toThrow(/^compile: \d+ bytes of memory, as much as the system can give/);
  vi.unstubAllGlobals();
  expect(count.item()).toBe(0);
  expect(f(tensor([1])).item()).toBe(2);
  expect(count.item()).toBe(1);
});

it("an index out of range at a later call is refused, with nothing changed", () => {
  const table = tensor([[1], [2], [3]], { requiresGrad: true });
  const f = compile((index: Tensor) => {
    table.grad = null;
    const y = table.indexSelect(0, index);
    y.sum().backward();
    return y.detach();
  });
  f(tensor([2, 0], { dtype: "int32" }));
  const kept = table.grad;
  expect(() => f(tensor([2, 3], { dtype: "int32" }))).toThrow(
    "indexSelect: index 3 at element 1 for dim 0 of size 3, 0 to 2 is needed",
  );
  expect(table.grad).toBe(kept);
  expect(table.grad!.toArray()).toEqual([[1], [0], [1]]);
  expect(f(tensor([1, 1], { dtype: "int32" })).toArray()).toEqual([[2], [2]]);
});

it("a whole number that overflows is refused, as eagerly", () => {
  const f = compile((x: Tensor) => x.mul(x));
  expect(() => f(tensor([100_000], { dtype: "int32" }))).toThrow(
    /^mul: 10000000000 at element 0 of an int32/,
  );
});
