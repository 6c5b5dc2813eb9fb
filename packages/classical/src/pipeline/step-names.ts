import { Estimator } from "../estimator/estimator.ts";

/** In words what is wrong with the names of steps, undefined where nothing is. */
export function wrongStepName(names: readonly string[], taken: readonly string[]): string | undefined {
  for (const name of names) {
    const shown = JSON.stringify(name);
    if (name === "") return 'a step is named "", a name is needed';
    if (/^(0|[1-9]\d*)$/.test(name))
      return `a step is named ${shown}, a name that is no number is needed; objects put numbers first, whatever their order`;
    if (name.includes("__"))
      return `a step is named ${shown}, a name without "__" is needed; that is between step and parameter`;
    if (taken.includes(name)) return `a step is named ${shown}, which is a parameter; another name is needed`;
  }
  return undefined;
}

/** standardscaler, ridge, …; standardscaler-1, standardscaler-2 where there are more of one class. */
export function namesByClass(estimators: readonly (Estimator<never> | string)[]): string[] {
  const names = estimators.map((one) => (one instanceof Estimator ? one.name.toLowerCase() : String(one)));
  const seen = new Map<string, number>();
  return names.map((name) => {
    if (names.indexOf(name) === names.lastIndexOf(name)) return name;
    seen.set(name, (seen.get(name) ?? 0) + 1);
    return `${name}-${seen.get(name)}`;
  });
}
