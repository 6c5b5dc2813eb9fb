import type { Tensor } from "@blankfile/tensor";
import { tensorsIn } from "../module/hooks.ts";
import type { AnyModule } from "../module/module.ts";

/** A module by its path in the model, "" for the model itself. */
export interface Owner {
  readonly path: string;
  readonly type: string;
}

/** Told of a module's call; `outermost` where no other module of the model called it. */
export interface Call {
  readonly owner: Owner;
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
  readonly outermost: boolean;
}

/**
 * Runs `body` and notes for each tensor on the tape which module made it: the innermost one during whose forward it came to be.
 * Tensors that no module made (those of the loss) have no owner.
 */
export function withOwners<T>(
  model: AnyModule,
  body: () => T,
  seen: (call: Call) => void = () => {},
): { result: T; owners: Map<Tensor, Owner> } {
  const owners = new Map<Tensor, Owner>();
  let depth = 0;
  const removes = model.namedModules().flatMap(([path, module]) => {
    const owner = { path, type: module.constructor.name };
    const before = module.registerForwardPreHook(() => {
      depth += 1;
      return undefined;
    });
    const after = module.registerForwardHook((_, given, output) => {
      depth -= 1;
      const [inputs, outputs] = [tensorsIn(given), tensorsIn(output)];
      claim(outputs, owner, new Set(inputs), owners);
      seen({ owner, inputs, outputs, outermost: depth === 0 });
    });
    return [before, after];
  });
  try {
    return { result: body(), owners };
  } finally {
    for (const remove of removes) remove();
  }
}

/** Gives the owner all tensors on the tape from the outputs back to the inputs that have none yet. */
function claim(
  outputs: readonly Tensor[],
  owner: Owner,
  inputs: ReadonlySet<Tensor>,
  owners: Map<Tensor, Owner>,
): void {
  const stack = [...outputs];
  while (stack.length > 0) {
    const tensor = stack.pop()!;
    if (!tensor.gradFn || inputs.has(tensor) || owners.has(tensor)) continue;
    owners.set(tensor, owner);
    stack.push(...tensor.gradFn.inputs);
  }
}
