import { gaps, type NextReason, nextExercise, passedExercises } from "@blankfile/curriculum";
import { useEffect, useState } from "preact/hooks";
import type { Atlas, AtlasTopic } from "../atlas/atlas.ts";
import { loadAtlas } from "../atlas/load-atlas.ts";
import { href, topicHref } from "../shell/href.ts";
import { plan } from "../store/plan.ts";
import { events, evidence } from "../store/progress.ts";
import type { ExerciseData } from "./exercise-data.ts";
import { type IndexedExercise, loadPracticeIndex } from "./practice-index.ts";

/** So many topics are named. */
const mostTopics = 2;

const reasons: Record<NextReason, string> = {
  plan: "your plan asks for it",
  opened: "it builds on this",
  module: "of the same module",
  easiest: "the easiest",
};

/** After a pass, in a line: the next exercise, what the topic opens, and a lab that runs on the reader's own code. Nothing until it is known. */
export function NextSteps({ data }: { data: ExerciseData }) {
  const [known, learn] = useState<{ items: IndexedExercise[]; atlas: Atlas } | undefined>(undefined);
  useEffect(() => {
    Promise.all([loadPracticeIndex(), loadAtlas()]).then(
      ([items, atlas]) => learn({ items, atlas }),
      // Without a connection there is no such line; everything else works.
      () => {},
    );
  }, []);
  if (known === undefined) return null;
  const { items, atlas } = known;
  const topics = new Set([...evidence.value].filter(([, { rung }]) => rung !== "none").map(([slug]) => slug));
  const destinations = plan.value.filter((slug) => atlas.graph.topics.has(slug));
  const state = {
    known: topics,
    passed: passedExercises(events.value),
    plan: gaps(atlas.graph, destinations, topics).missing,
  };
  const own = items.find(({ slug }) => slug === data.slug);
  const next = nextExercise(items, state, own);
  const above = topicsAbove(data, atlas).filter(({ slug }) => !topics.has(slug));
  const opened = above.filter(({ requires }) => requires.every(({ id }) => topics.has(id)));
  const lab = own?.labs?.[0];
  return (
    <p class="ex-again">
      {next !== undefined && (
        <>
          Next:{" "}
          <a class="link" href={href(`/practice/${next.item.slug}/`)}>
            {next.item.title}
          </a>
          , {reasons[next.because]}
          {next.missing.length > 0 && (
            <>
              ; it needs <Topics topics={next.missing.map((slug) => atlas.graph.topics.get(slug)!)} />
            </>
          )}
          .{" "}
        </>
      )}
      {opened.length > 0 ? (
        <>
          It opens <Topics topics={opened} />.{" "}
        </>
      ) : (
        above.length > 0 && (
          <>
            On it {above.length === 1 ? "builds" : "build"} <Topics topics={above} />.{" "}
          </>
        )
      )}
      {lab !== undefined && (
        <>
          The lab{" "}
          <a class="link" href={href(`/labs/${lab.slug}/`)}>
            {lab.title}
          </a>{" "}
          can run on your code.
        </>
      )}
    </p>
  );
}

/** The topics that need one of the exercise's, landmarks first. */
function topicsAbove({ topics }: ExerciseData, { graph }: Atlas): AtlasTopic[] {
  const slugs = topics
    .filter(({ slug }) => graph.topics.has(slug))
    .flatMap(({ slug }) => graph.unlocks(slug));
  return [...new Set(slugs)].map((slug) => graph.topics.get(slug)!).sort((a, b) => a.tier - b.tier);
}

/** "A and B", "A, B and 3 more". */
function Topics({ topics }: { topics: readonly AtlasTopic[] }) {
  const more = topics.length - mostTopics;
  return (
    <>
      {topics.slice(0, mostTopics).map(({ slug, title }, i) => (
        <span key={slug}>
          {i > 0 && (more > 0 ? ", " : " and ")}
          <a class="link" href={topicHref(slug)}>
            {title}
          </a>
        </span>
      ))}
      {more > 0 && ` and ${more} more`}
    </>
  );
}
