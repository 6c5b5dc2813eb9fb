import { all, type Check, close, random } from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");
type Model = Module["plain"];

const data: [number, number][] = [-2, -1, -0.5, 0.5, 1, 1.5].map((x) => [
  x,
  0.8 * x + Math.tanh(0.8 * x * 1.5),
]);

/** The loss by plain numbers. */
const losses = {
  plain: ([a, b]: readonly number[]) => mean((x) => b! * Math.tanh(x * a!)),
  shortcut: ([a, b]: readonly number[]) => mean((x) => x * a! + Math.tanh(x * a! * b!)),
};

function mean(model: (x: number) => number): number {
  return data.reduce((sum, [x, y]) => sum + (model(x) - y) ** 2, 0) / data.length;
}

/** Gradients of the loss by central differences of plain numbers. */
function differences(f: (w: readonly number[]) => number, at: readonly number[]): number[] {
  return at.map((_, i) => {
    const [up, down] = [1e-5, -1e-5].map((h) => f(at.map((w, j) => (i === j ? w + h : w))));
    return (up! - down!) / 2e-5;
  });
}

/** Gradient descent for the short-cut model with its derivatives worked out by hand. */
function descended([a, b]: [number, number], { steps, rate }: { steps: number; rate: number }): number[] {
  for (let step = 0; step < steps; step++) {
    let [da, db] = [0, 0];
    for (const [x, y] of data) {
      const t = Math.tanh(x * a * b);
      const arrived = (2 * (x * a + t - y)) / data.length;
      da += arrived * (1 + (1 - t * t) * b) * x;
      db += arrived * (1 - t * t) * x * a;
    }
    a -= rate * da;
    b -= rate * db;
  }
  return [a, b];
}

function gradients({ Value, loss }: Module, model: Model, at: readonly number[]): number[] {
  const weights = at.map((w) => new Value(w));
  loss(model, weights, data).backward();
  return weights.map(({ grad }) => grad);
}

