import { expect, it } from "vitest";
import {
  checkpoint,
  compile,
  customFunction,
  eagerly,
  jacobian,
  noGrad,
  ones,
  Philox,
  rand,
  type Tensor,
  tensor,
  vmap,
  zeros,
} from "../index.ts";
import { mostPrograms } from "./compile.ts";

it("by hand: 2x + 1, on new numbers at each call, by one program", () => {
  const f = compile((x: Tensor) => x.mul(2).add(1));
  expect(f(tensor([1, 2, 3])).toArray()).toEqual([3, 5, 7]);
  expect(f(tensor([-1, 0, 0.5])).toArray()).toEqual([-1, 1, 2]);
  expect(f.programs.length).toBe(1);
});

it("other shapes, dtypes and plain values make other programs", () => {
  const f = compile((x: Tensor, how: { by: number; name?: string }) => x.mul(how.by));
  expect(f(tensor([1]), { by: 2 }).toArray()).toEqual([2]);
  expect(f(tensor([1, 1]), { by: 2 }).toArray()).toEqual([2, 2]);
  expect(f(tensor([1], { dtype: "float64" }), { by: 2 }).dtype).toBe("float64");
  expect(f(tensor([1]), { by: 3 }).toArray()).toEqual([3]);
  expect(f(tensor([1]), { by: 3, name: "a" }).toArray()).toEqual([3]);
  expect(f.programs.length).toBe(5);
  expect(f(tensor([5]), { by: 3 }).toArray()).toEqual([15]);
  expect(f.programs.length).toBe(5);
});

it("keeps the last 12 programs", () => {
  let recorded = 0;
  const f = compile((x: Tensor, by: number) => {
    recorded++;
    return x.mul(by);
  });
  const x = tensor([2]);
  for (let by = 0; by <= mostPrograms; by++) expect(f(x, by).item()).toBe(2 * by);
  expect(f.programs.length).toBe(mostPrograms);
  expect(f(x, mostPrograms).item()).toBe(2 * mostPrograms);
  expect(recorded).toBe(mostPrograms + 1);
  expect(f(x, 0).item()).toBe(0);
  expect(recorded).toBe(mostPrograms + 2);
});

it("takes and returns tensors nested in arrays and objects", () => {
  const f = compile(({ pair: [a, b] }: { pair: [Tensor, Tensor] }) => ({
    sum: a.add(b),
    list: [a.mul(b), { none: null, name: "x", yes: true }],
  }));
  const result = f({ pair: [tensor([1, 2]), tensor([3, 4])] });
  expect(result.sum.toArray()).toEqual([4, 6]);
  expect((result.list[0] as Tensor).toArray()).toEqual([3, 8]);
  expect(result.list[1]).toEqual({ none: null, name: "x", yes: true });
});

it("returns nothing where the function does", () => {
  const total = zeros([2]);
  const f = compile((x: Tensor): void => {
    total.add_(x);
  });
  expect(f(tensor([1, 2]))).toBe(undefined);
  f(tensor([1, 2]));
  expect(total.toArray()).toEqual([2, 4]);
});

it("results have memory of their own, which later calls leave alone", () => {
  const f = compile((x: Tensor) => x.exp());
  const first = f(tensor([0]));
  f(tensor([1]));
  expect(first.item()).toBe(1);
});

it("a returned argument is the argument, a returned tensor from outside itself, and views of them share their memory", () => {
  const w = tensor([1, 2, 3, 4]);
  const f = compile(
    (x: Tensor) => [x, x.reshape([2, 1]), w, w.reshape([2, 2]), x.add(0), w.detach()] as const,
  );
  for (const x of [tensor([5, 6]), tensor([7, 8])]) {
    const [same, view, own, square, sum, alias] = f(x);
    expect(same).toBe(x);
    expect(view.data).toBe(x.data);
    expect(view.shape).toEqual([2, 1]);
    expect(own).toBe(w);
    expect(square.data).toBe(w.data);
    expect(alias.data).toBe(w.data);
    expect(sum.toArray()).toEqual(x.toArray());
    expect(sum.data).not.toBe(x.data);
  }
});

it("two results that are one tensor are one tensor, and a view of a result shares its memory", () => {
  const f = compile((x: Tensor) => {
    const y = x.mul(2);
    return [y, y, y.reshape([1, 2])] as const;
  });
  const [a, b, view] = f(tensor([1, 2]));
  expect(a).toBe(b);
  expect(view.data).toBe(a.data);
});

it("an argument changed in place is changed, and so is what shares its memory", () => {
  const f = compile((x: Tensor) => x.add_(1).mul(10));
  const x = tensor([1, 2]);
  const alias = x.detach();
  expect(f(x).toArray()).toEqual([20, 30]);
  expect(alias.toArray()).toEqual([2, 3]);
  expect(f(alias).toArray()).toEqual([30, 40]);
  expect(x.toArray()).toEqual([3, 4]);
  expect(x.storage.version).toBe(2);
});

