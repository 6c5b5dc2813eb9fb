import type { ComponentChildren } from "preact";
import { highestTemperature, type ModelState } from "./language-model-address.ts";
import type { ModelFacts } from "./language-model-facts.ts";
import type { PartId } from "./language-model-parts.ts";
import { letterWords, type Shown } from "./language-model-shown.ts";
import {
  AttentionMap,
  LogitTable,
  NextBars,
  RowTable,
  StrongestKeys,
  TokenChips,
} from "./language-model-views.tsx";

interface Props {
  id: PartId;
  facts: ModelFacts;
  shown: Shown;
  p: ArrayLike<number>;
  state: ModelState;
  change: (part: Partial<ModelState>) => void;
  place: (place: number) => void;
}

/** What is in a part of the model for the line that stands there, and what can be set. */
export function Now(props: Props): ComponentChildren {
  const { id, facts, shown, p, state } = props;
  const { form } = facts;
  switch (id) {
    case "tokens":
      return <TokenChips form={form} shown={shown} />;
    case "embeddings":
      return (
        <>
          <PlaceSlider {...props} />
          <RowTable form={form} shown={shown} />
        </>
      );
    case "attention":
      return (
        <>
          <HeadChoice {...props} />
          <PlaceSlider {...props} />
          <AttentionMap form={form} shown={shown} />
          <StrongestKeys form={form} shown={shown} />
        </>
      );
    case "mlp":
      return (
        <>
          <PlaceSlider {...props} />
          <p class="lm-say">
            Above 0 there, of {4 * form.channels}:{" "}
            {shown.active.map((active, i) => `${active} in block ${i + 1}`).join(", ")}.
          </p>
        </>
      );
    case "residual":
      return (
        <>
          <PlaceSlider {...props} />
          <p class="lm-say">
            Length of the vector there: {shown.lengths[0]!.toFixed(2)} after the embedding
            {shown.lengths.slice(1).map((length, i) => `, ${length.toFixed(2)} after block ${i + 1}`)}.
          </p>
        </>
      );
    case "logits":
      return <LogitTable form={form} shown={shown} />;
    case "sampling":
      return (
        <>
          <SamplingControls {...props} />
          <NextBars form={form} p={p} count={10} label="The most probable next characters" />
        </>
      );
    case "again":
      return (
        <p class="lm-say">
          {state.drawn === 0
            ? "Nothing is drawn yet: “Next character” above does it."
            : `${state.drawn} drawn so far, with seed ${state.seed}.`}
        </p>
      );
    case "pretraining":
      return <Losses facts={facts} />;
    case "evaluation":
      return <Evaluated facts={facts} />;
    default:
      return null;
  }
}

function PlaceSlider({ id, facts, shown, place }: Props) {
  const field = `lm-place-${id}`;
  const words = `${shown.place + 1}, “${letterWords(facts.form, shown.ids[shown.place]!)}”`;
  return (
    <p class="lm-set">
      <label for={field}>Place</label>
      <input
        id={field}
        type="range"
        min={1}
        max={shown.ids.length}
        value={shown.place + 1}
        aria-valuetext={words}
        onInput={(event) => place(event.currentTarget.valueAsNumber - 1)}
      />
      <output for={field}>{words}</output>
    </p>
  );
}

function HeadChoice({ facts, state, change }: Props) {
  const pick = (name: "layer" | "head", label: string, count: number) => (
    <label>
      {label}{" "}
      <select
        class="field"
        value={state[name]}
        onChange={(event) => change({ [name]: Number(event.currentTarget.value) })}
      >
        {Array.from({ length: count }, (_, i) => (
          <option key={i} value={i}>
            {i + 1}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <p class="lm-set">
      {pick("layer", "Block", facts.form.layers)}
      {pick("head", "Head", facts.form.heads)}
    </p>
  );
}

function SamplingControls({ facts, state, change }: Props) {
  const V = facts.form.letters.length;
  return (
    <>
      <p class="lm-set">
        <label for="lm-temperature">Temperature</label>
        <input
          id="lm-temperature"
          type="range"
          min={0}
          max={highestTemperature}
          step={0.1}
          value={state.temperature}
          onInput={(event) => change({ temperature: event.currentTarget.valueAsNumber })}
        />
        <output for="lm-temperature">{state.temperature.toFixed(1)}</output>
      </p>
      <p class="lm-set">
        <label for="lm-top-k">Top k</label>
        <input
          id="lm-top-k"
          type="range"
          min={1}
          max={V}
          value={state.topK}
          onInput={(event) => change({ topK: event.currentTarget.valueAsNumber })}
        />
        <output for="lm-top-k">{state.topK === V ? `all ${V}` : state.topK}</output>
      </p>
      <p class="lm-set">
        <label for="lm-seed">Seed</label>
        <input
          id="lm-seed"
          class="field"
          inputMode="numeric"
          value={state.seed}
          onInput={(event) => {
            const seed = Number(event.currentTarget.value);
            if (/^\d{1,6}$/.test(event.currentTarget.value)) change({ seed });
          }}
        />
      </p>
    </>
  );
}

function Losses({ facts }: { facts: ModelFacts }) {
  const { loss, baselines, text, training, form } = facts;
  const rows = [
    [`all ${form.letters.length} characters alike`, baselines.uniform],
    ["by how frequent each is", baselines.letters],
    ["by the character before", baselines.pairs],
    ["this model, text held out", loss.held],
    ["this model, text it was trained on", loss.train],
  ] as const;
  return (
    <>
      <table class="lm-numbers">
        <caption>Loss of the small model, nats a character</caption>
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value.toFixed(3)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="lm-say">
        {training.steps.toLocaleString("en")} steps of AdamW on {training.batchSize} windows of {form.block}{" "}
        characters from {text.letters.toLocaleString("en")}, seed {training.seed}, {training.seconds} s of a
        processor: <code>scripts/train-language-model.ts</code>. Its matrices are rounded to a byte a number.
      </p>
    </>
  );
}

function Evaluated({ facts }: { facts: ModelFacts }) {
  const { loss, text } = facts;
  return (
    <p class="lm-say">
      On the {text.held.toLocaleString("en")} characters held out, every tenth summary, the small model's loss
      is {loss.held.toFixed(3)} nats a character: perplexity {Math.exp(loss.held).toFixed(2)},{" "}
      {(loss.held / Math.LN2).toFixed(2)} bits. On what it was trained on it is{" "}
      {(loss.held - loss.train).toFixed(3)} lower. One seed, so it carries no interval.
    </p>
  );
}
