import { cat, type DType, type Philox, stack, Tensor, zeros } from "@blankfile/tensor";
import { Dropout } from "../dropout/dropout.ts";
import { checkInput } from "../layers/check-input.ts";
import { checkSizes } from "../layers/check-sizes.ts";
import { linearMap } from "../layers/linear-map.ts";
import { Module } from "../module/module.ts";
import type { Parameter } from "../module/parameter.ts";
import { type PackedSequence, pick } from "./packed-sequence.ts";
import { recurrence } from "./recurrence.ts";
import { type RecurrentWeights, recurrentWeights } from "./recurrent-weights.ts";
import type { Transition } from "./transitions/transition.ts";

export interface RecurrentOptions {
  rng: Philox;
  /** Layers, each of which reads the states of the one below; 1 unless told. */
  numLayers?: number;
  /** Whether there are b_ih and b_hh; true unless told. */
  bias?: boolean;
  /** Whether sequences are [B, T, F] rather than [T, B, F]. The states are [L, B, H] in both cases. */
  batchFirst?: boolean;
  /** Whether a second network reads each sequence from its end; what both say stands side by side. */
  bidirectional?: boolean;
  /** In training, the share of a layer's states that the next one does not see; 0 unless told. */
  dropout?: number;
  dtype?: DType;
}

type Sequence = Tensor | PackedSequence;

/** A sequence as rows packed by time. */
interface Rows {
  readonly data: Tensor;
  readonly batchSizes: readonly number[];
}

/** What RNN, LSTM and GRU share: layers, directions, batches of several forms. They differ in their transition. */
export abstract class RecurrentNetwork<State> extends Module<[Sequence, State?], [Sequence, State]> {
  readonly inputSize: number;
  readonly hiddenSize: number;
  readonly numLayers: number;
  readonly batchFirst: boolean;
  readonly bidirectional: boolean;
  readonly betweenLayers: Dropout | null;
  readonly #transition: Transition;
  readonly #dtype: DType;
  /** By layer, within it by direction. */
  readonly weights: readonly RecurrentWeights[];

  constructor(inputSize: number, hiddenSize: number, options: RecurrentOptions, transition: Transition) {
    super();
    const { rng, numLayers = 1, bias = true, batchFirst = false } = options;
    const { bidirectional = false, dropout = 0, dtype = "float32" } = options;
    checkSizes(this.constructor.name, { inputSize, hiddenSize, numLayers });
    if (!(dropout >= 0 && dropout <= 1)) {
      throw new RangeError(`${this.constructor.name}: dropout ${dropout}, a number from 0 to 1 is needed`);
    }
    if (dropout !== 0 && numLayers === 1) {
      throw new RangeError(
        `${this.constructor.name}: dropout ${dropout} with one layer, two or more are needed: it acts between layers`,
      );
    }
    this.inputSize = inputSize;
    this.hiddenSize = hiddenSize;
    this.numLayers = numLayers;
    this.batchFirst = batchFirst;
    this.bidirectional = bidirectional;
    this.betweenLayers = dropout === 0 ? null : new Dropout({ p: dropout, rng });
    this.#transition = transition;
    this.#dtype = dtype;
    const { gates } = transition;
    this.weights = Array.from({ length: numLayers * this.directions }, (_, i) => {
      const width = i < this.directions ? inputSize : this.directions * hiddenSize;
      return recurrentWeights({ inputSize: width, hiddenSize, gates }, { rng, bias, dtype });
    });
  }

  private get directions(): number {
    return this.bidirectional ? 2 : 1;
  }

  override ownParameters(): [string, Parameter][] {
    return this.weights.flatMap(({ weightIh, weightHh, biasIh, biasHh }, i) => {
      const end = `l${Math.floor(i / this.directions)}${i % this.directions === 1 ? "_reverse" : ""}`;
      const named: [string, Parameter | null][] = [
        [`weight_ih_${end}`, weightIh],
        [`weight_hh_${end}`, weightHh],
        [`bias_ih_${end}`, biasIh],
        [`bias_hh_${end}`, biasHh],
      ];
      return named.filter((entry): entry is [string, Parameter] => entry[1] !== null);
    });
  }

  /** The states of the last layer at all steps, in the form of x, and the last state of every layer and direction. */
  protected run(x: Sequence, given: readonly Tensor[] | null): [Sequence, Tensor[]] {
    if (x instanceof Tensor) return x.ndim === 2 ? this.#single(x, given) : this.#padded(x, given);
    if (typeof x !== "object" || x === null || !Array.isArray(x.batchSizes)) {
      throw new TypeError(
        `${this.constructor.name}: an input of type ${typeof x}, a tensor or what packPaddedSequence gives is needed`,
      );
    }
    const { sortedIndices, unsortedIndices } = x;
    this.#checkRows(x.data, 2, "packed data");
    const initial = this.#initial(given, x.batchSizes[0]!);
    const sorted = sortedIndices ? initial.map((part) => pick(part, sortedIndices, 1)) : initial;
    const { data, last } = this.#layers(x, sorted);
    return [{ ...x, data }, unsortedIndices ? last.map((part) => pick(part, unsortedIndices, 1)) : last];
  }

