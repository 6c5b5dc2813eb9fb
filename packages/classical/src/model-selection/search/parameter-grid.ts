import type { ParameterValues } from "./space.ts";

/** Values to try by parameter; several grids are tried one after the other. */
export type Grid = Readonly<Record<string, readonly unknown[]>>;

/** Every combination, in scikit-learn's order: parameters by name, the last one changing fastest. */
export function parameterGrid(grid: Grid | readonly Grid[]): ParameterValues[] {
  const grids: readonly Grid[] = Array.isArray(grid) ? grid : [grid as Grid];
  return grids.flatMap((one) => {
    const names = Object.keys(one).sort();
    const empty = names.find((name) => !Array.isArray(one[name]) || one[name].length === 0);
    if (empty !== undefined)
      throw new RangeError(
        `parameterGrid: ${empty} is ${JSON.stringify(one[empty])}, a list of at least one value is needed`,
      );
    return names.reduce<ParameterValues[]>(
      (found, name) => found.flatMap((values) => one[name]!.map((value) => ({ ...values, [name]: value }))),
      [{}],
    );
  });
}
