import type { Covariance } from "./covariance.ts";

/** k = Σ kᵢ: a function that is the sum of independent ones. */
export function sumKernel(...parts: Covariance[]): Covariance {
  return join("sumKernel", parts);
}

/** k = Π kᵢ: near each other by all parts. */
export function productKernel(...parts: Covariance[]): Covariance {
  return join("productKernel", parts);
}

/** k to a power. */
export function exponentiation(kernel: Covariance, exponent: number): Covariance {
  if (!(exponent > 0 && exponent < Number.POSITIVE_INFINITY))
    throw new RangeError(`exponentiation: exponent is ${exponent}, a finite number > 0 is needed`);
  return { kind: "exponentiation", hyperparameters: {}, constant: exponent, parts: [kernel] };
}

function join(kind: "sumKernel" | "productKernel", parts: Covariance[]): Covariance {
  if (parts.length < 2) throw new RangeError(`${kind}: ${parts.length} kernels, at least 2 are needed`);
  return { kind, hyperparameters: {}, constant: 0, parts };
}
