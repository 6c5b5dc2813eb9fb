/** A formula over the observed distribution P, as `identify` finds it. */
export type Estimand =
  /** P(of | given). */
  | { kind: "probability"; of: readonly string[]; given: readonly string[] }
  | { kind: "product"; factors: readonly Estimand[] }
  /** Σ over all values of these variables. */
  | { kind: "sum"; over: readonly string[]; of: Estimand }
  | { kind: "fraction"; numerator: Estimand; denominator: Estimand };

export function probability(of: readonly string[], given: readonly string[] = []): Estimand {
  return { kind: "probability", of, given };
}

export function product(factors: readonly Estimand[]): Estimand {
  const flat = factors.flatMap((each) => (each.kind === "product" ? each.factors : [each]));
  return flat.length === 1 ? flat[0]! : { kind: "product", factors: flat };
}

/** Σ, where there is something to sum over; a plain joint probability loses the variables instead. */
export function sum(over: readonly string[], of: Estimand): Estimand {
  if (over.length === 0) return of;
  if (of.kind === "probability" && of.given.length === 0) {
    return probability(of.of.filter((name) => !over.includes(name)));
  }
  return of.kind === "sum"
    ? { kind: "sum", over: [...over, ...of.over], of: of.of }
    : { kind: "sum", over, of };
}

/** Numerator over denominator; of plain joint probabilities, the conditional one. */
export function fraction(numerator: Estimand, denominator: Estimand): Estimand {
  if (
    numerator.kind === "probability" &&
    denominator.kind === "probability" &&
    numerator.given.length === 0
  ) {
    if (denominator.of.length === 0) return numerator;
    if (denominator.given.length === 0) {
      return probability(
        numerator.of.filter((name) => !denominator.of.includes(name)),
        denominator.of,
      );
    }
  }
  return { kind: "fraction", numerator, denominator };
}

/** The formula in one line, as in Σ_z P(y | x, z) P(z). */
export function formatEstimand(estimand: Estimand): string {
  switch (estimand.kind) {
    case "probability":
      if (estimand.of.length === 0) return "1";
      return `P(${estimand.of.join(", ")}${estimand.given.length ? ` | ${estimand.given.join(", ")}` : ""})`;
    case "product":
      return estimand.factors
        .map((each) => (each.kind === "sum" ? `(${formatEstimand(each)})` : formatEstimand(each)))
        .join(" ");
    case "sum":
      return `Σ_{${estimand.over.join(", ")}} ${formatEstimand(estimand.of)}`;
    case "fraction":
      return `[${formatEstimand(estimand.numerator)}] / [${formatEstimand(estimand.denominator)}]`;
  }
}

/** A joint distribution over discrete variables: the values of each, and the probability of an assignment of all. */
export interface DiscreteTable {
  values: Readonly<Record<string, readonly number[]>>;
  probability: (assignment: Readonly<Record<string, number>>) => number;
}

/**
 * The formula's number at an assignment of its free variables: treatment, outcome, and now and then a third one at whose
 * value the formula may be read as one likes, as all give the same. Conditioning on what never happens is refused.
 */
export function evaluateEstimand(
  estimand: Estimand,
  table: DiscreteTable,
  assignment: Readonly<Record<string, number>>,
): number {
  switch (estimand.kind) {
    case "probability": {
      const given = marginal(table, estimand.given, assignment);
      if (given > 0) return marginal(table, [...estimand.of, ...estimand.given], assignment) / given;
      throw new RangeError(
        `evaluateEstimand: ${estimand.given.map((name) => `${name} = ${assignment[name]}`).join(", ")} has probability 0, a positive one is needed`,
      );
    }
    case "product":
      return estimand.factors.reduce((value, each) => value * evaluateEstimand(each, table, assignment), 1);
    case "sum": {
      let total = 0;
      eachAssignment(table, estimand.over, assignment, (full) => {
        total += evaluateEstimand(estimand.of, table, full);
      });
      return total;
    }
    case "fraction": {
      const denominator = evaluateEstimand(estimand.denominator, table, assignment);
      if (denominator > 0) return evaluateEstimand(estimand.numerator, table, assignment) / denominator;
      throw new RangeError("evaluateEstimand: a denominator is 0, positive probabilities are needed");
    }
  }
}

function marginal(
  table: DiscreteTable,
  names: readonly string[],
  assignment: Readonly<Record<string, number>>,
): number {
  for (const name of names) {
    if (assignment[name] !== undefined) continue;
    throw new RangeError(`evaluateEstimand: no value for ${name}, one for each free variable is needed`);
  }
  const fixed = Object.fromEntries(names.map((name) => [name, assignment[name]!]));
  const rest = Object.keys(table.values).filter((name) => !names.includes(name));
  let total = 0;
  eachAssignment(table, rest, fixed, (full) => {
    total += table.probability(full);
  });
  return total;
}

function eachAssignment(
  table: DiscreteTable,
  names: readonly string[],
  fixed: Readonly<Record<string, number>>,
  visit: (full: Record<string, number>) => void,
): void {
  const [first, ...rest] = names;
  if (first === undefined) visit({ ...fixed });
  else
    for (const value of table.values[first]!)
      eachAssignment(table, rest, { ...fixed, [first]: value }, visit);
}
