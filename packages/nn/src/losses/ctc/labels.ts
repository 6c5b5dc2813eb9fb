import { arange, cat, full, inspect, stack, Tensor, tensor, where } from "@blankfile/tensor";
import { shapeOf } from "../checks.ts";

/** How many of its steps or labels each sample has: int32 [N], or one number for one sample. */
export type CtcLengths = Tensor | readonly number[] | number;

/** CtcLengths as a tensor; refuses others than N whole numbers from 0 to `most`. */
export function lengthsOf(name: string, given: CtcLengths, N: number, most: number): Tensor {
  if (!(given instanceof Tensor) && !Array.isArray(given) && typeof given !== "number")
    throw new TypeError(`ctcLoss: ${name} ${String(given)}, numbers or a tensor are needed`);
  const own = given instanceof Tensor ? given : tensor(given as number | number[], { dtype: "int32" });
  const lengths = own.ndim === 0 ? own.unsqueeze(0) : own;
  if (lengths.dtype !== "int32")
    throw new TypeError(`ctcLoss: ${name} of dtype ${lengths.dtype}, int32 is needed`);
  if (lengths.ndim !== 1 || lengths.shape[0] !== N)
    throw new RangeError(`ctcLoss: ${name} ${shapeOf(lengths)} for ${N} samples, [${N}] is needed`);
  inspect([lengths], (values) => {
    const wrong = values!.findIndex((length) => length < 0 || length > most);
    if (wrong >= 0)
      throw new RangeError(
        `ctcLoss: ${name}[${wrong}] is ${values![wrong]}, a number from 0 to ${most} is needed`,
      );
  });
  return lengths;
}

/** The labels of all samples in rows of one length, [N, S]; behind each sample's last one stand blanks. */
export function padded(targets: Tensor, given: CtcLengths, lengths: Tensor, blank: number): Tensor {
  const [total] = targets.shape as [number];
  const N = lengths.shape[0]!;
  if (targets.ndim === 2) {
    const within = arange(0, targets.shape[1]!, { dtype: "int32" }).lt(lengths.unsqueeze(1));
    return where(within, targets, blank);
  }
  // One after the other. What a tensor's lengths are is not known here: every row gets room for all labels.
  const S = given instanceof Tensor ? total : Math.max(0, ...[given].flat());
  if (total === 0) return full([N, 0], blank, { dtype: "int32" });
  inspect([lengths], (values) => {
    const sum = Array.from(values!).reduce((a, b) => a + b, 0);
    if (sum !== total)
      throw new RangeError(
        `ctcLoss: targetLengths of ${sum} in all and targets ${shapeOf(targets)}, as many labels are needed`,
      );
  });
  const starts = lengths.cumsum(0).sub(lengths).to("int32").unsqueeze(1); // [N, 1]
  const s = arange(0, S, { dtype: "int32" });
  const within = s.lt(lengths.unsqueeze(1)); // [N, S]
  const places = where(within, starts.add(s), 0);
  return where(within, targets.indexSelect(0, places.reshape([N * S])).reshape([N, S]), blank);
}

/** Refuses labels that are no class, or the blank. */
export function checkLabels(labels: Tensor, lengths: Tensor, C: number, blank: number): void {
  const S = labels.shape[1]!;
  inspect([labels, lengths], (values, count) => {
    const wrong = values!.findIndex(
      (label, i) => i % S < count![Math.floor(i / S)]! && (label < 0 || label >= C || label === blank),
    );
    if (wrong >= 0)
      throw new RangeError(
        `ctcLoss: label ${wrong % S} of sample ${Math.floor(wrong / S)} is ${values![wrong]}, a class from 0 to ${C - 1} other than the blank ${blank} is needed`,
      );
  });
}

/** l′ = blank, l_1, blank, l_2, …, l_S, blank: [N, 2S + 1] of labels [N, S]. */
export function withBlanks(labels: Tensor, blank: number): Tensor {
  const [N, S] = labels.shape as [number, number];
  const blanks = full([N, S + 1], blank, { dtype: "int32" });
  const pairs = stack([blanks.slice(null, [0, S]), labels], { dim: 2 });
  return cat([pairs.reshape([N, 2 * S]), blanks.slice(null, [S, S + 1])], { dim: 1 });
}
