import { largest, letterOf, letterWords, type Shown } from "./language-model-shown.ts";
import type { ModelForm } from "./language-model-weights.ts";

interface ViewProps {
  form: ModelForm;
  shown: Shown;
}

/** "−1.25". */
export function signed(value: number, decimals = 2): string {
  return value.toFixed(decimals).replace("-", "−");
}

/** Each token with its number. */
export function TokenChips({ form, shown, last }: ViewProps & { last?: number }) {
  const ids = shown.ids.slice(-(last ?? shown.ids.length));
  return (
    <ol class="lm-chips" aria-label={last ? undefined : "Tokens with their numbers"}>
      {ids.map((id, i) => (
        <li key={`${i}-${id}`}>
          <b aria-hidden="true">{letterOf(form, id)}</b>
          <span class="sr">{letterWords(form, id)} </span>
          <small>{id}</small>
        </li>
      ))}
    </ol>
  );
}

/** The first numbers of the token's row, the place's row and their sum. */
export function RowTable({ form, shown }: ViewProps) {
  const rows = [
    [`E, “${letterOf(form, shown.ids[shown.place]!)}”`, shown.token],
    [`P, place ${shown.place + 1}`, shown.position],
    ["sum", shown.sum],
  ] as const;
  return (
    <div class="lm-scroll">
      <table class="lm-numbers">
        <caption>
          The first {shown.sum.length} of {form.channels} numbers
        </caption>
        <tbody>
          {rows.map(([name, values]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {values.map((value, i) => (
                <td key={i}>{signed(value)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The weights of one head: a square per pair, its area the weight; a row is who looks, a column what is looked at. */
export function AttentionMap({ form, shown, small = false }: ViewProps & { small?: boolean }) {
  const T = shown.ids.length;
  const cells = shown.map
    .map((weight, i) => ({ weight, t: Math.floor(i / T), s: i % T }))
    .filter(({ weight }) => weight >= 0.01)
    .map(({ weight, t, s }) => square(s + 0.5, t + 0.5, Math.sqrt(weight) * 0.92));
  const edge = small ? 0 : 1.6;
  const letters = (turned: boolean) =>
    shown.ids.map((id, i) => (
      <text
        key={i}
        x={turned ? i + 0.5 : -0.7}
        y={turned ? -0.5 : i + 0.8}
        class={!turned && i === shown.place ? "here" : undefined}
      >
        {letterOf(form, id)}
      </text>
    ));
  return (
    <svg
      class={small ? "lm-map small" : "lm-map"}
      viewBox={`${-edge} ${-edge} ${T + edge + 0.1} ${T + edge + 0.1}`}
      role="img"
      aria-hidden={small ? "true" : undefined}
      aria-label={
        small
          ? undefined
          : `Weights of attention, ${T} places by ${T}; the strongest of one place stand below.`
      }
    >
      <path class="field" d={`M0 0H${T}V${T}H0Z`} />
      <path class="later" d={`M0 0H${T}V${T}Z`} />
      {!small && <path class="row" d={`M0 ${shown.place}H${T}v1H0Z`} />}
      <path class="cells" d={cells.join("")} />
      {!small && (
        <g>
          {letters(false)}
          {letters(true)}
        </g>
      )}
    </svg>
  );
}

/** Where the chosen place looks, in words and figures. */
export function StrongestKeys({ form, shown }: ViewProps) {
  const T = shown.ids.length;
  const row = shown.map.slice(shown.place * T, (shown.place + 1) * T);
  const top = largest(row, 5).filter((s) => row[s]! >= 0.01);
  return (
    <p class="lm-say">
      Place {shown.place + 1} (<Letter form={form} id={shown.ids[shown.place]!} />) looks at{" "}
      {top.map((s, i) => (
        <>
          {i > 0 && ", "}
          <Letter form={form} id={shown.ids[s]!} /> at {s + 1}: <b>{row[s]!.toFixed(2)}</b>
        </>
      ))}
      .
    </p>
  );
}

/** The largest logits. */
export function LogitTable({ form, shown }: ViewProps) {
  return (
    <ol class="lm-bars plain" aria-label="The largest logits of the last place">
      {largest(shown.logits, 8).map((id) => (
        <li key={id}>
          <Letter form={form} id={id} /> <span>{signed(shown.logits[id]!)}</span>
        </li>
      ))}
    </ol>
  );
}

/** The most probable characters with a bar each. */
export function NextBars({
  form,
  p,
  count,
  label,
}: {
  form: ModelForm;
  p: ArrayLike<number>;
  count: number;
  label?: string;
}) {
  const top = largest(p, count).filter((id) => p[id]! > 0);
  return (
    <ol class="lm-bars" aria-label={label}>
      {top.map((id) => (
        <li key={id}>
          <Letter form={form} id={id} />
          <i style={{ "--share": p[id]! }} />
          <span>{p[id]! < 0.001 ? "< 0.001" : p[id]!.toFixed(3)}</span>
        </li>
      ))}
    </ol>
  );
}

/** Some numbers as bars up and down from a line. */
export function Strip({ values }: { values: readonly number[] }) {
  const top = Math.max(...values.map(Math.abs), 1e-9);
  const bars = values.map((value, i) => {
    const height = (7 * value) / top;
    return `M${i * 4} 8V${(8 - height).toFixed(2)}h3V8Z`;
  });
  return (
    <svg class="lm-strip" viewBox={`0 0 ${values.length * 4} 16`} aria-hidden="true">
      <path d={bars.join("")} />
    </svg>
  );
}

function Letter({ form, id }: { form: ModelForm; id: number }) {
  const shown = letterOf(form, id);
  const words = letterWords(form, id);
  return words === shown ? (
    <code>{shown}</code>
  ) : (
    <code>
      <span aria-hidden="true">{shown}</span>
      <span class="sr">{words}</span>
    </code>
  );
}

function square(x: number, y: number, side: number): string {
  const n = (value: number) => Number(value.toFixed(2));
  return `M${n(x - side / 2)} ${n(y - side / 2)}h${n(side)}v${n(side)}h${n(-side)}z`;
}