  /** One sequence [T, F], with states [L, H]. */
  #single(x: Tensor, given: readonly Tensor[] | null): [Tensor, Tensor[]] {
    this.#checkRows(x, 2, "input");
    const initial = given && this.#initial(given, null).map((part) => part.unsqueeze(1));
    const { data, last } = this.#layers(
      { data: x, batchSizes: this.#evenSizes(x.shape[0]!, 1) },
      initial ?? this.#initial(null, 1),
    );
    return [data, last.map((part) => part.squeeze(1))];
  }

  #padded(x: Tensor, given: readonly Tensor[] | null): [Tensor, Tensor[]] {
    this.#checkRows(x, 3, "input");
    const byTime = this.batchFirst ? x.transpose(0, 1) : x;
    const [T, B, F] = byTime.shape as [number, number, number];
    const rows = { data: byTime.reshape([T * B, F]), batchSizes: this.#evenSizes(T, B) };
    const { data, last } = this.#layers(rows, this.#initial(given, B));
    const output = data.reshape([T, B, data.shape[1]!]);
    return [this.batchFirst ? output.transpose(0, 1) : output, last];
  }

  #evenSizes(T: number, B: number): number[] {
    if (T === 0) throw new RangeError(`${this.constructor.name}: no steps, one or more are needed`);
    return Array.from({ length: T }, () => B);
  }

  #layers({ data, batchSizes }: Rows, initial: readonly Tensor[]): { data: Tensor; last: Tensor[] } {
    let rows = data;
    const lasts: Tensor[][] = [];
    for (let layer = 0; layer < this.numLayers; layer++) {
      if (layer > 0 && this.betweenLayers) rows = this.betweenLayers.forward(rows);
      const read = rows;
      const ways = Array.from({ length: this.directions }, (_, way) => {
        const i = layer * this.directions + way;
        const { weightIh, weightHh, biasIh, biasHh } = this.weights[i]!;
        const walk = { batchSizes, reverse: way === 1 };
        const x = linearMap(read, weightIh, biasIh); // [N, gates · H]
        const start = initial.map((part) => part.slice(i));
        const states = recurrence(
          this.#transition,
          { x, initial: start, weight: weightHh, bias: biasHh },
          walk,
        );
        lasts.push(states.map((state) => lastOf(state, walk)));
        return states[0]!;
      });
      rows = ways.length === 1 ? ways[0]! : cat(ways, { dim: 1 }); // [N, directions · H]
    }
    return { data: rows, last: initial.map((_, k) => stack(lasts.map((last) => last[k]!))) };
  }

  /** The given states, checked, or zeros; [L · directions, B, H] each, without B for a single sequence. */
  #initial(given: readonly Tensor[] | null, B: number | null): readonly Tensor[] {
    const layers = this.numLayers * this.directions;
    const shape = B === null ? [layers, this.hiddenSize] : [layers, B, this.hiddenSize];
    if (!given)
      return Array.from({ length: this.#transition.states }, () => zeros(shape, { dtype: this.#dtype }));
    this.#checkKind(given);
    const wrong = given.find((part) => String(part.shape) !== String(shape));
    if (wrong) {
      throw new RangeError(
        `${this.constructor.name}: a state [${wrong.shape.join(", ")}], [${shape.join(", ")}] is needed`,
      );
    }
    return given;
  }

  #checkKind(given: unknown): void {
    const { states } = this.#transition;
    const tensors = Array.isArray(given) && given.every((part) => part instanceof Tensor) ? given : [];
    if (tensors.length !== states) {
      const wanted = states === 1 ? "a tensor h" : "[h, c]";
      throw new TypeError(`${this.constructor.name}: a state of another kind, ${wanted} is needed`);
    }
    const odd = tensors.find(({ dtype }) => dtype !== this.#dtype);
    if (odd) {
      throw new TypeError(
        `${this.constructor.name}: a state of dtype ${odd.dtype}, ${this.#dtype} as the weights is needed`,
      );
    }
  }

  #checkRows(x: Tensor, ndim: number, what: string): void {
    if (x.ndim !== ndim || x.shape.at(-1) !== this.inputSize) {
      const wanted = this.batchFirst ? "[B, T, F]" : "[T, B, F]";
      throw new RangeError(
        `${this.constructor.name}: ${what} [${x.shape.join(", ")}], ${wanted}, [T, F] or packed rows with F = ${this.inputSize} are needed`,
      );
    }
    checkInput(this.constructor.name, x, this.weights[0]!.weightIh, what);
  }
}

/** The last state of each sequence, [B, H], from the states of all steps. */
function lastOf(
  states: Tensor,
  { batchSizes, reverse }: { batchSizes: readonly number[]; reverse: boolean },
): Tensor {
  if (reverse) return states.slice([0, batchSizes[0]!]);
  const pieces: Tensor[] = [];
  let end = states.shape[0]!;
  // From the last step to the first: the sequences that end there.
  for (let t = batchSizes.length - 1; t >= 0; t--) {
    const [size, longer] = [batchSizes[t]!, batchSizes[t + 1] ?? 0];
    const start = end - size;
    if (size > longer) pieces.push(states.slice([start + longer, end]));
    end = start;
  }
  return pieces.length === 0 ? states.slice([0, 0]) : pieces.length === 1 ? pieces[0]! : cat(pieces);
}
