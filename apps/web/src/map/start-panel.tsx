import { gaps } from "@blankfile/curriculum";
import { useMemo } from "preact/hooks";
import { TopicLine } from "../atlas/topic-line.tsx";
import { plan } from "../store/plan.ts";
import { evidence } from "../store/progress.ts";
import type { MapState } from "./map-state.ts";

/** What the panel says before anything is chosen: what this is, and where the reader stands. */
export function StartPanel({ state }: { state: MapState }) {
  const { atlas, known, go } = state;
  const { graph } = atlas;
  const destinations = plan.value.filter((slug) => graph.topics.has(slug));
  const found = useMemo(
    () => (destinations.length > 0 ? gaps(graph, destinations, known.value) : undefined),
    [graph, destinations.join(), known.value],
  );
  const finished = atlas.topics.filter(({ status, tier }) => status === "reviewed" && tier === 1);
  const rungs = [...evidence.value].filter(([slug, { rung }]) => graph.topics.has(slug) && rung !== "none");
  const claimed = rungs.filter(([, { rung }]) => rung === "claimed").length;
  return (
    <section aria-labelledby="panel-title">
      <p class="eyebrow">
        {atlas.topics.length} topics, {atlas.topics.filter(({ tier }) => tier === 1).length} landmarks
      </p>
      <h2 class="panel-title" id="panel-title" tabIndex={-1}>
        Machine learning, from a blank file
      </h2>
      <p class="summary">
        Every topic stands on those below it. Choose one to see what it needs and what it opens, or name a
        destination and see what is missing.
      </p>
      {rungs.length > 0 && (
        <dl class="counts">
          <div>
            <dt>proved</dt>
            <dd>{rungs.length - claimed}</dd>
          </div>
          <div>
            <dt>claimed</dt>
            <dd>{claimed}</dd>
          </div>
          <div>
            <dt>to learn</dt>
            <dd>{atlas.topics.length - rungs.length}</dd>
          </div>
        </dl>
      )}
      {found && (
        <>
          <h3>Next on your way to {destinations.map((slug) => graph.topics.get(slug)!.title).join(", ")}</h3>
          <ul class="topic-list" data-jk>
            {found.next.map((slug, k) => (
              <li key={slug}>
                <TopicLine topic={graph.topics.get(slug)!} onPick={(topic) => go({ topic })} next={k === 0} />
              </li>
            ))}
          </ul>
          {found.missing.length === 0 && <p class="panel-hint">Nothing is missing.</p>}
        </>
      )}
      <div class="row">
        <button
          type="button"
          class="btn"
          data-next={found ? undefined : ""}
          onClick={() => go({ mode: "gaps", destinations: [...destinations] })}
        >
          {found ? "See the whole plan" : "Find my gaps"}
        </button>
      </div>
      <h3>Finished to the standard</h3>
      <ul class="topic-list" data-jk>
        {finished.map((topic) => (
          <li key={topic.slug}>
            <TopicLine topic={topic} onPick={(slug) => go({ topic: slug })} />
          </li>
        ))}
      </ul>
    </section>
  );
}
