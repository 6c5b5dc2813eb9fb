import { closure, knownTopics } from "@blankfile/curriculum";
import {
  afterAnswer,
  type ChosenCard,
  chooseReview,
  daysBetween,
  type Rating,
  type ReviewState,
  reviewState,
} from "@blankfile/curriculum/review";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Atlas } from "../atlas/atlas.ts";
import { loadAtlas } from "../atlas/load-atlas.ts";
import type { CardsFile } from "../content/cards-file.ts";
import { fetchCards } from "../gaps/load-cards.ts";
import { localDay, longDay } from "../progress/local-day.ts";
import { topicHref } from "../shell/href.ts";
import { plan } from "../store/plan.ts";
import { evidence, loaded, events as log, today as progress, record } from "../store/progress.ts";
import { ReviewCard } from "./review-card.tsx";
import { inDays, ratingWords } from "./review-words.ts";
import { Wishes } from "./wishes.tsx";

/** Today's cards, one at a time. */
export default function ReviewIsland() {
  const [material, setMaterial] = useState<{ atlas: Atlas; cards: CardsFile }>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    Promise.all([loadAtlas(), fetchCards()]).then(
      ([atlas, cards]) => setMaterial({ atlas, cards }),
      (error: Error) => setProblem(error.message),
    );
  }, []);
  if (problem) return <p class="notice problem">{problem}</p>;
  if (material === undefined || !loaded.value) return <p class="eyebrow">Reading the cards…</p>;
  return <Session {...material} />;
}

function Session({ atlas, cards }: { atlas: Atlas; cards: CardsFile }) {
  const [said, setSaid] = useState("");
  // The id of the answer given last here, while it can be taken back.
  const [last, setLast] = useState<string>();
  // Whether the reader has done anything here: then the focus follows to what comes up.
  const acted = useRef(false);
  const act = () => {
    acted.current = true;
  };
  const today = localDay(Date.now());
  const { events } = progress.value;
  const state = useMemo(
    () => reviewState(events, { dayOf: localDay, today, graph: atlas.graph }),
    [events, today, atlas],
  );
  const deck = useMemo(
    () => new Map(Object.entries(cards).map(([slug, list]) => [slug, list.map(({ id }) => id)])),
    [cards],
  );
  const known = knownTopics(evidence.value);
  const options = { deck, state, graph: atlas.graph, known, plan: plan.value, today };
  const chosen = chooseReview(options);
  const card = chosen[0];
  const topic = card && atlas.graph.topics.get(card.topic)!;

  const rate = (to: ChosenCard) => (rating: Rating) => {
    act();
    const { topic, card, was, memory } = to;
    const days = daysBetween(today, afterAnswer(memory, rating, today).due);
    setSaid(
      `${atlas.graph.topics.get(topic)!.title}: “${ratingWords[rating]}”, asked again ${inDays(days)}.`,
    );
    // It counts on this page before it is stored, and it can be taken back as soon.
    void record({ kind: "review", topic, card, rating, ...(was !== undefined && { was }) });
    const made = log.value.findLast(
      (event) => event.kind === "review" && event.topic === topic && event.card === card,
    );
    setLast(made?.id);
  };
  const takeBack = (of: string) => {
    act();
    setLast(undefined);
    setSaid("Taken back: the card is asked again.");
    void record({ kind: "review-undo", of });
  };
  return (
    <>
      {card && topic ? (
        <ReviewCard
          key={`${card.topic} ${card.card}`}
          chosen={card}
          shown={cards[card.topic]!.find(({ id }) => id === card.card)!}
          topic={topic}
          today={today}
          follows={acted.current}
          onRate={rate(card)}
        />
      ) : (
        <Nothing
          atlas={atlas}
          cards={cards}
          state={state}
          known={known}
          today={today}
          follows={acted.current}
          onAct={act}
        />
      )}
      <p class="answered">
        <span role="status">{said}</span>{" "}
        {last !== undefined && (
          <button type="button" class="btn quiet small" data-undo onClick={() => takeBack(last)}>
            Take it back <kbd>u</kbd>
          </button>
        )}
      </p>
      <Wishes
        atlas={atlas}
        state={state}
        today={today}
        module={topic && atlas.modules.get(topic.module)}
        onAct={act}
        any={hasAny(cards, state, known)}
        due={chosen.some(({ memory }) => memory !== undefined)}
      />
    </>
  );
}

interface NothingProps {
  atlas: Atlas;
  cards: CardsFile;
  state: ReviewState;
  known: ReadonlySet<string>;
  today: string;
  follows: boolean;
  onAct: () => void;
}

/** Why there is no card: a pause, nothing known that has any, or that today is done. */
function Nothing({ atlas, cards, state, known, today, follows, onAct }: NothingProps) {
  const title = useRef<HTMLHeadingElement>(null);
  const paused = state.pausedUntil !== undefined && today < state.pausedUntil;
  useLayoutEffect(() => {
    if (follows) title.current?.focus();
  }, [paused]);
  if (paused)
    return (
      <section class="card review-card">
        <h2 ref={title} tabIndex={-1}>
          Paused until {longDay(state.pausedUntil!)}
        </h2>
        <button
          type="button"
          class="btn"
          data-next
          onClick={() => {
            onAct();
            void record({ kind: "review-pause", until: today });
          }}
        >
          End the pause
        </button>
      </section>
    );
  if (hasAny(cards, state, known))
    return (
      <section class="card review-card">
        <h2 ref={title} tabIndex={-1}>
          That is all for today
        </h2>
        <p>The next cards come on the day that they are needed.</p>
      </section>
    );
  return <NoneYet atlas={atlas} cards={cards} />;
}

/** Whether the reader has any cards, answered or to come. */
function hasAny(cards: CardsFile, state: ReviewState, known: ReadonlySet<string>): boolean {
  return state.cards.size > 0 || Object.keys(cards).some((slug) => known.has(slug));
}

/** How many topics are named to somebody who has no card yet. */
const named = 8;

function NoneYet({ atlas, cards }: { atlas: Atlas; cards: CardsFile }) {
  const destinations = plan.value.filter((slug) => atlas.graph.topics.has(slug));
  const planned = new Set([...destinations, ...closure(atlas.graph, destinations)]);
  const topics = atlas.topics
    .filter(({ slug }) => cards[slug] !== undefined)
    .sort((a, b) => Number(planned.has(b.slug)) - Number(planned.has(a.slug)))
    .slice(0, named);
  return (
    <section class="card review-card">
      <h2>No cards yet</h2>
      <p>
        They come from topics that you have claimed or proved. These have some
        {destinations.length > 0 ? ", those of your plan first" : ""}:
      </p>
      <ul data-jk>
        {topics.map(({ slug, title }) => (
          <li key={slug}>
            <a class="link" href={topicHref(slug)}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
