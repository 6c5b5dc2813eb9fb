import { type PlacementAnswer, placement } from "@blankfile/curriculum";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Atlas, AtlasTopic } from "../atlas/atlas.ts";
import { loadSummaries } from "../atlas/load-atlas.ts";
import { count } from "../atlas/words.ts";
import type { CardsFile, ShownCard } from "../content/cards-file.ts";
import { record } from "../store/progress.ts";
import { loadCards } from "./load-cards.ts";

interface Props {
  atlas: Atlas;
  destinations: readonly string[];
  known: ReadonlySet<string>;
}

/** A topic with cards is asked about before one that has only a summary, where that costs little. */
const cardsWeigh = 1.4;

interface Given extends PlacementAnswer {
  /** What the answer credited, so that it can be taken back. */
  credited: string[];
}

/** Asks at most twelve questions about what the destinations need, and credits what is known. It can be left at any time. */
export function PlacementBox({ atlas, destinations, known }: Props) {
  const [given, setGiven] = useState<Given[]>();
  const [material, setMaterial] = useState<{ cards: CardsFile; summaries: string[] }>();
  // What was known when it began: credited topics become known as it goes, and must stay part of the reckoning.
  const before = useRef<ReadonlySet<string>>(known);
  const key = destinations.join(",");
  useEffect(() => setGiven(undefined), [key]);

  async function begin() {
    before.current = known;
    setGiven([]);
    const [cards, summaries] = await Promise.all([loadCards(), loadSummaries().catch(() => [])]);
    setMaterial({ cards, summaries });
  }

  if (given === undefined)
    return (
      <div class="placement">
        <button type="button" class="btn quiet" onClick={() => void begin()}>
          Find out what I know: 5 to 12 questions
        </button>
      </div>
    );
  if (material === undefined) return <p class="panel-hint">Reading the questions…</p>;

  const now = placement(atlas.graph, {
    destinations,
    known: before.current,
    answers: given,
    weight: (slug) => (material.cards[slug] ? cardsWeigh : 1),
  });
  const answer = (passed: boolean) => {
    const topic = now.next!;
    const after = placement(atlas.graph, {
      destinations,
      known: before.current,
      answers: [...given, { topic, passed }],
    });
    const credited = after.credited.filter((slug) => slug !== topic && !now.credited.includes(slug));
    setGiven([...given, { topic, passed, credited: passed ? [topic, ...credited] : [] }]);
    void record({ kind: "placement", topics: passed ? [topic, ...credited] : [topic], passed });
  };
  const takeBack = () => {
    const last = given.at(-1)!;
    for (const topic of last.credited) void record({ kind: "unclaim", topic });
    setGiven(given.slice(0, -1));
  };
  const done = now.next === undefined;
  return (
    <section class="placement card" aria-label="Placement">
      {done ? (
        <p role="status">
          {count(given.length, "question")}; {count(now.credited.length, "topic")} credited to you.
          {now.open > 0 && ` ${count(now.open, "topic")} stayed open and count as missing.`} What is credited
          is claimed, no more: an exercise proves it.
        </p>
      ) : (
        <Question
          key={now.next}
          topic={atlas.graph.topics.get(now.next!)!}
          card={pickCard(material.cards[now.next!])}
          summary={material.summaries[atlas.graph.topics.get(now.next!)!.place] ?? ""}
          lead={`Question ${given.length + 1}, ${count(now.open, "topic")} open`}
          onAnswer={answer}
        />
      )}
      <div class="row quiet-row">
        {given.length > 0 && (
          <button type="button" class="plain" onClick={takeBack}>
            Take the last answer back
          </button>
        )}
        <button type="button" class="plain" onClick={() => setGiven(undefined)}>
          {done ? "Close" : "Stop here"}
        </button>
      </div>
    </section>
  );
}

interface QuestionProps {
  topic: AtlasTopic;
  card: ShownCard | undefined;
  summary: string;
  lead: string;
  onAnswer: (passed: boolean) => void;
}

/** A card with its back behind a button; without cards, the summary and the question whether one could do it. */
function Question({ topic, card, summary, lead, onAnswer }: QuestionProps) {
  const [open, setOpen] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => title.current?.focus(), [topic.slug]);
  return (
    <>
      <p class="eyebrow">{lead}</p>
      <h3 ref={title} tabIndex={-1}>
        {topic.title}
      </h3>
      {card ? (
        <>
          <div class="side" dangerouslySetInnerHTML={{ __html: card.front }} />
          {open && <div class="side back" dangerouslySetInnerHTML={{ __html: card.back }} />}
        </>
      ) : (
        <>
          <p class="side">{summary}</p>
          <p class="panel-hint">
            Could you explain this to somebody and use it, without looking anything up?
          </p>
        </>
      )}
      <div class="row">
        {card && !open ? (
          <button type="button" class="btn" onClick={() => setOpen(true)}>
            Show the answer
          </button>
        ) : (
          <button type="button" class="btn" onClick={() => onAnswer(true)}>
            {card ? "I had it" : "Yes"}
          </button>
        )}
        <button type="button" class="btn quiet" onClick={() => onAnswer(false)}>
          {card ? (open ? "I did not" : "I do not know") : "Not yet"}
        </button>
      </div>
    </>
  );
}

/** A card that makes one think says more than one that asks for a name; a program wants more room and time than there is here. */
function pickCard(cards: readonly ShownCard[] = []): ShownCard | undefined {
  const worth = { predict: 3, debug: 2, derive: 1, recall: 0 };
  const read = cards.filter(({ program }) => program === undefined);
  return read.sort((a, b) => worth[b.kind] - worth[a.kind])[0];
}
