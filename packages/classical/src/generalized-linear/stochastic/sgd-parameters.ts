import {
  boolean,
  choice,
  custom,
  integer,
  optional,
  type Parameter,
  randomState,
  real,
  type Values,
  withDefault,
} from "../../estimator/parameters.ts";
import type { SGDRules } from "./sgd.ts";

const average: Parameter<boolean | number> = custom<boolean | number>(
  false,
  (value) => typeof value === "boolean" || (Number.isSafeInteger(value) && (value as number) >= 0),
  "true, false or the number of the first step that counts",
);

/** What SGDClassifier and SGDRegressor share. */
export const sgdParameters = {
  /** "l2" is ρ = 0, "l1" ρ = 1, "elasticnet" ρ = l1Ratio; null: no penalty. */
  penalty: withDefault<"l2" | "l1" | "elasticnet" | null>("l2", optional(choice("l2", "l1", "elasticnet"))),
  /** α, the weight of the penalty. */
  alpha: real(1e-4, { min: 0 }),
  /** ρ of "elasticnet". */
  l1Ratio: real(0.15, { min: 0, max: 1 }),
  fitIntercept: boolean(true),
  /** The most epochs. */
  maxIter: integer(1000, { min: 1 }),
  /** Ends after nIterNoChange epochs whose mean objective is not so much below the best; null: never. */
  tol: withDefault<number | null>(1e-3, optional(real(1e-3, { min: 0 }))),
  shuffle: boolean(true),
  /** ε of the losses that have one. */
  epsilon: real(0.1, { min: 0 }),
  randomState,
  /** η₀ */
  eta0: real(0.01, { above: 0 }),
  nIterNoChange: integer(5, { min: 1 }),
  /** Whether the answer is the mean over all steps, or over those from one on. */
  average,
};

export type SGDParams = Values<typeof sgdParameters> & {
  learningRate: SGDRules["learningRate"];
  powerT: number;
};

export function rulesOf(params: SGDParams, loss: SGDRules["loss"]): SGDRules {
  const { penalty, l1Ratio } = params;
  return {
    ...params,
    loss,
    alpha: penalty === null ? 0 : params.alpha,
    ratio: penalty === "elasticnet" ? l1Ratio : penalty === "l1" ? 1 : 0,
    average: params.average === true ? 1 : Number(params.average),
  };
}

/** "optimal" steps are one over α. */
export function requireAlpha(where: string, { learningRate, alpha, penalty }: SGDParams): void {
  if (learningRate !== "optimal" || (alpha > 0 && penalty !== null)) return;
  throw new RangeError(
    `${where}: learningRate "optimal" with ${penalty === null ? "no penalty" : "alpha 0"}, an alpha above 0 is needed; "invscaling" or "adaptive" do without`,
  );
}
