import { isActive, type ParameterValues, type Space, Study, sampleSpace } from "@blankfile/classical";
import { Philox } from "@blankfile/tensor";
import { holds, readConstraint } from "./constraint.ts";
import type { TrialState } from "./decision.ts";
import type { SweepPlan } from "./sweep-file.ts";
import { SweepProblem } from "./sweep-problem.ts";

/** Draws in a row that break a constraint, after which no more are tried. */
const mostDraws = 10_000;

/**
 * The configuration of trial `number`; undefined where a grid is through. Grid and random follow from the plan alone; tpe also from the
 * trials that are known, with those still running taken for as bad as the worst one (a "constant liar", Ginsbourger et al. 2010,
 * https://doi.org/10.1007/978-3-642-10701-6_6), so that no two of them are asked for the same place.
 */
export function configuration(
  plan: SweepPlan,
  number: number,
  trials: readonly TrialState[],
): ParameterValues | undefined {
  if (plan.method === "grid") return gridOf(plan)[number];
  const fits = fitting(plan);
  if (plan.method === "tpe") return suggested(plan, trials, fits);
  let found = -1;
  for (let draw = 0, since = 0; since < mostDraws; draw++, since++) {
    const params = sampleSpace(plan.search, new Philox(plan.randomState).fork(draw));
    if (!fits(params)) continue;
    since = 0;
    found += 1;
    if (found === number) return params;
  }
  throw nothingFits(plan);
}

/** All configurations of a grid that meet the constraints. */
export function gridOf(plan: SweepPlan): ParameterValues[] {
  return grid(plan.search).filter(fitting(plan));
}

function fitting({ constraints, set, search }: SweepPlan): (params: ParameterValues) => boolean {
  const names = [...Object.keys(set), ...Object.keys(search)];
  const all = constraints.map((text) => readConstraint(text, names));
  return (params) => all.every((one) => holds(one, { ...set, ...params }));
}

function suggested(
  plan: SweepPlan,
  trials: readonly TrialState[],
  fits: (params: ParameterValues) => boolean,
): ParameterValues {
  const known = trials.flatMap(({ costs: [cost] }) => (Number.isFinite(cost) ? [cost as number] : []));
  const worst = known.length > 0 ? Math.max(...known) : null;
  const study = new Study({ space: plan.search, randomState: plan.randomState });
  study.restore(
    trials.map(({ number, params, costs }) => ({
      number,
      params,
      value: costs[0] === undefined ? worst : costs[0],
    })),
  );
  for (let draw = 0; draw < mostDraws; draw++) {
    const params = study.ask()!.params;
    if (fits(params)) return params;
  }
  throw nothingFits(plan);
}

/** Every combination; a parameter that others switch off is left out, so that no two are the same. */
function grid(space: Space): ParameterValues[] {
  let all: ParameterValues[] = [{}];
  for (const [name, domain] of Object.entries(space)) {
    const values = valuesOf(name, domain);
    all = all.flatMap((params) =>
      isActive(domain, params) ? values.map((value) => ({ ...params, [name]: value })) : [params],
    );
    if (all.length > 100_000)
      throw new SweepProblem(
        `sweep: the grid has more than 100000 configurations; use random or tpe with a budget`,
      );
  }
  return all;
}

function valuesOf(name: string, domain: Space[string]): readonly unknown[] {
  if (domain.kind === "categorical") return domain.choices;
  if (domain.kind === "int" && domain.high - domain.low < 1000)
    return Array.from({ length: domain.high - domain.low + 1 }, (_, i) => domain.low + i);
  throw new SweepProblem(
    `sweep: search.${name} goes from ${domain.low} to ${domain.high}, a list of values is needed for a grid; or use random`,
  );
}

function nothingFits({ constraints }: SweepPlan): SweepProblem {
  return new SweepProblem(
    `sweep: ${mostDraws} draws in a row broke ${constraints.join(" or ")}; wider ranges, or a grid, are needed`,
  );
}
