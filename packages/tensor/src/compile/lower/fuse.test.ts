import { expect, it } from "vitest";
import { compile, Philox, randn, stack, type Tensor, zeros } from "../../index.ts";
import { recordTo } from "../../tape.ts";
import { GraphRecorder } from "../capture.ts";
import { Fusion } from "./fuse.ts";
import { rewrite } from "./rewrite.ts";
import { Views } from "./views.ts";

const draw = (shape: number[], seed: number) => randn(shape, { rng: new Philox(seed) });

it("a loop that a product reads gains no member that needs what needs the product", () => {
  const [x, w, z] = [draw([8, 8], 1), draw([8, 1], 2), draw([8], 3)];
  // h · g may join h's loop, which then needs g's; so u + g may not join g's, as u needs h.
  const crossed = (x: Tensor, z: Tensor): Tensor[] => {
    const h = x.add(1);
    const u = h.matmul(w).reshape([8]);
    const g = z.mul(2);
    return [h.mul(g), u.add(g)];
  };
  const [wanted, found] = [crossed(x, z), compile(crossed)(x, z)];
  expect(found[0]!.toArray()).toEqual(wanted[0]!.toArray());
  for (const [i, value] of wanted[1]!.data.entries()) expect(found[1]!.data[i]).toBeCloseTo(value, 5);
});

function effortOf(body: () => Tensor): Fusion["effort"] & { nodes: number } {
  const recorder = new GraphRecorder();
  const root = recordTo(recorder, () => recorder.operand(body()).node);
  const { nodes } = rewrite(recorder.finish().nodes, [root]);
  return { ...new Fusion(nodes, new Views(nodes)).effort, nodes: nodes.length };
}

/** Steps that all read the same mask, one product each, and the gradient through all of them. */
function chain(steps: number): () => Tensor {
  const [w, mask] = [draw([4, 4], 1), draw([2, 4], 2)];
  w.requiresGrad = true;
  return () => {
    let h = zeros([2, 4]);
    const all: Tensor[] = [];
    for (let t = 0; t < steps; t++) {
      h = h.add(mask).matmul(w).tanh().mul(mask);
      all.push(h);
    }
    w.grad = null;
    stack(all).pow(2).sum().backward();
    return w.grad!;
  };
}

it("twice as many steps ask and search twice as much", () => {
  const [short, long] = [effortOf(chain(100)), effortOf(chain(200))];
  expect(long.asked / long.nodes).toBeLessThan(1.1 * (short.asked / short.nodes));
  expect(long.visited / long.nodes).toBeLessThan(1.1 * (short.visited / short.nodes));
  expect(long.visited / long.nodes).toBeLessThan(100);
});
