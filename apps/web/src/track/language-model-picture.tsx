import type { ComponentChildren } from "preact";
import type { ModelFacts } from "./language-model-facts.ts";
import type { Part, PartId } from "./language-model-parts.ts";
import { largest, letterOf, lineEnd, type Shown } from "./language-model-shown.ts";
import { AttentionMap, NextBars, Strip, signed, TokenChips } from "./language-model-views.tsx";

interface Props {
  facts: ModelFacts;
  parts: readonly Part[];
  shown: Shown;
  /** Of the next character, as it would be drawn. */
  p: ArrayLike<number>;
  line: string;
  open: PartId | undefined;
  onOpen: (id: PartId) => void;
}

/** The model as a picture that is read from top to bottom; each part leads to its explanation and shows what is in it now. */
export function Picture({ facts, parts, shown, p, line, open, onOpen }: Props) {
  const { form, loss } = facts;
  const box = (id: PartId, inside?: ComponentChildren) => (
    <a
      class={`lm-box ${id}`}
      href={`#lm-${id}`}
      aria-current={open === id ? "true" : undefined}
      onClick={(event) => {
        event.preventDefault();
        onOpen(id);
      }}
    >
      <b>{parts.find((part) => part.id === id)!.title}</b>
      {inside && (
        <span class="lm-now" aria-hidden="true">
          {inside}
        </span>
      )}
    </a>
  );
  const top = largest(shown.logits, 3);
  const tail = [...line.replaceAll("\n", lineEnd)].slice(-18).join("");
  return (
    <nav class="lm-picture" aria-label="Parts of the model, from text to text">
      <div class="lm-around">
        {box("pretraining", `loss ${loss.train.toFixed(2)} on its text`)}
        {box("post-training", "none here")}
      </div>
      <p class="lm-arrow">set every weight in the frame</p>
      <div class="lm-frame">
        {box("text", <code>{tail === "" ? lineEnd : tail}</code>)}
        {box("tokens", <TokenChips form={form} shown={shown} last={6} />)}
        {box("embeddings", <Strip values={shown.sum} />)}
        <div class="lm-blocks">
          <span class="lm-times">{form.layers} blocks</span>
          {box("residual")}
          <div class="lm-inside">
            {box("attention", <AttentionMap form={form} shown={shown} small />)}
            {box("mlp", `${shown.active.join(" and ")} of ${4 * form.channels} on`)}
          </div>
        </div>
        {box("logits", top.map((id) => `${letterOf(form, id)} ${signed(shown.logits[id]!, 1)}`).join(" · "))}
        {box("sampling", <NextBars form={form} p={p} count={3} />)}
        {box("again", "↺ from the top, one longer")}
      </div>
      <p class="lm-arrow">is measured by</p>
      <div class="lm-around">{box("evaluation", `loss ${loss.held.toFixed(2)} on text held out`)}</div>
    </nav>
  );
}
