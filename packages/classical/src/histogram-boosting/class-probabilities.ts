import { sigmoid } from "../boosting/losses/log-loss.ts";
import { logSumExp } from "../boosting/losses/multinomial-loss.ts";
import { Matrix } from "../matrix/matrix.ts";

/** p from F, [N, K]: of one output the logistic function of F is that of the second class, of more the softmax. */
export function classProbabilities(raw: readonly Float64Array[]): Matrix {
  const rows = raw[0]!.length;
  const K = Math.max(2, raw.length);
  const out = Matrix.zeros(rows, K);
  for (let i = 0; i < rows; i++) {
    if (raw.length === 1) {
      out.data[2 * i] = sigmoid(-raw[0]![i]!);
      out.data[2 * i + 1] = sigmoid(raw[0]![i]!);
      continue;
    }
    const all = logSumExp(raw, i);
    for (let k = 0; k < K; k++) out.data[i * K + k] = Math.exp(raw[k]![i]! - all);
  }
  return out;
}
