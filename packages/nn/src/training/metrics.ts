import {
  arange,
  argmax,
  eq,
  gather,
  gt,
  logicalAnd,
  logicalOr,
  lt,
  matmul,
  oneHot,
  type Tensor,
} from "@blankfile/tensor";

/**
 * The share of samples whose largest logit stands at their class; of equal ones the first counts.
 *
 * logits [N, K], target int32 [N]; the result has shape [], and is NaN for no samples.
 */
export function accuracy(logits: Tensor, target: Tensor): Tensor {
  checkClasses("accuracy", logits, target);
  return eq(argmax(logits, { dim: 1 }), target)
    .to("float64")
    .mean();
}

/**
 * The share of samples whose class is among the k largest logits. The class has the rank of the logits above its own, and of equal ones
 * before it: rank < k. logits [N, K], target int32 [N]; shape [].
 */
export function topKAccuracy(logits: Tensor, target: Tensor, { k = 5 }: { k?: number } = {}): Tensor {
  checkClasses("topKAccuracy", logits, target);
  const K = logits.shape[1]!;
  if (!Number.isInteger(k) || k < 1 || k > K)
    throw new RangeError(`topKAccuracy: k ${k} for ${K} classes, a whole number from 1 to ${K} is needed`);
  const classes = target.unsqueeze(1); // [N, 1]
  const own = gather(logits, 1, classes);
  const before = logicalAnd(eq(logits, own), lt(arange(K), classes));
  const rank = logicalOr(gt(logits, own), before).to("int32").sum({ dim: 1 });
  return lt(rank, k).to("float64").mean();
}

/**
 * How often samples of class i (row) were taken for class j (column), counts int32 [K, K]. predicted and target int32 [N].
 * The diagonal's sum over N is the accuracy.
 */
export function confusionMatrix(predicted: Tensor, target: Tensor, numClasses: number): Tensor {
  if (predicted.ndim !== 1 || String(predicted.shape) !== String(target.shape)) {
    throw new RangeError(
      `confusionMatrix: predicted [${predicted.shape.join(", ")}] and target [${target.shape.join(", ")}], [N] for both is needed`,
    );
  }
  const rows = oneHot(target, numClasses).to("float64"); // counts are exact to 2⁵³
  const columns = oneHot(predicted, numClasses).to("float64");
  return matmul(rows.transpose(0, 1), columns).to("int32");
}

/** e^L of a mean negative log-likelihood L in nats: among how many equally likely tokens the model hesitates on average. */
export function perplexity(loss: Tensor): Tensor {
  return loss.exp();
}

function checkClasses(where: string, logits: Tensor, target: Tensor): void {
  if (
    logits.ndim === 2 &&
    target.ndim === 1 &&
    target.shape[0] === logits.shape[0] &&
    target.dtype === "int32"
  )
    return;
  throw new RangeError(
    `${where}: logits [${logits.shape.join(", ")}] and target ${target.dtype} [${target.shape.join(", ")}], [N, K] and int32 [N] are needed`,
  );
}