it("the same tensor given twice is one tensor, and tensors that share memory share it inside", () => {
  const f = compile((a: Tensor, b: Tensor) => {
    a.add_(1);
    return b.mul(1);
  });
  const x = tensor([1, 2]);
  expect(f(x, tensor([5, 5])).toArray()).toEqual([5, 5]);
  expect(f(x, x).toArray()).toEqual([3, 4]);
  expect(f(x, x.reshape([2, 1])).toArray()).toEqual([[4], [5]]);
  expect(x.toArray()).toEqual([4, 5]);
});

it("an argument that the function also finds outside is one tensor, only in those calls", () => {
  const w = tensor([1, 2]);
  const f = compile((x: Tensor) => {
    w.add_(1);
    return x.mul(1);
  });
  expect(f(tensor([7, 7])).toArray()).toEqual([7, 7]);
  expect(f(w).toArray()).toEqual([3, 4]);
  expect(f(w.detach()).toArray()).toEqual([4, 5]);
  expect(f(tensor([7, 7])).toArray()).toEqual([7, 7]);
  expect(w.toArray()).toEqual([5, 6]);
});

it("two tensors from outside can be swapped", () => {
  const [a, b] = [tensor([1, 2]), tensor([3, 4])];
  const swap = compile(() => {
    const kept = a.clone();
    a.copy_(b);
    b.copy_(kept);
  });
  swap();
  expect([a.toArray(), b.toArray()]).toEqual([
    [3, 4],
    [1, 2],
  ]);
  swap();
  swap();
  expect([a.toArray(), b.toArray()]).toEqual([
    [3, 4],
    [1, 2],
  ]);
});

it("two tensors set to one value stay two", () => {
  const [a, b] = [zeros([2]), zeros([2])];
  const set = compile((x: Tensor) => {
    const y = x.mul(2);
    a.copy_(y);
    b.copy_(y);
    return y;
  });
  const y = set(tensor([1, 2]));
  a.add_(1);
  expect([a.toArray(), b.toArray(), y.toArray()]).toEqual([
    [3, 5],
    [2, 4],
    [2, 4],
  ]);
  set(tensor([0, 0]));
  expect([a.toArray(), b.toArray(), y.toArray()]).toEqual([
    [0, 0],
    [0, 0],
    [2, 4],
  ]);
});

it("a tensor reset to a plain number and counted up between calls", () => {
  const count = tensor([5, 5]);
  const reset = compile(() => count.zero_().mul(1));
  for (let i = 0; i < 3; i++) {
    expect(reset().toArray()).toEqual([0, 0]);
    noGrad(() => count.add_(3));
    expect(count.toArray()).toEqual([3, 3]);
  }
});

it("a compiled function inside another is part of it", () => {
  const square = compile((x: Tensor) => x.mul(x));
  const f = compile((x: Tensor) => square(square(x)));
  expect(f(tensor([3])).item()).toBe(81);
  expect(square.programs.length).toBe(0);
});

it("what is done eagerly inside happens once, when the function is noted", () => {
  let made = 0;
  const f = compile((x: Tensor) => {
    const one = eagerly(() => {
      made++;
      return ones([2]);
    });
    return x.add(one);
  });
  f(tensor([1, 2]));
  expect(f(tensor([3, 4])).toArray()).toEqual([4, 5]);
  expect(made).toBe(1);
});

it("draws go on from call to call, as eagerly", () => {
  const [eager, own] = [new Philox(3), new Philox(3)];
  const f = compile(() => rand([3], { rng: own }));
  for (let i = 0; i < 3; i++) expect(f().toArray()).toEqual(rand([3], { rng: eager }).toArray());
});

it("zero elements and no dimensions", () => {
  const f = compile((x: Tensor) => [x.add(1), x.sum(), x.reshape([-1])]);
  expect(f(zeros([0, 3])).map((y) => y.toArray())).toEqual([[], 0, []]);
  expect(f(tensor(2)).map((y) => y.toArray())).toEqual([3, 2, [2]]);
});

it("checkpoints, custom functions, Jacobians and vmap compile", () => {
  const cube = customFunction<[Tensor]>({
    name: "cube",
    forward: (x) => x.mul(x).mul(x),
    backward: (g, { inputs: [x] }) => [g.mul(x.mul(x)).mul(3)],
  });
  const body = (x: Tensor): Tensor[] => [
    jacobian((y) => y.mul(y), x),
    vmap((y: Tensor) => y.mul(2))(x),
    jacobian((y) => checkpoint((z: Tensor) => z.mul(z).sum(), y), x),
    jacobian(cube, x),
  ];
  const x = tensor([1, 2, 3]);
  expect(compile(body)(x).map((y) => y.toArray())).toEqual(body(x).map((y) => y.toArray()));
});
