import type { Philox } from "@blankfile/tensor";
import { CausalGraph } from "../graphs/causal-graph.ts";

/** x = f(parents) + u: how one variable comes about. */
export interface Mechanism {
  parents?: readonly string[];
  /** f; default 0. Gets the values of the parents by name. */
  f?: (parents: Readonly<Record<string, number>>) => number;
  /** u, independent of all other noise; default 0. */
  noise?: (rng: Philox) => number;
  /** Never observed; of use for the graph only. */
  latent?: boolean;
}

export type VariableValues = Record<string, number>;

/**
 * A structural causal model with additive noise.
 *
 *   x_i = f_i(pa_i) + u_i,   u independent
 *   do(x = c): the line of x is replaced by x = c, the others stay (Pearl 2009, Causality, definition 7.1.2)
 *   counterfactual, section 7.1.3: abduction u_i = x_i − f_i(pa_i), action do(…), prediction with the same u
 */
export class StructuralModel {
  readonly graph: CausalGraph;
  readonly #mechanisms: ReadonlyMap<string, Mechanism>;

  constructor(mechanisms: Readonly<Record<string, Mechanism>>) {
    const names = Object.keys(mechanisms);
    this.#mechanisms = new Map(Object.entries(mechanisms));
    for (const name of names) {
      for (const parent of mechanisms[name]!.parents ?? []) {
        if (this.#mechanisms.has(parent)) continue;
        throw new RangeError(
          `StructuralModel: ${parent}, a parent of ${name}, has no mechanism; one for each variable is needed`,
        );
      }
    }
    this.graph = new CausalGraph({
      nodes: names,
      edges: names.flatMap((name) =>
        (mechanisms[name]!.parents ?? []).map((parent) => [parent, name] as const),
      ),
      latent: names.filter((name) => mechanisms[name]!.latent),
    });
  }

  /** n draws, a column per variable; under do(…) if given. Equal rngs have equal noise with and without an intervention. */
  sample(n: number, rng: Philox, intervention: Readonly<VariableValues> = {}): Record<string, Float64Array> {
    this.graph.require("sample", Object.keys(intervention));
    const columns = Object.fromEntries(this.graph.nodes.map((name) => [name, new Float64Array(n)]));
    for (let i = 0; i < n; i++) {
      const noise: VariableValues = {};
      for (const name of this.graph.nodes) noise[name] = this.#mechanisms.get(name)!.noise?.(rng) ?? 0;
      const values = this.#solve(noise, intervention);
      for (const name of this.graph.nodes) columns[name]![i] = values[name]!;
    }
    return columns;
  }

  /** The model in which variables are set by constants: do(…) for good. */
  intervene(intervention: Readonly<VariableValues>): StructuralModel {
    this.graph.require("intervene", Object.keys(intervention));
    const changed = [...this.#mechanisms].map(([name, mechanism]): [string, Mechanism] => {
      const value = intervention[name];
      if (value === undefined) return [name, mechanism];
      return [name, { f: () => value, ...(mechanism.latent && { latent: true }) }];
    });
    return new StructuralModel(Object.fromEntries(changed));
  }

  /** u of a unit of which every variable is known. */
  abduct(unit: Readonly<VariableValues>): VariableValues {
    const noise: VariableValues = {};
    for (const name of this.graph.nodes) {
      const value = unit[name];
      if (value === undefined || !Number.isFinite(value)) {
        throw new RangeError(`abduct: ${name} is ${value}, a finite number for each variable is needed`);
      }
      noise[name] = value - this.#mean(name, unit);
    }
    return noise;
  }

  /** What a unit's variables would have been under do(…), all else equal. */
  counterfactual(unit: Readonly<VariableValues>, intervention: Readonly<VariableValues>): VariableValues {
    this.graph.require("counterfactual", Object.keys(intervention));
    return this.#solve(this.abduct(unit), intervention);
  }

  #solve(noise: Readonly<VariableValues>, intervention: Readonly<VariableValues>): VariableValues {
    const values: VariableValues = {};
    for (const name of this.graph.nodes) {
      values[name] = intervention[name] ?? this.#mean(name, values) + noise[name]!;
    }
    return values;
  }

  #mean(name: string, values: Readonly<VariableValues>): number {
    const { parents = [], f } = this.#mechanisms.get(name)!;
    return f?.(Object.fromEntries(parents.map((parent) => [parent, values[parent]!]))) ?? 0;
  }
}
