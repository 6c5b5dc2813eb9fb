import { useEffect, useMemo, useState } from "preact/hooks";
import { fromQuery, longestLine, type ModelState, toQuery } from "./language-model-address.ts";
import type { ModelFacts } from "./language-model-facts.ts";
import { loadWeights } from "./language-model-load.ts";
import { Now } from "./language-model-now.tsx";
import { type NamedTopic, PartList } from "./language-model-panel.tsx";
import { languageModelParts, type PartId } from "./language-model-parts.ts";
import { Picture } from "./language-model-picture.tsx";
import { drawToken, nextProbabilities } from "./language-model-sampling.ts";
import { letterOf, lineEnd, readLine, type Shown, show } from "./language-model-shown.ts";
import type { Weights } from "./language-model-weights.ts";

interface Props {
  facts: ModelFacts;
  /** The line that stands there at first, and its pass, made at build time. */
  line: string;
  first: Shown;
  topics: Record<string, NamedTopic>;
  units: Record<string, string>;
}

/** A language model from text to answer: the picture, its parts as a list, and a line that goes through a small one. */
export default function LanguageModel({ facts, line: firstLine, first, topics, units }: Props) {
  const { form } = facts;
  const parts = useMemo(() => languageModelParts(form), [form]);
  const usual: ModelState = {
    ...{ line: firstLine, drawn: 0, temperature: 0.8, topK: 10, seed: 1 },
    ...{ layer: 0, head: 0 },
  };
  const [state, setState] = useState(usual);
  const [place, setPlace] = useState<number>();
  const [open, setOpen] = useState<PartId | undefined>("attention");
  const [weights, setWeights] = useState<Weights>();
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [awake, setAwake] = useState(false);

  useEffect(() => {
    setAwake(true);
    const read = fromQuery(location.search, usual, form);
    if (toQuery(read.state, usual) !== "") change(read.state);
    setProblems(read.problems);
  }, []);

  const read = readLine(form, state.line);
  const { layer, head } = state;
  const still = state.line === firstLine && layer === 0 && head === 0 && place === undefined;
  const shown = useMemo(
    () => (still || !weights ? first : show(form, weights, read.ids, { layer, head, place })),
    [weights, state.line, layer, head, place],
  );
  const p = nextProbabilities(shown.logits, state);

  /** The model is fetched as soon as something has to be computed. */
  function change(part: Partial<ModelState>, at = place) {
    const next = { ...state, ...part };
    setState(next);
    setPlace(at);
    const query = toQuery(next, usual);
    history.replaceState(history.state, "", `${location.pathname}${query && `?${query}`}${location.hash}`);
    void fetchWeights();
  }

  async function fetchWeights(): Promise<Weights | undefined> {
    if (weights) return weights;
    try {
      const loaded = await loadWeights(facts);
      setWeights(loaded);
      return loaded;
    } catch (error) {
      setProblems([
        `The model's weights could not be fetched (${(error as Error).message}); what is shown belongs to “${firstLine}”. A connection is needed once; type again to retry.`,
      ]);
    }
  }

  async function draw(count: number) {
    const model = await fetchWeights();
    if (!model) return;
    let { line, drawn } = state;
    for (let i = 0; i < count && [...line].length < longestLine; i++) {
      const { logits } = show(form, model, readLine(form, line).ids, { layer, head, place: undefined });
      const id = drawToken(nextProbabilities(logits, state), state.seed, drawn);
      line += [...form.letters][id] === "\n" ? lineEnd : [...form.letters][id];
      drawn += 1;
    }
    change({ line, drawn }, undefined);
  }

  function openPart(id: PartId) {
    setOpen(id);
    const part = document.getElementById(`lm-${id}`) as HTMLDetailsElement;
    part.open = true;
    const summary = part.querySelector("summary")!;
    summary.focus({ preventScroll: true });
    const { top, bottom } = summary.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight - 120) summary.scrollIntoView({ block: "start" });
  }

  const letters = [...state.line];
  const waits = awake && !still && !weights && problems.length === 0;
  return (
    <section class="lm" aria-labelledby="lm-title">
      <h2 id="lm-title">A language model, from text to answer</h2>
      <p class="lm-lead">
        Each part of the picture opens: what it does, its shapes, the topics that explain it and the phase
        that builds it. A small model runs in it, {facts.parameters.toLocaleString("en")} weights trained by
        this library on the summaries of the map, a character at a time. At this size it learns how such
        sentences are spelt; do not expect sense.
      </p>
      <div class="lm-line">
        <label for="lm-line">A line for it to continue</label>
        <input
          id="lm-line"
          class="field"
          value={state.line}
          maxLength={longestLine}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          onFocus={() => void fetchWeights()}
          onInput={(event) => change({ line: event.currentTarget.value, drawn: 0 }, undefined)}
        />
        <div class="row">
          <button type="button" class="btn" onClick={() => void draw(1)}>
            Next character
          </button>
          <button type="button" class="btn quiet" onClick={() => void draw(20)}>
            Twenty more
          </button>
          <button
            type="button"
            class="btn quiet"
            disabled={state.drawn === 0}
            onClick={() => change({ line: letters.slice(0, -state.drawn).join(""), drawn: 0 }, undefined)}
          >
            Take back
          </button>
        </div>
        <p class="lm-out" aria-live="polite">
          {state.drawn === 0 ? (
            <span class="lm-quiet">What the model draws stands here, underlined.</span>
          ) : (
            <>
              {letters.slice(0, -state.drawn).join("")}
              <ins>{letters.slice(-state.drawn).join("")}</ins>
            </>
          )}
        </p>
        {read.unknown.length > 0 && (
          <p class="lm-say" role="status">
            Left out, since the model knows {form.letters.length} characters and not{" "}
            {read.unknown.length === 1 ? "this one" : "these"}: {read.unknown.join(" ")}. It knows{" "}
            {[...form.letters].map((_, id) => letterOf(form, id)).join(" ")}
          </p>
        )}
        {read.unread > 0 && (
          <p class="lm-say">The first {read.unread} characters are too far back to be read.</p>
        )}
        {waits && <p class="lm-say">The model is on its way; what is shown belongs to “{firstLine}”.</p>}
        {problems.map((problem) => (
          <p key={problem} class="notice problem" role="alert">
            {problem}
          </p>
        ))}
        <noscript>
          <p class="lm-say">
            The figures are those of “{firstLine}”, computed when the page was made. Another line needs
            JavaScript.
          </p>
        </noscript>
      </div>
      <div class="lm-both">
        <Picture {...{ facts, parts, shown, p, open }} line={state.line} onOpen={openPart} />
        <PartList
          {...{ parts, topics, units, open, awake }}
          onOpen={setOpen}
          now={(id) => (
            <Now {...{ id, facts, shown, p, state }} change={change} place={(at) => change({}, at)} />
          )}
        />
      </div>
    </section>
  );
}
