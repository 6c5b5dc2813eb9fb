export type Op = "input" | "add" | "sub" | "mul" | "div" | "exp" | "tanh";

export interface Node {
  name: string;
  op: Op;
  /** None for input, one for exp and tanh, two for the others. */
  inputs: readonly string[];
}

/** All names, each after those of its inputs. */
export function topologicalOrder(nodes: readonly Node[]): string[] {
  throw new Error("topologicalOrder is not written yet");
}

/** The number of every node. */
export function evaluate(nodes: readonly Node[], given: ReadonlyMap<string, number>): Map<string, number> {
  throw new Error("evaluate is not written yet");
}

/** ∂output/∂v for every node v. */
export function gradients(
  nodes: readonly Node[],
  given: ReadonlyMap<string, number>,
  output: string,
): Map<string, number> {
  throw new Error("gradients is not written yet");
}
