import type { DType } from "../../dtype.ts";
import type { Philox } from "../../philox.ts";
import type { Shape } from "../../shape.ts";
import type { Tensor } from "../../tensor.ts";

/** Choices, one after the other, from a list of whole numbers; 0 when they are used up, so that shrinking gives the plainest. */
export class Draw {
  readonly #numbers: readonly number[];
  #at = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  /** 0 to n − 1. */
  int(n: number): number {
    return (this.#numbers[this.#at++] ?? 0) % n;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.int(list.length)]!;
  }

  /** True once in n. */
  once(n: number): boolean {
    return this.int(n) === n - 1;
  }

  /** Up to four dimensions of few elements together. */
  shape(most = 2000): number[] {
    const sizes = Array.from({ length: this.int(5) }, () => this.pick([2, 3, 1, 4, 5, 7, 8, 16, 33, 0]));
    while (sizes.reduce((a, b) => a * b, 1) > most) sizes.pop();
    return sizes;
  }

  /** A shape that broadcasts to this one. */
  narrower(shape: Shape): number[] {
    const cut = this.once(3) ? this.int(shape.length + 1) : 0;
    return shape.slice(cut).map((n) => (this.once(4) ? 1 : n));
  }

  /** Different dimensions of so many, ascending. */
  dims(ndim: number): number[] {
    return Array.from({ length: ndim }, (_, d) => d).filter(() => this.once(2));
  }
}

/** A tensor from outside: an argument, or one that the function finds. */
export interface Leaf {
  readonly kind: "argument" | "captured";
  readonly dtype: DType;
  readonly shape: Shape;
  readonly requiresGrad: boolean;
  /** Whether the function changes it in place. */
  readonly mutable: boolean;
  /** Indices lie from 0 up to below this. */
  readonly below: number | undefined;
}

/** What a program runs on: tensors for its leaves, a generator, and the width that floats have. */
export interface World {
  readonly leaves: readonly Tensor[];
  readonly rng: Philox;
  readonly float: (dtype: DType) => DType;
}

/** One line of a program. */
export interface Step {
  readonly text: string;
  /** Places of the tensors that it reads. */
  readonly inputs: readonly number[];
  /** The results, which take the next places. */
  readonly run: (inputs: Tensor[], world: World) => readonly Tensor[];
  /** Whether compiled numbers equal eager's to the last bit if those of the inputs do. */
  readonly exact: boolean;
}
