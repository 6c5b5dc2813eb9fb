import { Tensor, where } from "@blankfile/tensor";
import { checkFloating, shapeOf } from "../checks.ts";
import { checkReduction, type LossOptions } from "../reduction.ts";
import { logLikelihood } from "./alignments.ts";
import { type CtcLengths, checkLabels, lengthsOf, padded, withBlanks } from "./labels.ts";

export interface CtcLossOptions extends LossOptions {
  /** The class that stands for no label. */
  blank?: number;
  /** Whether targets that fit into no alignment cost 0 instead of ∞. */
  zeroInfinity?: boolean;
}

/**
 * Connectionist temporal classification: a sequence of labels against a longer sequence of class probabilities, over all ways to
 * stretch the one to the other, with blanks between labels and labels that last several steps.
 *
 *   L_n = −log p(l_n | x_n),   p(l | x) = Σ_{π: B(π) = l} Π_t y_t(π_t)          (3), computed by (5) to (8)
 *   mean: 1/N Σ_n L_n / max(S_n, 1), as in PyTorch
 *
 * logProbs [T, N, C], logarithms of probabilities (logSoftmax), of which sample n has T_n = inputLengths[n] steps; targets int32
 * [N, S], of which it has S_n = targetLengths[n], or the labels of all samples one after the other. One sample: [T, C], [S] and
 * plain numbers as lengths; its "none" has shape []. A target that fits into no alignment costs ∞ and has the gradient 0.
 *
 * The gradient by logProbs is the plain derivative −γ_t(k); PyTorch's has e^logProbs added, which is the same once it went back through
 * logSoftmax. Inside `compile` every step becomes loops of its own: 2 s of compiling at T = 200 (docs/decisions/0017-compile-time.md).
 * Graves et al. 2006, https://www.cs.toronto.edu/~graves/icml_2006.pdf.
 */
export function ctcLoss(
  logProbs: Tensor,
  targets: Tensor,
  inputLengths: CtcLengths,
  targetLengths: CtcLengths,
  { blank = 0, zeroInfinity = false, reduction = "mean" }: CtcLossOptions = {},
): Tensor {
  checkReduction("ctcLoss", reduction);
  checkShapes(logProbs, targets);
  const single = logProbs.ndim === 2;
  const x = single ? logProbs.unsqueeze(1) : logProbs;
  const [T, N, C] = x.shape as [number, number, number];
  if (!(Number.isInteger(blank) && blank >= 0 && blank < C))
    throw new RangeError(`ctcLoss: blank ${blank}, a class from 0 to ${C - 1} is needed`);
  const times = lengthsOf("inputLengths", inputLengths, N, T);
  const counts = lengthsOf("targetLengths", targetLengths, N, targets.shape.at(-1)!);
  const labels = padded(targets, targetLengths, counts, blank); // [N, S]
  checkLabels(labels, counts, C, blank);
  const states = withBlanks(labels, blank); // [N, L]
  const L = states.shape[1]!;
  const emissions = x.gather(2, states.unsqueeze(0).expand([T, N, L]));
  const logp = logLikelihood({ emissions, states, inputLengths: times, targetLengths: counts });
  const losses = zeroInfinity ? where(logp.eq(-Infinity), 0, logp.neg()) : logp.neg();
  if (reduction === "sum") return losses.sum();
  if (reduction === "mean") return losses.div(counts.to(losses.dtype).clamp({ min: 1 })).mean();
  return single ? losses.squeeze(0) : losses;
}

function checkShapes(logProbs: Tensor, targets: Tensor): void {
  checkFloating("ctcLoss", { logProbs });
  if (!(targets instanceof Tensor) || targets.dtype !== "int32")
    throw new TypeError("ctcLoss: targets that are no int32 tensor, labels in int32 are needed");
  const fits =
    logProbs.ndim === 2
      ? targets.ndim === 1
      : logProbs.ndim === 3 &&
        (targets.ndim === 1 || (targets.ndim === 2 && targets.shape[0] === logProbs.shape[1]));
  if (!fits)
    throw new RangeError(
      `ctcLoss: logProbs ${shapeOf(logProbs)} and targets ${shapeOf(targets)}, [T, N, C] and [N, S] or [S_1 + … + S_N] are needed, or [T, C] and [S]`,
    );
}
