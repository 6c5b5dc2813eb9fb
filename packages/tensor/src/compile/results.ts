import { type Storage, Tensor } from "../tensor.ts";
import type { GraphRecorder } from "./capture.ts";
import type { Operand } from "./graph.ts";

/** What a function returned, as a recipe for each later call. */
export interface Results {
  /** What has to be computed. */
  readonly outputs: readonly Operand[];
  /** The tensors that are returned, given the arguments of a call and the arrays of `outputs`. */
  readonly tensors: (values: readonly Tensor[], computed: readonly Tensor[]) => Tensor[];
}

/**
 * Arguments and tensors from outside are returned as they are, in whatever shape; what was computed is new, and shares
 * memory where it did inside.
 */
export function resultsOf(returned: readonly Tensor[], recorder: GraphRecorder): Results {
  const outputs: Operand[] = [];
  const placeOf = new Map<Storage, number>();
  const makers = returned.map((x): ((values: readonly Tensor[], computed: readonly Tensor[]) => Tensor) => {
    const { shape, dtype } = x;
    const argument = recorder.argumentOf(x);
    if (argument?.itself) return (values) => values[argument.index]!;
    if (argument) return (values) => new Tensor(values[argument.index]!.storage, shape, dtype);
    if (recorder.isOutside(x)) return () => (x.isLeaf ? x : x.detach());
    const place = placeOf.get(x.storage) ?? outputs.push(recorder.operand(x)) - 1;
    placeOf.set(x.storage, place);
    return (_, computed) => new Tensor(computed[place]!.storage, shape, dtype);
  });
  return { outputs, tensors: (values, computed) => makers.map((make) => make(values, computed)) };
}
