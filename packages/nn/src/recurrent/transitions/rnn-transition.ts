import { where as choose, type Tensor } from "@blankfile/tensor";
import { backThroughTanh, type Transition } from "./transition.ts";

export type Nonlinearity = "tanh" | "relu";

/** h' = φ(W_ih x + b_ih + W_hh h + b_hh). Elman 1990, https://doi.org/10.1207/s15516709cog1402_1 */
export function rnnTransition(where: string, nonlinearity: Nonlinearity): Transition {
  if (nonlinearity !== "tanh" && nonlinearity !== "relu") {
    throw new RangeError(
      `${where}: nonlinearity ${JSON.stringify(nonlinearity)}, "tanh" or "relu" is needed`,
    );
  }
  const back = (g: Tensor, y: Tensor): Tensor =>
    nonlinearity === "tanh" ? backThroughTanh(g, y) : choose(y.gt(0), g, 0);
  return {
    gates: 1,
    states: 1,
    step([x], [h]) {
      const z = x!.add(h!);
      const y = nonlinearity === "tanh" ? z.tanh() : z.relu();
      return { after: [y], kept: [y] };
    },
    backward([g], [y]) {
      const z = back(g!, y!);
      return { x: z, h: z, before: [null] };
    },
  };
}