export const checks: Check<Module>[] = [
  {
    name: "values by hand: 3 + 2·3 = 9, and tanh 0 = 0",
    why: "The forward computation was right; it should still be.",
    run: ({ Value }) => {
      const a = new Value(3);
      return close([a.plus(new Value(2).times(a)).data, new Value(0).tanh().data], [9, 0]);
    },
  },
  {
    name: "a chain and a value used twice at once: w₂ tanh(x w₁), and a·a",
    probes: "chain-rule",
    why: "These gradients were right from the start. Something that worked has been changed.",
    run: (module) => {
      const { Value } = module;
      const a = new Value(5);
      a.times(a).backward();
      return all(
        close(a.grad, 10),
        close(gradients(module, module.plain, [0.7, -1.3]), differences(losses.plain, [0.7, -1.3]), 1e-7),
      );
    },
  },
  {
    name: "by hand: d + d·a with d = a·b, at a = 3, b = 7, has 49 for a, 12 for b and 4 for d",
    probes: "backpropagation",
    why: "d receives 1 from the sum and 3 from the product. If it hands on the 1 alone, b gets 3 and a 28; if it hands on everything twice, too much.",
    run: ({ Value }) => {
      const [a, b] = [new Value(3), new Value(7)];
      const d = a.times(b);
      d.plus(d.times(a)).backward();
      return close([a.grad, b.grad, d.grad], [49, 12, 4]);
    },
  },
  {
    name: "by hand, turned: d·a + d has the same gradients",
    probes: "backpropagation",
    why: "A sum does not care which input comes first. An order of the walk that suits one of the two and not the other only moves the fault.",
    run: ({ Value }) => {
      const [a, b] = [new Value(3), new Value(7)];
      const d = a.times(b);
      d.times(a).plus(d).backward();
      return close([a.grad, b.grad, d.grad], [49, 12, 4]);
    },
  },
  {
    name: "a short cut of three steps, in either order: d + ((d·a)·a)·a",
    probes: "graphs-trees",
    why: "The long way takes three steps and the short one none: distance from the result is no order either. ∂/∂d = 1 + a³ = 9, and ∂/∂a = 3a²d + 9b with d = ab at a = 2, b = 5.",
    run: ({ Value }) => {
      const both = [true, false].map((shortFirst) => {
        const [a, b] = [new Value(2), new Value(5)];
        const d = a.times(b);
        const long = d.times(a).times(a).times(a);
        (shortFirst ? d.plus(long) : long.plus(d)).backward();
        return [a.grad, b.grad, d.grad];
      });
      return close(both, [[165, 18, 9], [165, 18, 9]]); // biome-ignore format: one line
    },
  },
  {
    name: "both short-cut blocks agree with finite differences, and with each other",
    probes: "chain-rule",
    why: "The reference is the same loss in plain numbers. If only w₁ is off, something between w₁ and the result was passed on too early.",
    run: (module) =>
      all(
        ...[1, 2, 3, 4].map((seed) => {
          const at = random(seed).uniforms(2, -1.5, 1.5);
          const expected = differences(losses.shortcut, at);
          return all(
            close(gradients(module, module.shortcut, at), expected, 1e-7),
            close(gradients(module, module.shortcutTurned, at), expected, 1e-7),
          );
        }),
      ),
  },
  {
    name: "random graphs: the gradient of a straight recursion over all values",
    probes: "graphs-trees",
    why: "Each new value is a sum or a product of two earlier ones, in either order. The reference goes back through the list as it was made.",
    run: ({ Value }) =>
      all(
        ...[1, 2, 3, 4, 5, 6].map((seed) => {
          const draw = random(seed);
          const values = draw.uniforms(3, 0.5, 1.2).map((v) => new Value(v));
          const made: { product: boolean; i: number; j: number }[] = [];
          for (let n = 0; n < 15; n++) {
            const pick = () => Math.max(0, values.length - 1 - draw.integer(5));
            const use = { product: draw.uniform() < 0.5, i: pick(), j: pick() };
            const [a, b] = [values[use.i]!, values[use.j]!];
            values.push(use.product ? a.times(b) : a.plus(b).times(new Value(0.5)));
            made.push(use);
          }
          const slopes = values.map((_, i) => (i === values.length - 1 ? 1 : 0));
          for (let n = made.length - 1; n >= 0; n--) {
            const { product, i, j } = made[n]!;
            const arrived = slopes[n + 3]!;
            slopes[i]! += product ? arrived * values[j]!.data : arrived / 2;
            slopes[j]! += product ? arrived * values[i]!.data : arrived / 2;
          }
          values.at(-1)!.backward();
          return close(values.map(({ grad }) => grad), slopes, 1e-10); // biome-ignore format: one line
        }),
      ),
  },
  {
    name: "two results add up in a weight that both use, until its gradient is set to 0",
    probes: "gradient-accumulation-rules",
    why: "7 from the first and 5 from the second make 12. Clearing gradients inside backward mends nothing here and breaks this.",
    run: ({ Value }) => {
      const w = new Value(2);
      w.times(new Value(7)).backward();
      w.times(new Value(5)).backward();
      const both = w.grad;
      w.grad = 0;
      w.plus(w).backward();
      return close([both, w.grad], [12, 2]);
    },
  },
  {
    name: "forty doublings: forty values, 2⁴⁰ paths",
    probes: "computation-graphs",
    why: "Walk over values, not over paths.",
    timeLimitMs: 1000,
    run: ({ Value }) => {
      const a = new Value(1);
      let y = a.times(new Value(1));
      for (let i = 0; i < 40; i++) y = y.plus(y);
      y.backward();
      return close(a.grad, 2 ** 40);
    },
  },
  {
    name: "trained for 60 steps, both short-cut models end where a descent in plain numbers ends",
    why: "Same function, same data, same start: (0.3, 0.4) becomes (0.918, 0.826). A wrong gradient of w₁ leads astray a little at every step.",
    run: ({ Value, descend, shortcut, shortcutTurned }) => {
      const expected = descended([0.3, 0.4], { steps: 60, rate: 0.1 });
      return all(
        ...[shortcut, shortcutTurned].map((model) => {
          const weights = [new Value(0.3), new Value(0.4)];
          const found = descend(model, weights, data, { steps: 60, rate: 0.1 });
          return all(
            close(weights.map((w) => w.data), expected, 1e-9), // biome-ignore format: one line
            close([found.length, found[0]!], [60, losses.shortcut([0.3, 0.4])], 1e-10),
          );
        }),
      );
    },
  },
];
