import { expect, it } from "vitest";
import { compile, grad, noGrad, type Tensor, tensor, zeros } from "../index.ts";

function leaf(numbers: number[]): Tensor {
  return tensor(numbers, { requiresGrad: true });
}

/** Σ w x², of which w x² has the gradient 2 w x. */
function loss(w: Tensor, x: Tensor): Tensor {
  return w.mul(x.mul(x)).sum();
}

it("by hand: the gradient of a tensor from outside adds up over calls", () => {
  const w = leaf([1, 2]);
  const f = compile((x: Tensor) => loss(w, x).backward());
  f(tensor([1, 2]));
  expect(w.grad!.toArray()).toEqual([1, 4]);
  f(tensor([2, 1]));
  expect(w.grad!.toArray()).toEqual([5, 5]);
  w.grad = null;
  f(tensor([1, 0]));
  expect(w.grad!.toArray()).toEqual([1, 0]);
  expect(f.programs.length).toBe(2);
});

it("an argument gets its own gradient, added to what it had", () => {
  const f = compile((x: Tensor) => loss(tensor([1, 2]), x).backward());
  const [a, b] = [leaf([1, 1]), leaf([3, 3])];
  f(a);
  f(b);
  expect([a.grad!.toArray(), b.grad!.toArray()]).toEqual([
    [2, 4],
    [6, 12],
  ]);
  f(a);
  expect([a.grad!.toArray(), b.grad!.toArray()]).toEqual([
    [4, 8],
    [6, 12],
  ]);
});

it("an argument's gradient can be read, set and stepped by inside", () => {
  const body = (w: Tensor, x: Tensor): Tensor => {
    w.grad = null;
    loss(w, x).backward();
    noGrad(() => w.sub_(w.grad!, { alpha: 0.5 }));
    return w.grad!;
  };
  const [own, wanted] = [leaf([1, 2]), leaf([1, 2])];
  const f = compile(body);
  for (const x of [tensor([1, 2]), tensor([3, 1])]) {
    expect(f(own, x).toArray()).toEqual(body(wanted, x).toArray());
    expect(own.toArray()).toEqual(wanted.toArray());
    expect(own.grad!.toArray()).toEqual(wanted.grad!.toArray());
  }
});

it("one tensor given twice gets one gradient", () => {
  const x = leaf([2, 3]);
  compile((a: Tensor, b: Tensor) => a.mul(b).sum().backward())(x, x);
  expect(x.grad!.toArray()).toEqual([4, 6]);
});

it("the gradient of an alias is not the argument's", () => {
  const x = leaf([2, 3]);
  const f = compile((a: Tensor) => {
    const alias = a.detach();
    alias.requiresGrad = true;
    loss(alias, alias).backward();
    return alias.grad!;
  });
  expect(f(x).toArray()).toEqual([12, 27]);
  expect(x.grad).toBe(null);
});

it("a gradient for an argument that was computed outside is refused before anything is done", () => {
  const x = leaf([2, 3]).mul(1);
  const f = compile((a: Tensor) => loss(a, a).backward());
  expect(() => f(x)).toThrow(
    "compile: a gradient for argument tensor 0, which mul computed outside, a leaf is needed; detach() gives one",
  );
});

it("gradients that are the same numbers do not share memory", () => {
  const [a, b] = [leaf([1]), leaf([1])];
  const f = compile(() => a.add(b).sum().backward());
  f();
  noGrad(() => a.grad!.mul_(5));
  expect(b.grad!.toArray()).toEqual([1]);
  for (const x of [a, b]) x.grad = null;
  f();
  expect([a.grad, b.grad].map((g) => g!.toArray())).toEqual([[1], [1]]);
});

it("a gradient changed in place inside, before and after backward", () => {
  const body = (w: Tensor) => (x: Tensor) => {
    loss(w, x).backward();
    noGrad(() => w.grad!.mul_(0.5));
  };
  const [own, wanted] = [leaf([1, 2]), leaf([1, 2])];
  const [f, g] = [compile(body(own)), body(wanted)];
  for (const x of [tensor([1, 2]), tensor([3, 1]), tensor([2, 2])]) {
    f(x);
    g(x);
    expect(own.grad!.toArray()).toEqual(wanted.grad!.toArray());
  }
  const kept = own.grad!;
  compile(() => noGrad(() => own.grad!.add_(1)))();
  expect(own.grad).toBe(kept);
  expect(kept.toArray()).toEqual(wanted.grad!.add(1).toArray());
});

it("the gradient is looked up afresh at each call", () => {
  const w = leaf([1, 1]);
  const scaled = compile(() => w.grad!.mul(2));
  for (const numbers of [
    [1, 2],
    [3, 4],
  ]) {
    w.grad = tensor(numbers);
    expect(scaled().toArray()).toEqual(numbers.map((n) => 2 * n));
    expect(w.grad.toArray()).toEqual(numbers);
  }
});

it("hooks see and change gradients, and retainGrad keeps those in between", () => {
  const w = leaf([1, 2]);
  w.registerHook((g) => g.mul(10));
  const f = compile((x: Tensor) => {
    const h = w.mul(x).retainGrad();
    h.mul(h).sum().backward();
    return h.grad!;
  });
  expect(f(tensor([3, 1])).toArray()).toEqual([6, 4]);
  expect(w.grad!.toArray()).toEqual([180, 40]);
});

it("second derivatives", () => {
  const f = compile((x: Tensor) => {
    const [first] = grad(x.pow(3).sum(), [x], { createGraph: true });
    return grad(first!.sum(), [x])[0]!;
  });
  expect(f(leaf([1, 2])).toArray()).toEqual([6, 12]);
});

it("an error while the function is noted leaves gradients, numbers and versions as they were", () => {
  const w = leaf([1, 2]);
  w.grad = tensor([7, 7]);
  const kept = w.grad;
  const count = zeros([1]);
  const f = compile((x: Tensor, fail: boolean) => {
    w.grad = null;
    loss(w, x).backward();
    noGrad(() => {
      w.sub_(w.grad!);
      count.add_(1);
    });
    if (fail) throw new RangeError("enough");
    return count;
  });
  expect(() => f(tensor([1, 1]), true)).toThrow("enough");
  expect(w.grad).toBe(kept);
  expect(kept.toArray()).toEqual([7, 7]);
  expect(w.toArray()).toEqual([1, 2]);
  expect([w, kept, count].map(({ storage }) => storage.version)).toEqual([0, 0, 0]);
  expect(f(tensor([1, 1]), false).toArray()).toEqual([1]);
  expect(w.toArray()).toEqual([0, 1]);
  expect(w.storage.version).toBe(1);
});
