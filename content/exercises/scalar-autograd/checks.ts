import { all, type Check, close, holds, random } from "@blankfile/curriculum/check";
import { tensor } from "@blankfile/tensor";

type Module = typeof import("./starter.ts");

export const checks: Check<Module>[] = [
  {
    name: "values by hand",
    why: "Forward only: no backward has run. A plain number as the argument counts as a Value of its own.",
    run: ({ Value }) => {
      const a = new Value(2);
      const b = new Value(-3);
      return close(
        [
          a.add(b),
          a.mul(b),
          a.sub(b),
          a.div(b),
          a.pow(3),
          a.neg(),
          a.add(1),
          b.relu(),
          new Value(0).exp(),
        ].map((v) => v.data),
        [-1, -6, 5, -2 / 3, 8, -2, 3, 0, 1],
      );
    },
  },
  {
    name: "a·b + c: the gradients are b, a and 1",
    probes: "backpropagation",
    run: ({ Value }) => {
      const [a, b, c] = [new Value(2), new Value(-3), new Value(10)];
      const y = a.mul(b).add(c);
      y.backward();
      return close([y.grad, a.grad, b.grad, c.grad], [1, -3, 2, 1]);
    },
  },
  {
    name: "a Value used twice receives both contributions",
    probes: "backpropagation",
    why: "Each use sends its own contribution; they are added. An = where += belongs keeps only the last one.",
    run: ({ Value }) => {
      const a = new Value(3);
      a.add(a).backward();
      const b = new Value(5);
      b.mul(b).backward();
      return close([a.grad, b.grad], [2, 10]);
    },
  },
  {
    name: "a Value is passed on only when all of its users have spoken",
    probes: "graphs-trees",
    why: "Here b feeds the sum directly and through b·b, and d in the other order. If one hands its gradient on after the first of the two, its input receives too little or too much. Four gradients are compared: of b and its input, of d and its input.",
    run: ({ Value }) => {
      const a = new Value(3);
      const b = a.mul(a);
      b.add(b.mul(b)).backward(); // b + b², b = a²: ∂/∂b = 1 + 2b = 19, ∂/∂a = 19 · 2a = 19 · 6
      const c = new Value(2);
      const d = c.mul(3);
      d.mul(d).add(d).backward(); // d² + d, d = 3c: ∂/∂d = 2d + 1 = 13, ∂/∂c = 13 · 3
      return close([b.grad, a.grad, d.grad, c.grad], [19, 114, 13, 39]);
    },
  },
  {
    name: "each operation has the right slope",
    probes: "chain-rule",
    why: "Compared with finite differences of your own forward values, at 0.7 and at −0.4.",
    run: ({ Value }) => {
      const h = 1e-6;
      const functions: [string, (v: InstanceType<typeof Value>) => InstanceType<typeof Value>][] = [
        ["x + 2", (x) => x.add(2)],
        ["x − 2", (x) => x.sub(2)],
        ["3·x", (x) => x.mul(3)],
        ["x / 4", (x) => x.div(4)],
        ["1 / x", (x) => new Value(1).div(x)],
        ["x³", (x) => x.pow(3)],
        ["−x", (x) => x.neg()],
        ["exp x", (x) => x.exp()],
        ["tanh x", (x) => x.tanh()],
        ["relu x", (x) => x.relu()],
      ];
      for (const [name, f] of functions) {
        for (const at of [0.7, -0.4]) {
          const x = new Value(at);
          f(x).backward();
          const slope = (f(new Value(at + h)).data - f(new Value(at - h)).data) / (2 * h);
          const near = Math.abs(x.grad - slope) < 1e-6 * Math.max(1, Math.abs(slope));
          if (!near) return holds(false, `d(${name})/dx at ${at} is ${x.grad}`, String(slope));
        }
      }
      return holds(true, "", "");
    },
  },
  {
    name: "gradients of two results add up until they are set to 0",
    probes: "backpropagation",
    why: "backward must not clear the gradients that it finds: 2 from the first result and 3 from the second make 5. Only whoever sets grad to 0 starts afresh.",
    run: ({ Value }) => {
      const a = new Value(4);
      a.mul(2).backward();
      a.mul(3).backward();
      const both = a.grad;
      a.grad = 0;
      a.mul(7).backward();
      return close([both, a.grad], [5, 7]);
    },
  },
  {
    name: "a random expression agrees with the library",
    why: "The same expression in @blankfile/tensor, with float64. If every operation passes alone, look at the sweep: its order, and += in place of =.",
    run: ({ Value }) => {
      const { uniform } = random(7);
      const outcomes = Array.from({ length: 5 }, () => {
        const at = [uniform(0.5, 1.5), uniform(0.5, 1.5), uniform(0.5, 1.5)] as [number, number, number];
        const [x, y, z] = at.map((v) => new Value(v)) as [
          InstanceType<typeof Value>,
          InstanceType<typeof Value>,
          InstanceType<typeof Value>,
        ];
        x.mul(y).add(z.tanh()).div(x.add(y)).sub(z.mul(x).exp()).add(y.relu().pow(2)).backward();
        const leaf = (v: number) => tensor(v, { dtype: "float64", requiresGrad: true });
        const [a, b, c] = at.map(leaf) as [
          ReturnType<typeof leaf>,
          ReturnType<typeof leaf>,
          ReturnType<typeof leaf>,
        ];
        a.mul(b).add(c.tanh()).div(a.add(b)).sub(c.mul(a).exp()).add(b.relu().pow(2)).backward();
        return close([x.grad, y.grad, z.grad], [a.grad!.item(), b.grad!.item(), c.grad!.item()], 1e-10);
      });
      return all(...outcomes);
    },
  },
  {
    name: "a chain of 20,000 operations",
    probes: "graphs-trees",
    why: "A walk by recursion is as deep as the chain and overflows the call stack. Keep a stack of your own.",
    run: ({ Value }) => {
      const a = new Value(1);
      let y = a.add(0);
      for (let i = 1; i < 20_000; i++) y = y.add(1e-4);
      y.backward();
      return close(a.grad, 1);
    },
  },
  {
    name: "sixty doublings: two to the sixty paths, sixty operations",
    probes: "computation-graphs",
    why: "Every x + x doubles the number of paths. Visit each Value once, not each path.",
    timeLimitMs: 1000,
    run: ({ Value }) => {
      const a = new Value(1);
      let y = a.add(0);
      for (let i = 0; i < 60; i++) y = y.add(y);
      y.backward();
      return close(a.grad, 2 ** 60);
    },
  },
];
