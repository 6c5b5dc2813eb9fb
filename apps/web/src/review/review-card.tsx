import { afterAnswer, type ChosenCard, daysBetween, type Rating } from "@blankfile/curriculum/review";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { AtlasTopic } from "../atlas/atlas.ts";
import type { ShownCard } from "../content/cards-file.ts";
import { topicHref } from "../shell/href.ts";
import { watchCutEdges } from "../topic/cut-edges.ts";
import { ProgramAnswer, ProgramWork } from "./program-work.tsx";
import { inDays, ratingWords, whyNow } from "./review-words.ts";

const ratings: readonly Rating[] = [1, 2, 3, 4];
const kindWords = { recall: "Recall", derive: "Derive", predict: "Predict", debug: "Find the fault" };

interface Props {
  chosen: ChosenCard;
  shown: ShownCard;
  topic: AtlasTopic;
  today: string;
  /** It follows another card: the focus comes along. */
  follows: boolean;
  onRate: (rating: Rating) => void;
}

/**
 * A card: its front, why it comes now, and, once asked for, its back with four answers to how it went. A program is predicted and run, or
 * repaired, in between; the back comes by itself then.
 */
export function ReviewCard({ chosen, shown, topic, today, follows, onRate }: Props) {
  const [open, setOpen] = useState(false);
  const [ran, setRan] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  const back = useRef<HTMLHeadingElement>(null);
  // The focus moves with the card, not after it: whoever reads with the ears hears what is seen.
  useLayoutEffect(() => {
    if (follows) title.current?.focus();
  }, []);
  useLayoutEffect(() => {
    if (open) back.current?.focus();
  }, [open]);
  const box = useRef<HTMLElement>(null);
  useEffect(() => watchCutEdges(box.current!), [open, ran]);
  // One listener for the card's life, there before the card is painted, which reads what is so at the key: none is lost to a quick hand.
  const now = useRef({ open, onRate });
  now.current = { open, onRate };
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || taken(event)) return;
      const rating = ratings.find((one) => event.key === String(one));
      if (now.current.open && rating !== undefined) now.current.onRate(rating);
      else if (!now.current.open && (event.key === " " || event.key === "Enter")) setOpen(true);
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  return (
    <section class="card review-card" aria-labelledby="review-title" ref={box}>
      <p class="eyebrow">{kindWords[shown.kind]}</p>
      <h2 id="review-title" ref={title} tabIndex={-1}>
        <a class="link" href={topicHref(topic.slug)}>
          {topic.title}
        </a>
      </h2>
      <div class="side" dangerouslySetInnerHTML={{ __html: shown.front }} />
      {shown.program && (
        <ProgramWork
          program={shown.program}
          onDone={() => {
            setRan(true);
            setOpen(true);
          }}
        />
      )}
      {open ? (
        <>
          <h3 ref={back} tabIndex={-1}>
            Answer
          </h3>
          {shown.program && <ProgramAnswer program={shown.program} printed={!ran} />}
          <div class="side" dangerouslySetInnerHTML={{ __html: shown.back }} />
          <fieldset class="ratings">
            <legend class="sr">How did it go?</legend>
            {ratings.map((rating) => (
              <button type="button" class="btn quiet" key={rating} onClick={() => onRate(rating)}>
                <span>
                  <kbd>{rating}</kbd> {ratingWords[rating]}
                </span>
                <small>{inDays(daysBetween(today, afterAnswer(chosen.memory, rating, today).due))}</small>
              </button>
            ))}
          </fieldset>
        </>
      ) : (
        <button
          type="button"
          class={shown.program ? "btn quiet" : "btn"}
          data-next={shown.program ? undefined : true}
          onClick={() => setOpen(true)}
        >
          Show the answer
        </button>
      )}
      <p class="why">{whyNow(chosen, today)}</p>
    </section>
  );
}

/** Whether the key belongs to a field, to a part that it presses, or to a dialog; the digits press nothing. */
function taken(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return true;
  const presses = event.key === " " || event.key === "Enter" ? ", a, button, summary" : "";
  return (
    event.target instanceof Element &&
    event.target.closest(`input, textarea, select, [contenteditable]${presses}`) !== null
  );
}
