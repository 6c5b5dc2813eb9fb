import type { Gaps } from "@blankfile/curriculum";
import { useMemo } from "preact/hooks";
import { stretches } from "../atlas/stretches.ts";
import { TopicLine } from "../atlas/topic-line.tsx";
import { count } from "../atlas/words.ts";
import { TopicBox } from "../search/topic-box.tsx";
import { CopyLink } from "./copy-link.tsx";
import type { MapState } from "./map-state.ts";
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
  const reasons = (slug: string) => {
    const topic = graph.topics.get(slug)!;
    return topic.requires
      .filter(({ id, why }) => why !== undefined && missing.has(id))
      .map(({ id, why }) => `needs ${graph.topics.get(id)!.title}: ${why}`)
      .join("; ");
  };
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
      <h3>Start with these</h3>
      <ol class="stops gaps" data-jk>
        {gaps.next.map((slug, k) => (
          <li key={slug}>
            <TopicLine
              topic={graph.topics.get(slug)!}
              lead={<span class={`number gap${ready.has(slug) ? " ready" : ""}`}>{k + 1}</span>}
              below={atlas.modules.get(graph.topics.get(slug)!.module)!.title}
              end={ready.has(slug) ? "ready now" : "then"}
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
                  below={reasons(topic.slug)}
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
