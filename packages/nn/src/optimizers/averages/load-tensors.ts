import { noGrad, type Tensor } from "@blankfile/tensor";
import type { StateDict } from "../../module/state.ts";

/** Copies a state into tensors of the same names, shapes and dtypes; what does not fit is named, and nothing is changed. */
export function loadTensors(where: string, own: StateDict, state: StateDict): void {
  for (const name of new Set([...Object.keys(own), ...Object.keys(state)])) {
    const [wanted, given] = [own[name], state[name]];
    const fits =
      wanted && given && wanted.dtype === given.dtype && String(wanted.shape) === String(given.shape);
    if (fits) continue;
    const tell = (x: Tensor | undefined) => (x ? `${x.dtype} [${x.shape.join(", ")}]` : "nothing");
    throw new RangeError(
      `${where}.loadStateDict: ${name} ${tell(given)}, ${tell(wanted)} is needed; the state must come from the same parameters`,
    );
  }
  noGrad(() => {
    for (const [name, value] of Object.entries(own)) value.copy_(state[name]!);
  });
}
