import type { Gaps } from "@blankfile/curriculum";
import { useMemo } from "preact/hooks";
import type { Atlas } from "../atlas/atlas.ts";
import { stretches } from "../atlas/stretches.ts";
import { TopicLine } from "../atlas/topic-line.tsx";
import { count } from "../atlas/words.ts";
import { CopyLink } from "../map/copy-link.tsx";
import type { MapState } from "../map/map-state.ts";
import { TopicBox } from "../search/topic-box.tsx";
import { hoursWords, knownHours } from "./hours.ts";
import { PlacementBox } from "./placement-box.tsx";
import { PlanButton } from "./plan-button.tsx";

/** Find my gaps: destinations, and what stands between them and what the reader knows. */
export function GapsPanel({ state }: { state: MapState }) {
  const { atlas, address, go, gaps } = state;
  const { destinations } = address.value;
  const drop = (slug: string) => go({ destinations: destinations.filter((other) => other !== slug) });
  return (
    <section aria-labelledby="panel-title">
      <h2 class="panel-title small" id="panel-title" tabIndex={-1}>
        Find my gaps
      </h2>
      {destinations.length > 0 && (
        <ul class="chips" aria-label="Destinations">
          {destinations.map((slug) => (
            <li key={slug}>
              {atlas.graph.topics.get(slug)!.title}
              <button
                type="button"
                aria-label={`Remove ${atlas.graph.topics.get(slug)!.title}`}
                onClick={() => drop(slug)}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      <TopicBox
        atlas={atlas}
        label={destinations.length === 0 ? "Where do you want to go?" : "Add a destination"}
        placeholder="direct preference optimisation"
        collects
        onPick={(slug) => slug && go({ destinations: [...new Set([...destinations, slug])] })}
      />
      {gaps.value && gaps.value.missing.length > 0 && (
        <PlacementBox atlas={atlas} destinations={destinations} known={state.known.value} />
      )}
      {gaps.value && <Answer state={state} gaps={gaps.value} />}
      {!gaps.value && (
        <p class="panel-hint">
          A destination gives the list of what is missing for it, less what you know, in an order in which
          nothing comes before what it needs.
        </p>
      )}
    </section>
  );
}

function Answer({ state, gaps }: { state: MapState; gaps: Gaps }) {
  const { atlas, address, go } = state;
  const { destinations, landmarksOnly } = address.value;
  const { graph } = atlas;
  const groups = useMemo(() => stretches(atlas, gaps.missing), [atlas, gaps]);
  const ready = new Set(gaps.ready);
  const missing = new Set(gaps.missing);
  if (gaps.missing.length === 0)
    return (
      <p class="notice">Nothing is missing: you know {destinations.length === 1 ? "it" : "them all"}.</p>
    );
  const reason = (slug: string) => reasonFor(atlas, slug, missing, destinations);
  const shown = groups
    .map((group) => ({ ...group, topics: group.topics.filter(({ tier }) => !landmarksOnly || tier === 1) }))
    .filter(({ topics }) => topics.length > 0);
  return (
    <>
      <dl class="counts">
        <div>
          <dt>missing</dt>
          <dd>{gaps.missing.length}</dd>
        </div>
        <div>
          <dt>ready now</dt>
          <dd>{gaps.ready.length}</dd>
        </div>
        <div>
          <dt>landmarks</dt>
          <dd>{gaps.landmarks.length}</dd>
        </div>
      </dl>
      <p class="panel-facts">
        {hoursWords(knownHours(gaps.missing.map((slug) => graph.topics.get(slug)!)))}.
      </p>
      <h3>Start with these</h3>
      <ol class="stops gaps" data-jk>
        {gaps.next.map((slug, k) => (
          <li key={slug}>
            <TopicLine
              topic={graph.topics.get(slug)!}
              lead={<span class={`number gap${ready.has(slug) ? " ready" : ""}`}>{k + 1}</span>}
              below={atlas.modules.get(graph.topics.get(slug)!.module)!.title}
              end={ready.has(slug) ? "ready now" : "then"}
              next={k === 0}
            />
          </li>
        ))}
      </ol>
      <div class="row">
        <PlanButton destinations={destinations} />
        <CopyLink />
      </div>
      <h3>All {count(gaps.missing.length, "missing topic")}, in order</h3>
      <label class="check">
        <input
          type="checkbox"
          checked={landmarksOnly}
          onChange={(event) => go({ landmarksOnly: event.currentTarget.checked })}
        />
        Landmarks only{" "}
        {landmarksOnly && <small>({gaps.missing.length - gaps.landmarks.length} others are left out)</small>}
      </label>
      {shown.map(({ module, topics }, k) => (
        <section key={`${module.id}-${topics[0]!.slug}`} class="stretch">
          <h4>
            {module.title}
            {shown.slice(0, k).some((earlier) => earlier.module === module) && ", continued"}
          </h4>
          <ul class="topic-list" data-jk>
            {topics.map((topic) => (
              <li key={topic.slug}>
                <TopicLine
                  topic={topic}
                  lead={<i class={`ring-dot${ready.has(topic.slug) ? " ready" : ""}`} />}
                  below={reason(topic.slug)}
                  end={ready.has(topic.slug) ? "ready now" : ""}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

/** Why a topic stands in the list: what in it needs the topic, with the reason where the page gives one. */
function reasonFor(
  { graph }: Atlas,
  slug: string,
  missing: ReadonlySet<string>,
  destinations: readonly string[],
): string {
  if (destinations.includes(slug)) return "where you want to go";
  const above = graph.unlocks(slug).filter((id) => missing.has(id));
  const [first, ...others] = above.map((id) => {
    const topic = graph.topics.get(id)!;
    const why = topic.requires.find((edge) => edge.id === slug)!.why;
    return { title: topic.title, why };
  });
  if (first === undefined) return "";
  const best = [first, ...others].find(({ why }) => why !== undefined) ?? first;
  const rest = others.length > 0 ? ` and ${others.length} more` : "";
  return `for ${best.title}${rest}${best.why ? `: ${best.why}` : ""}`;
}
