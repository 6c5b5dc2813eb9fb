import { all, type Check, close, equal, holds, random, refuses } from "@blankfile/curriculum/check";
import { tensor } from "@blankfile/tensor";

type Module = typeof import("./starter.ts");
type Tensor = InstanceType<Module["Tensor"]>;
type Make = Module["Tensor"];

const sizeOf = (shape: readonly number[]) => shape.reduce((product, n) => product * n, 1);

/** Numbers between 0.5 and 1.5, half of them negative where that is allowed. */
const drawn = (shape: readonly number[], seed: number, signs = false): number[] => {
  const draw = random(seed);
  return draw.uniforms(sizeOf(shape), 0.5, 1.5).map((x) => (signs && draw.uniform() < 0.5 ? -x : x));
};

/** Σ w ⊙ y with weights 1, 2, 3 …: a number to which every element of y contributes differently. */
const weighed = (Make: Make, y: Tensor): Tensor =>
  y
    .mul(
      new Make(
        y.data.map((_, i) => i + 1),
        y.shape,
      ),
    )
    .sum();

/** The slopes of `f` in one array by central differences. */
function differences(f: (data: number[]) => number, data: readonly number[]): number[] {
  const h = 1e-6;
  return data.map((x, i) => {
    const at = (moved: number) => f(data.map((other, j) => (j === i ? moved : other)));
    return (at(x + h) - at(x - h)) / (2 * h);
  });
}

