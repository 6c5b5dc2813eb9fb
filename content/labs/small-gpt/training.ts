import type { LabRandom, Values } from "@blankfile/curriculum/lab";
import { Adam, crossEntropy, type StateDict } from "@blankfile/nn";
import { noGrad, Philox, Tensor } from "@blankfile/tensor";
import { BytePairTokenizer, GPT, generate } from "@blankfile/transformer";
import type { parameters } from "./parameters.ts";
import { texts } from "./texts.ts";

export type Chosen = Values<typeof parameters>;

/** Numbers of one tensor of a model's or an optimiser's state. */
interface Kept {
  readonly shape: readonly number[];
  readonly numbers: Float32Array;
}

export interface State {
  readonly ids: readonly number[];
  /** The tokens that the text was cut into, as text, in its order. */
  readonly pieces: readonly string[];
  readonly model: Readonly<Record<string, Kept>>;
  readonly optimizer: StateDict | undefined;
  readonly taken: number;
  readonly history: readonly { readonly taken: number; readonly loss: number }[];
  /** What the model writes now. */
  readonly said: string;
  readonly baselines: Baselines;
  readonly ranAway: boolean;
}

/** Losses of guessing on the lab's own text, nats a token. */
export interface Baselines {
  /** Every token equally likely. */
  readonly uniform: number;
  /** Each token as often as the text has it. */
  readonly single: number;
  /** Each token as often as it follows the one before it. */
  readonly pairs: number;
}

export const stepsAPicture = 5;
export const mostSteps = 400;
const batch = 4;
const saidTokens = 40;
/** Writing costs as much as training; it is read every so many steps. */
export const saidEvery = 50;

export function start(chosen: Chosen, random: LabRandom): State {
  const text = texts[chosen.text]!;
  const tokenizer = tokenizerOf(chosen);
  const ids = tokenizer.encode(text);
  const model = modelOf(chosen, tokenizer.vocabularySize, new Philox(Math.floor(random.uniform() * 2 ** 31)));
  return {
    ids,
    pieces: ids.map((id) => new TextDecoder().decode(tokenizer.bytesOf(id))),
    model: keep(model.stateDict()),
    optimizer: undefined,
    taken: 0,
    history: [],
    said: say(model, tokenizer, chosen, random),
    baselines: baselinesOf(ids, Number(chosen.shift), tokenizer.vocabularySize),
    ranAway: false,
  };
}

/** As many training steps as stand between two pictures. */
export function train(state: State, chosen: Chosen, random: LabRandom): State {
  const tokenizer = tokenizerOf(chosen);
  const model = modelOf(chosen, tokenizer.vocabularySize, new Philox(0));
  model.loadStateDict(tensors(state.model));
  const optimizer = new Adam(model.parameters(), { lr: chosen.rate });
  if (state.optimizer !== undefined) optimizer.loadStateDict(state.optimizer);
  let loss = 0;
  for (let i = 0; i < stepsAPicture; i++) {
    const [x, y] = drawBatch(state.ids, chosen, random);
    const now = crossEntropy(model.forward(x).flatten(0, 1), y.flatten());
    optimizer.zeroGrad();
    now.backward();
    optimizer.step();
    loss += now.item() / stepsAPicture;
  }
  if (!(loss < 50)) return { ...state, ranAway: true };
  const taken = state.taken + stepsAPicture;
  return {
    ...state,
    model: keep(model.stateDict()),
    optimizer: copied(optimizer.stateDict()),
    taken,
    history: [...state.history, { taken, loss }],
    said: taken % saidEvery === 0 ? say(model, tokenizer, chosen, random) : state.said,
  };
}

const tokenizers = new Map<string, BytePairTokenizer>();

function tokenizerOf({ text, merges }: Pick<Chosen, "text" | "merges">): BytePairTokenizer {
  const key = `${text} ${merges}`;
  const known = tokenizers.get(key);
  if (known !== undefined) return known;
  const tokenizer = BytePairTokenizer.train(texts[text]!, { vocabularySize: 256 + merges });
  tokenizers.set(key, tokenizer);
  return tokenizer;
}

function modelOf({ context, channels, layers }: Chosen, vocabularySize: number, rng: Philox): GPT {
  return new GPT({
    vocabularySize,
    contextLength: Number(context),
    channels: Number(channels),
    heads: 2,
    layers: Number(layers),
    rng,
  });
}

/** Windows of the text [B, T], and what is asked for at each place: the token `shift` places on. */
function drawBatch(ids: readonly number[], { context, shift }: Chosen, random: LabRandom): [Tensor, Tensor] {
  const [T, ahead] = [Number(context), Number(shift)];
  const x = new Int32Array(batch * T);
  const y = new Int32Array(batch * T);
  for (let b = 0; b < batch; b++) {
    const at = Math.floor(random.uniform() * (ids.length - T - ahead + 1));
    for (let t = 0; t < T; t++) {
      x[b * T + t] = ids[at + t]!;
      y[b * T + t] = ids[at + t + ahead]!;
    }
  }
  return [new Tensor(x, [batch, T], "int32"), new Tensor(y, [batch, T], "int32")];
}

function say(model: GPT, tokenizer: BytePairTokenizer, chosen: Chosen, random: LabRandom): string {
  const rng = new Philox(Math.floor(random.uniform() * 2 ** 31));
  const begun = tokenizer.encode(texts[chosen.text]!.slice(0, 6)).slice(0, 2);
  return tokenizer.decode(
    generate(model, begun, { count: saidTokens, rng, temperature: chosen.temperature }),
  );
}

/** Of the pairs that training asks for. Asked for the token itself, counting pairs is always right. */
function baselinesOf(ids: readonly number[], ahead: number, V: number): Baselines {
  const single = new Map<number, number>();
  const pairs = new Map<number, Map<number, number>>();
  const n = ids.length - ahead;
  for (let i = 0; i < n; i++) {
    const [now, then] = [ids[i]!, ids[i + ahead]!];
    single.set(then, (single.get(then) ?? 0) + 1);
    const row = pairs.get(now) ?? new Map<number, number>();
    row.set(then, (row.get(then) ?? 0) + 1);
    pairs.set(now, row);
  }
  const entropy = (counts: Map<number, number>): number => {
    const total = [...counts.values()].reduce((a, b) => a + b, 0);
    return [...counts.values()].reduce((sum, count) => sum - (count / n) * Math.log(count / total), 0);
  };
  return {
    uniform: Math.log(V),
    single: entropy(single),
    pairs: [...pairs.values()].reduce((sum, row) => sum + entropy(row), 0),
  };
}

function keep(state: StateDict): Record<string, Kept> {
  return Object.fromEntries(
    Object.entries(state).map(([name, { shape, data }]) => [
      name,
      { shape, numbers: Float32Array.from(data) },
    ]),
  );
}

function tensors(kept: Readonly<Record<string, Kept>>): StateDict {
  return Object.fromEntries(
    Object.entries(kept).map(([name, { shape, numbers }]) => [
      name,
      new Tensor(Float32Array.from(numbers), [...shape], "float32"),
    ]),
  );
}

function copied(state: StateDict): StateDict {
  return noGrad(() => Object.fromEntries(Object.entries(state).map(([name, one]) => [name, one.clone()])));
}
