import type { Tensor } from "@blankfile/tensor";

/** What becomes of the losses of the samples: their mean, their sum, or themselves. */
export type Reduction = "mean" | "sum" | "none";

export interface LossOptions {
  /** The mean unless told. */
  reduction?: Reduction;
}

/** The losses as the option asks. */
export function reduce(where: string, losses: Tensor, reduction: Reduction): Tensor {
  checkReduction(where, reduction);
  if (reduction === "none") return losses;
  return reduction === "sum" ? losses.sum() : losses.mean();
}

/** Refuses another word, by name. */
export function checkReduction(
  where: string,
  reduction: string,
  known: readonly string[] = ["mean", "sum", "none"],
): void {
  if (!known.includes(reduction))
    throw new RangeError(
      `${where}: reduction ${JSON.stringify(reduction)}, ${known.map((word) => `"${word}"`).join(" or ")} is needed`,
    );
}
