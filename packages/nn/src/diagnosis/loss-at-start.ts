import { noGrad, type Tensor } from "@blankfile/tensor";
import type { AnyModule } from "../module/module.ts";
import { withoutTrace } from "../module/without-trace.ts";

export interface StartingLoss {
  readonly loss: number;
  readonly expected: number;
  /** loss / expected. */
  readonly ratio: number;
  /** Whether the loss lies within the tolerance. */
  readonly ok: boolean;
  readonly message: string;
}

/**
 * What a model that knows nothing has to pay.
 *
 *   crossEntropy         K classes, all equally likely:  −ln(1/K) = ln K
 *   binaryCrossEntropy   p = ½:  ln 2 for each output
 *   mseLoss              0 for every target:  the mean of the targets' squares, which is given
 */
export function expectedLoss(
  kind: "crossEntropy" | "binaryCrossEntropy" | "mseLoss",
  classesOrMeanSquare = 2,
): number {
  if (kind === "binaryCrossEntropy") return Math.LN2;
  const n = classesOrMeanSquare;
  if (kind === "crossEntropy" && Number.isInteger(n) && n >= 2) return Math.log(n);
  if (kind === "mseLoss" && n >= 0) return n;
  throw new RangeError(
    `expectedLoss: ${JSON.stringify(kind)} with ${n}, "crossEntropy" with the number of classes, "binaryCrossEntropy", or "mseLoss" with the targets' mean square are needed`,
  );
}

/**
 * The loss of an untrained model beside what it should be. Above it the outputs are too large (the last layer starts too wide); below
 * it the model already knows something, or the loss is another one than meant. The model is afterwards as it was.
 */
export function lossAtStart(
  model: AnyModule,
  loss: () => Tensor,
  expected: number,
  { tolerance = 0.2 }: { tolerance?: number } = {},
): StartingLoss {
  const value = withoutTrace(model, () => noGrad(() => loss().item()));
  const ratio = value / expected;
  const ok = Math.abs(ratio - 1) <= tolerance;
  const percent = Math.round(100 * tolerance);
  const verdict = ok
    ? `within ${percent} %`
    : ratio > 1
      ? "too high: the first outputs are too sure of themselves, so the last layer starts too wide"
      : "too low: the model has seen these data, or the loss is not the one expected";
  return {
    loss: value,
    expected,
    ratio,
    ok,
    message: `the loss starts at ${value.toFixed(4)} where ${expected.toFixed(4)} is expected: ${verdict}`,
  };
}
