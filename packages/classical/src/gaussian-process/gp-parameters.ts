import { choice, custom, integer, optional, randomState, withDefault } from "../estimator/parameters.ts";
import type { Bounds, Covariance } from "./kernels/covariance.ts";
import { productKernel } from "./kernels/joined-kernels.ts";
import { constantKernel } from "./kernels/other-kernels.ts";
import { rbf } from "./kernels/stationary.ts";

/** What both processes are told. */
export const gpParameters = {
  /** The covariance; null is 1 · rbf of length scale 1. */
  kernel: optional(custom<Covariance>(rbf(), isCovariance, "a covariance, as rbf() or matern() give")),
  /** How θ is learnt; null keeps the kernel as it is. */
  optimizer: withDefault<"lbfgs" | null>("lbfgs", optional(choice("lbfgs"))),
  /** Further searches, from θ drawn at random. */
  nRestartsOptimizer: integer(0, { min: 0 }),
  randomState,
};

/** What null stands for: 1 · rbf of length scale 1, with bounds where it is learnt. */
export function usualKernel(bounds: Bounds): Covariance {
  return productKernel(constantKernel({ constantValueBounds: bounds }), rbf({ lengthScaleBounds: bounds }));
}

function isCovariance(value: unknown): boolean {
  return typeof value === "object" && value !== null && "hyperparameters" in value && "parts" in value;
}
