import { jit, numpy as np, tree, valueAndGrad } from "@jax-js/jax";
import type { Params } from "./jax-models.ts";

type Loss = (params: Params, x: np.Array, y: np.Array) => np.Array;

/**
 * Loss, gradients and Adam (PyTorch's defaults, bias corrected) as one jitted function. The state moves through it: what goes in is
 * consumed, what comes out is the next state.
 */
export function adamStep(start: Params, loss: Loss, { x, y }: { x: np.Array; y: np.Array }): () => np.Array {
  const names = Object.keys(start);
  const update = jit((params: Params, m: Params, v: Params, t: np.Array, x: np.Array, y: np.Array) => {
    const [value, gradients] = valueAndGrad(loss)(tree.ref(params) as Params, x, y) as [np.Array, Params];
    const next: { params: Params; m: Params; v: Params } = { params: {}, m: {}, v: {} };
    const corrected1 = np.subtract(1, np.power(0.9, t.ref));
    const corrected2 = np.subtract(1, np.power(0.999, t));
    for (const name of names) {
      const g = gradients[name]!;
      const mNext = m[name]!.mul(0.9).add(g.ref.mul(0.1));
      const vNext = v[name]!.mul(0.999).add(np.square(g).mul(0.001));
      const mHat = mNext.ref.div(corrected1.ref);
      const vHat = vNext.ref.div(corrected2.ref);
      next.params[name] = params[name]!.sub(mHat.div(np.sqrt(vHat).add(1e-8)).mul(1e-3));
      next.m[name] = mNext;
      next.v[name] = vNext;
    }
    corrected1.dispose();
    corrected2.dispose();
    return { value, ...next };
  });
  let params = start;
  let m = zerosLike(start);
  let v = zerosLike(start);
  let t = 0;
  let last: np.Array | undefined;
  return () => {
    t += 1;
    last?.dispose();
    const out = update(params, m, v, np.array(t, { dtype: np.float32 }), x.ref, y.ref) as {
      value: np.Array;
      params: Params;
      m: Params;
      v: Params;
    };
    ({ params, m, v } = out);
    last = out.value;
    return last;
  };
}

function zerosLike(params: Params): Params {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, np.zeros(value.shape)]));
}