export const checks: Check<Module>[] = [
  {
    name: "values by hand: [2, 2] with [2, 2], a number on either side of nothing, exp, log, relu",
    why: "Forward only. Shapes stay, and a plain number counts as an array of shape [ ].",
    run: ({ Tensor }) => {
      const a = new Tensor([1, 2, 3, 4], [2, 2]);
      const b = new Tensor([4, 3, 2, 1], [2, 2]);
      const c = new Tensor([-1, 0, 2], [3]);
      return all(
        close(a.add(b), { data: [5, 5, 5, 5], shape: [2, 2] }),
        close(a.sub(b), { data: [-3, -1, 1, 3], shape: [2, 2] }),
        close(a.mul(b), { data: [4, 6, 6, 4], shape: [2, 2] }),
        close(a.div(b).data, [1 / 4, 2 / 3, 3 / 2, 4]),
        close(a.mul(10), { data: [10, 20, 30, 40], shape: [2, 2] }),
        close(c.relu(), { data: [0, 0, 2], shape: [3] }),
        close(new Tensor([0, 1], [2]).exp().data, [1, Math.E]),
        close(new Tensor([1, Math.E], [2]).log().data, [0, 1]),
      );
    },
  },
  {
    name: "stretching by hand: [2, 3] with [3], [2, 1] with [3], [2, 1, 2] with [3, 1]",
    why: "Aligned at their ends: [3] goes under the last axis of [2, 3] and repeats for every row. Where both have an axis of size 1 against something, both are stretched.",
    run: ({ Tensor }) => {
      const table = new Tensor([1, 2, 3, 4, 5, 6], [2, 3]);
      const row = new Tensor([10, 20, 30], [3]);
      const column = new Tensor([1, 2], [2, 1]);
      const deep = new Tensor([1, 2, 3, 4], [2, 1, 2]);
      const tall = new Tensor([0, 10, 20], [3, 1]);
      return all(
        close(table.add(row), { data: [11, 22, 33, 14, 25, 36], shape: [2, 3] }),
        close(row.sub(table), { data: [9, 18, 27, 6, 15, 24], shape: [2, 3] }),
        close(column.mul(row), { data: [10, 20, 30, 20, 40, 60], shape: [2, 3] }),
        close(deep.add(tall), {
          data: [1, 2, 11, 12, 21, 22, 3, 4, 13, 14, 23, 24],
          shape: [2, 3, 2],
        }),
        close(new Tensor([5], []).add(new Tensor([1, 2], [1, 2])), { data: [6, 7], shape: [1, 2] }),
      );
    },
  },
  {
    name: "sums and a product by hand: the axis that was summed stays with size 1",
    why: "With the axis still there, x.div(x.sum(1)) divides each row by its own sum. A sum over everything has the shape [ ].",
    run: ({ Tensor }) => {
      const table = new Tensor([1, 2, 3, 4, 5, 6], [2, 3]);
      const deep = new Tensor([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]);
      const right = new Tensor([1, 0, 2, -1, 0, 3], [3, 2]);
      return all(
        close(table.sum(), { data: [21], shape: [] }),
        close(table.sum(0), { data: [5, 7, 9], shape: [1, 3] }),
        close(table.sum(1), { data: [6, 15], shape: [2, 1] }),
        close(deep.sum(1), { data: [4, 6, 12, 14], shape: [2, 1, 2] }),
        close(table.matmul(right), { data: [5, 7, 14, 13], shape: [2, 2] }),
      );
    },
  },
  {
    name: "a bias under a batch of three rows gets the sum of three rows of slopes",
    probes: "gradient-accumulation-rules",
    why: "The bias went into all three rows, and each sends a slope back: 1 + 3 + 5 and 2 + 4 + 6. Its gradient has two numbers, like itself.",
    run: ({ Tensor }) => {
      const x = new Tensor([1, 1, 1, 1, 1, 1], [3, 2]);
      const bias = new Tensor([0, 0], [2]);
      weighed(Tensor, x.add(bias)).backward();
      return all(equal(bias.grad, [9, 12]), equal(x.grad, [1, 2, 3, 4, 5, 6]));
    },
  },
  {
    name: "stretched on both sides: [2, 1] times [3], by hand",
    probes: "chain-rule",
    why: "y = column · row. The slope of a column's entry is the sum along its row of weight times row, that of a row's entry the sum down its column.",
    run: ({ Tensor }) => {
      const column = new Tensor([2, 3], [2, 1]);
      const row = new Tensor([1, 10, 100], [3]);
      weighed(Tensor, column.mul(row)).backward();
      return all(equal(column.grad, [321, 654]), equal(row.grad, [14, 19, 24]));
    },
  },
  {
    name: "a product by hand: G Bᵀ for the left factor, Aᵀ G for the right",
    probes: "backpropagation",
    why: "Each gradient has the shape of its factor; for factors that are not square only one order of the two fits.",
    run: ({ Tensor }) => {
      const A = new Tensor([1, 2, 3], [1, 3]);
      const B = new Tensor([1, 0, 2, -1, 0, 3], [3, 2]);
      weighed(Tensor, A.matmul(B)).backward(); // G = (1, 2)
      return all(equal(A.grad, [1, 0, 6]), equal(B.grad, [1, 2, 2, 4, 3, 6]));
    },
  },
  {
    name: "every term of a sum gets the whole slope, along an axis too",
    why: "A sum is no mean: moving one term by h moves the sum by h.",
    run: ({ Tensor }) => {
      const a = new Tensor([1, 2, 3, 4, 5, 6], [2, 3]);
      a.sum().backward();
      const b = new Tensor([1, 2, 3, 4, 5, 6], [2, 3]);
      weighed(Tensor, b.sum(0)).backward();
      const c = new Tensor([1, 2, 3, 4, 5, 6], [2, 3]);
      weighed(Tensor, c.sum(1)).backward();
      return equal(
        [a.grad, b.grad, c.grad],
        [
          [1, 1, 1, 1, 1, 1],
          [1, 2, 3, 1, 2, 3],
          [1, 1, 1, 2, 2, 2],
        ],
      );
    },
  },
  {
    name: "used twice, in one operation and in two: both contributions count",
    probes: "gradient-accumulation-rules",
    why: "a·a gives 2a, A·A gives G Aᵀ + Aᵀ G. In b + b·b the b must wait for both of its users before it hands on to a.",
    run: ({ Tensor }) => {
      const a = new Tensor([3, 5], [2]);
      a.mul(a).sum().backward();
      const A = new Tensor([1, 2, 3, 4], [2, 2]);
      A.matmul(A).sum().backward();
      const c = new Tensor([3], [1]);
      const b = c.mul(c);
      b.add(b.mul(b)).sum().backward();
      const d = new Tensor([2], [1]);
      const e = d.mul(3);
      e.mul(e).add(e).sum().backward();
      return all(
        equal(a.grad, [6, 10]),
        equal(A.grad, [7, 11, 9, 13]),
        equal([b.grad, c.grad, e.grad, d.grad], [[19], [114], [13], [39]]),
      );
    },
  },
  {
    name: "over several calls gradients add up, until they are filled with 0",
    probes: "gradient-accumulation-rules",
    why: "backward clears nothing. And a result's own gradient is 1, whatever stood there.",
    run: ({ Tensor }) => {
      const a = new Tensor([1, 2], [2]);
      a.mul(2).sum().backward();
      a.mul(3).sum().backward();
      const both = [...a.grad];
      a.grad.fill(0);
      const y = a.mul(7).sum();
      y.backward();
      return equal([both, a.grad, y.grad], [[5, 5], [7, 7], [1]]);
    },
  },
  {
    name: "each operation's slopes agree with finite differences, in both operands, stretched and not",
    why: "Compared with your own forward values, moved by 10⁻⁶ either way.",
    run: ({ Tensor }) => {
      const pairs: [string, (a: Tensor, b: Tensor) => Tensor][] = [
        ["add", (a, b) => a.add(b)],
        ["sub", (a, b) => a.sub(b)],
        ["mul", (a, b) => a.mul(b)],
        ["div", (a, b) => a.div(b)],
        ["exp and log", (a, b) => a.exp().add(b.mul(b).log())],
        ["relu", (a, b) => a.sub(1).relu().mul(b)],
      ];
      const shapes: [number[], number[]][] = [[[2, 3], [2, 3]], [[2, 3], [3]], [[3], [2, 1]], [[2, 1, 3], [4, 1]], [[], [2]]]; // biome-ignore format: one line
      for (const [name, f] of pairs)
        for (const [left, right] of shapes) {
          const [x, z] = [drawn(left, 1), drawn(right, 2, true)];
          const [a, b] = [new Tensor(x, left), new Tensor(z, right)];
          weighed(Tensor, f(a, b)).backward();
          const at = (p: number[], q: number[]) =>
            weighed(Tensor, f(new Tensor(p, left), new Tensor(q, right))).data[0]!;
          const here = all(
            close(
              a.grad,
              differences((p) => at(p, z), x),
              1e-6,
            ),
            close(
              b.grad,
              differences((q) => at(x, q), z),
              1e-6,
            ),
          );
          const label = `${name} of [${left}] and [${right}]`;
          if (!here.pass) return { ...here, given: `${label}: ${here.given}` };
        }
      return holds(true, "", "");
    },
  },
  {
    name: "two layers with softmax and cross-entropy agree with the library",
    why: "If each operation passes alone, look at what they share: the order of the sweep, and += where = stands.",
    run: ({ Tensor }) => {
      const shapes = { x: [5, 3], w: [3, 4], b: [4], v: [4, 2], c: [2] } as const;
      const names = ["x", "w", "b", "v", "c"] as const;
      const numbers = names.map((name, i) => drawn(shapes[name], 10 + i, true));
      const targets = [1, 0, 0, 1, 1, 0, 0, 1, 1, 0];
      const mine = names.map((name, i) => new Tensor(numbers[i]!, shapes[name]));
      const [x, w, b, v, c] = mine as [Tensor, Tensor, Tensor, Tensor, Tensor];
      const scores = x.matmul(w).add(b).relu().matmul(v).add(c);
      const loss = scores
        .exp()
        .sum(1)
        .log()
        .sub(scores.mul(new Tensor(targets, [5, 2])).sum(1))
        .sum()
        .div(5);
      loss.backward();
      const options = { dtype: "float64", requiresGrad: true } as const;
      const ours = names.map((name, i) => tensor(numbers[i]!, { ...options, shape: shapes[name] }));
      const [X, W, B, V, C] = ours as [
        (typeof ours)[0],
        (typeof ours)[0],
        (typeof ours)[0],
        (typeof ours)[0],
        (typeof ours)[0],
      ];
      const S = X.matmul(W).add(B).relu().matmul(V).add(C);
      const T = tensor(targets, { dtype: "float64", shape: [5, 2] });
      const L = S.logsumexp({ dim: 1 }).sum().sub(S.mul(T).sum()).div(5);
      L.backward();
      return all(
        close(loss.data, [L.item()], 1e-10),
        ...mine.map(({ grad }, i) => close(grad, ours[i]!.grad!.flatten().toArray() as number[], 1e-10)),
      );
    },
  },
  {
    name: "200 steps of descent fit a line through three points",
    probes: "gradient-descent",
    why: "y = 2x + 1 goes through all three. Gradients are filled with 0 before each step.",
    run: ({ Tensor }) => {
      const x = new Tensor([0, 1, 2], [3, 1]);
      const y = new Tensor([1, 3, 5], [3, 1]);
      const [w, b] = [new Tensor([0], [1, 1]), new Tensor([0], [1])];
      for (let step = 0; step < 200; step++) {
        for (const one of [w, b]) one.grad.fill(0);
        const error = x.matmul(w).add(b).sub(y);
        error.mul(error).sum().backward();
        for (const one of [w, b]) one.data[0]! -= 0.1 * one.grad[0]!;
      }
      return close([w.data, b.data], [[2], [1]], 1e-6);
    },
  },
  {
    name: "a chain of 20,000 operations, and sixty doublings",
    probes: "graphs-trees",
    why: "A walk by recursion overflows the call stack on the first; visiting every path instead of every Tensor never ends on the second.",
    run: ({ Tensor }) => {
      const a = new Tensor([1, 2], [2]);
      let long = a.add(0);
      for (let i = 1; i < 20_000; i++) long = long.add(1e-4);
      long.sum().backward();
      const b = new Tensor([1], [1]);
      let wide = b.add(0);
      for (let i = 0; i < 60; i++) wide = wide.add(wide);
      wide.sum().backward();
      return all(close(a.grad, [1, 1]), close(b.grad, [2 ** 60]));
    },
  },
  {
    name: "shapes that do not fit are refused",
    why: "Two sizes fit if they are equal or one of them is 1. A product needs two axes on both sides; a gradient is of one number.",
    run: ({ Tensor }) => {
      const of = (...shape: number[]) => new Tensor(drawn(shape, 3), shape);
      return all(
        refuses(() => new Tensor([1, 2, 3], [2, 2])),
        refuses(() => of(2, 3).add(of(2))),
        refuses(() => of(2, 3).mul(of(3, 2))),
        refuses(() => of(2, 3).matmul(of(2, 3))),
        refuses(() => of(3).matmul(of(3, 1))),
        refuses(() => of(2, 3).sum(2)),
        refuses(() => of(2, 3).sum(-1)),
        refuses(() => of(2).backward()),
      );
    },
  },
  {
    name: "arguments are left as they were",
    why: "data and shape that were given are copied, and no operation changes its operands' numbers.",
    run: ({ Tensor }) => {
      const [data, shape] = [[1, 2], [2]];
      const a = new Tensor(data, shape);
      const b = new Tensor([3], [1]);
      a.data[0] = 9;
      a.mul(b).div(b).exp().sum().backward();
      return equal([data, shape, a.data, b.data], [[1, 2], [2], [9, 2], [3]]);
    },
  },
];
