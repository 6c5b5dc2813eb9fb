import {
  customFunction,
  enableGrad,
  grad,
  isCompiling,
  isGradEnabled,
  noGrad,
  Philox,
  type PhiloxState,
  rand,
  Tensor,
} from "@blankfile/tensor";
import { generators } from "../module/generators.ts";
import type { Module } from "../module/module.ts";
import { Sequential } from "../module/sequential.ts";

/**
 * module.forward(…inputs), keeping nothing of what happens inside: it runs once more when the gradient is asked for. That costs one more
 * forward and saves the memory of its intermediate results. Gradients are the same to the last bit.
 *
 * The second run draws the same random numbers, so that dropout drops the same, and leaves buffers (running means) as the first run left
 * them; hooks of modules see both runs. The module returns one tensor. Chen, Xu, Zhang and Guestrin 2016,
 * https://arxiv.org/abs/1604.06174
 */
export function checkpointed<Inputs extends Tensor[]>(
  module: Module<Inputs, Tensor>,
  ...inputs: Inputs
): Tensor {
  const parameters = module.parameters().filter((p) => p.requiresGrad);
  if (!isGradEnabled() || ![...inputs, ...parameters].some((x) => x.requiresGrad))
    return module.forward(...inputs);
  const random = rewinding([...new Set(generators(module).map(([, rng]) => rng))]);
  const apply = customFunction<Tensor[]>({
    name: "checkpointed",
    forward: () => {
      random.remember();
      return oneTensor(module, module.forward(...inputs));
    },
    backward: (g) => {
      const createGraph = isGradEnabled();
      // A second derivative runs through the inputs' own history; a first one stops at copies without any.
      const own = (createGraph ? inputs : inputs.map(leafOf)) as Inputs;
      const wanted = [...own.filter((x) => x.requiresGrad), ...parameters];
      const result = keepingBuffers(module, () =>
        random.again(() => enableGrad(() => module.forward(...(unmerged(own) as Inputs)))),
      );
      const found = grad(result, wanted, { gradOutputs: [g], createGraph, allowUnused: true });
      const ofInputs = own.map((x) => (x.requiresGrad ? found.shift()! : null));
      return [...ofInputs, ...found];
    },
  });
  return apply(...inputs, ...parameters);
}

/**
 * A Sequential in `segments` parts of about equal length, of which all but the last are checkpointed, as in PyTorch. With √n segments of
 * n modules, about 2 √n results are kept instead of n.
 */
export function checkpointSequential(model: Sequential, segments: number, x: Tensor): Tensor {
  const modules = model.children().map(([, module]) => module as Module);
  if (!Number.isInteger(segments) || segments < 1 || segments > modules.length) {
    throw new RangeError(
      `checkpointSequential: ${segments} segments of ${modules.length} modules, a whole number from 1 to ${modules.length} is needed`,
    );
  }
  const size = Math.floor(modules.length / segments);
  let value = x;
  for (let i = 0; i < segments - 1; i++) {
    const segment = new Sequential(...modules.slice(i * size, (i + 1) * size));
    segment.training = model.training;
    value = checkpointed(segment, value);
  }
  for (const module of modules.slice((segments - 1) * size)) value = module.forward(value);
  return value;
}

/** Remembers where generators stand, and runs a body again from there. */
function rewinding(rngs: readonly Philox[]) {
  const statesNow = () => rngs.map((rng) => rng.getState());
  const goTo = (states: readonly PhiloxState[]) => {
    for (const [i, rng] of rngs.entries()) rng.setState(states[i]!);
  };
  const draws = rngs.length === 0 ? () => {} : inOrderOfDraws;
  let first: readonly PhiloxState[] = [];
  let now: readonly PhiloxState[] = [];
  return {
    remember(): void {
      draws(() => {
        first = statesNow();
      });
    },
    again<T>(body: () => T): T {
      draws(() => {
        now = statesNow();
        goTo(first);
      });
      const result = body();
      draws(() => goTo(now));
      return result;
    },
  };
}

/**
 * In a compiled function equal operations on equal inputs are carried out once, and the first run's results would be kept for the second
 * after all. A factor 1 of which the compiler knows nothing, since it is drawn, keeps the runs apart.
 */
function unmerged(inputs: readonly Tensor[]): readonly Tensor[] {
  if (!isCompiling()) return inputs;
  const one = inOrderOfDraws(() => {});
  return inputs.map((x) => (x.dtype.startsWith("float") ? x.mul(one) : x));
}

/**
 * Runs `act` between the draws before and after it, also in every call of a compiled function, where draws are made in the order of the
 * program: it is itself a draw, of ½, and gives the number 1.
 */
function inOrderOfDraws(act: () => void): Tensor {
  return rand([], { rng: new Acting(act) }).mul(2);
}

class Acting extends Philox {
  readonly #act: () => void;

  constructor(act: () => void) {
    super(0);
    this.#act = act;
  }

  /** Words of which `rand` makes ½. */
  override words(out: Uint32Array): void {
    this.#act();
    out.fill(2 ** 31);
  }
}

function keepingBuffers<T>(module: Module<never[], unknown>, body: () => T): T {
  const buffers = module
    .namedBuffers()
    .map(([, buffer]) => ({ buffer, value: noGrad(() => buffer.clone()) }));
  const result = body();
  for (const { buffer, value } of buffers) noGrad(() => buffer.copy_(value));
  return result;
}

function leafOf(x: Tensor): Tensor {
  const leaf = x.detach();
  leaf.requiresGrad = x.requiresGrad;
  return leaf;
}

function oneTensor(module: Module<never[], unknown>, output: unknown): Tensor {
  if (output instanceof Tensor) return output;
  throw new TypeError(
    `checkpointed: ${module.constructor.name} returned ${Array.isArray(output) ? "an array" : typeof output}, a module that returns one tensor is needed`,
  );
}
