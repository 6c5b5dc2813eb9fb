export class Tensor {
  readonly data: number[];
  readonly shape: readonly number[];
  grad: number[];

  /** `data` in row-major order. */
  constructor(data: readonly number[], shape: readonly number[]) {
    this.data = [...data];
    this.shape = [...shape];
    this.grad = data.map(() => 0);
  }

  add(other: Tensor | number): Tensor {
    throw new Error("add is not written yet");
  }

  sub(other: Tensor | number): Tensor {
    throw new Error("sub is not written yet");
  }

  mul(other: Tensor | number): Tensor {
    throw new Error("mul is not written yet");
  }

  div(other: Tensor | number): Tensor {
    throw new Error("div is not written yet");
  }

  matmul(other: Tensor): Tensor {
    throw new Error("matmul is not written yet");
  }

  exp(): Tensor {
    throw new Error("exp is not written yet");
  }

  log(): Tensor {
    throw new Error("log is not written yet");
  }

  relu(): Tensor {
    throw new Error("relu is not written yet");
  }

  sum(axis?: number): Tensor {
    throw new Error("sum is not written yet");
  }

  backward(): void {
    throw new Error("backward is not written yet");
  }
}
