import { nameClass } from "../estimator/known.ts";
import { Transformer, type Unlabelled } from "../estimator/transformer.ts";
import type { Matrix } from "../matrix/matrix.ts";

const none = {};

/** A fit that would never end. */
export class Endless extends Transformer<typeof none> {
  static {
    nameClass("Endless", Endless);
  }

  constructor(options: typeof none = {}) {
    super(none, options);
  }

  protected learn({ onProgress }: Unlabelled): void {
    for (let done = 1; ; done++) if (done === 1) onProgress(done, 1e9);
  }

  protected change(X: Matrix): Matrix {
    return X;
  }
}
