import { noGrad, type Tensor } from "@blankfile/tensor";
import { generators } from "./generators.ts";
import type { AnyModule } from "./module.ts";

/**
 * Runs `body`, then puts the model back as it was: parameters, buffers, gradients, modes and random numbers. `body` starts without
 * gradients. What `body` changes elsewhere (a generator that no module holds) stays changed.
 */
export function withoutTrace<T>(model: AnyModule, body: () => T): T {
  const values = Object.values(model.stateDict()).map((x): [Tensor, Tensor] => [x, x.clone()]);
  const leaves = model.parameters().map((p) => ({ p, grad: p.grad, requiresGrad: p.requiresGrad }));
  const modes = model.modules().map((module) => ({ module, training: module.training }));
  const random = generators(model).map(([, rng]) => ({ rng, state: rng.getState() }));
  for (const { p } of leaves) p.grad = null;
  try {
    return body();
  } finally {
    for (const [x, before] of values) if (differs(x, before)) noGrad(() => x.copy_(before));
    for (const { p, grad, requiresGrad } of leaves) {
      p.requiresGrad = requiresGrad;
      p.grad = grad;
    }
    for (const { module, training } of modes) module.training = training;
    for (const { rng, state } of random) rng.setState(state);
  }
}

/** Bit by bit but for the many NaNs. A copy into equal values would only tell a waiting tape that something had changed. */
function differs(x: Tensor, y: Tensor): boolean {
  const [a, b] = [x.data, y.data];
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return true;
  return false;
}
