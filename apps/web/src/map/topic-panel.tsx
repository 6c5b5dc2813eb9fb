import { closure, dependents } from "@blankfile/curriculum";
import { useMemo } from "preact/hooks";
import { TopicLine } from "../atlas/topic-line.tsx";
import { topicHref } from "../shell/href.ts";
import { ClaimButton } from "../topic/claim-button.tsx";
import type { MapState } from "./map-state.ts";
import { Summary } from "./summary.tsx";

/** A topic chosen on the map. */
export function TopicPanel({ state, slug }: { state: MapState; slug: string }) {
  const { atlas, known, go } = state;
  const { graph } = atlas;
  const topic = graph.topics.get(slug)!;
  const behind = useMemo(() => closure(graph, [slug]), [slug]);
  const later = useMemo(() => dependents(graph, [slug]), [slug]);
  const module = atlas.modules.get(topic.module)!;
  const show = (next: string) => go({ topic: next, module: undefined });
  const whys = new Map([...topic.requires, ...topic.recommends].map(({ id, why }) => [id, why]));
  const list = (slugs: readonly string[], title: string, side: "needs" | "unlocks") =>
    slugs.length > 0 && (
      <>
        <h3>
          <i class={`ring-dot ${side === "needs" ? "needs" : "opens"}`} aria-hidden="true" /> {title}
        </h3>
        <ul class="topic-list" data-jk {...{ [`data-${side}`]: "" }}>
          {slugs.map((id) => (
            <li key={id}>
              <TopicLine topic={graph.topics.get(id)!} onPick={show} below={whys.get(id)} />
            </li>
          ))}
        </ul>
      </>
    );

  return (
    <section aria-labelledby="panel-title" data-topic={slug}>
      <p class="eyebrow">
        <span class="layer">
          Layer {topic.layer} <span class="between">·</span>
        </span>{" "}
        <button type="button" class="plain" onClick={() => go({ topic: undefined, module: module.id })}>
          {module.title}
        </button>
      </p>
      <h2 class="panel-title" id="panel-title" tabIndex={-1}>
        {topic.title}
      </h2>
      <Summary place={topic.place} />
      <dl class="counts">
        <div>
          <dt>
            <i class="ring-dot behind" aria-hidden="true" /> behind it
          </dt>
          <dd>{behind.size}</dd>
        </div>
        <div>
          <dt>you know</dt>
          <dd>{[...behind].filter((id) => known.value.has(id)).length}</dd>
        </div>
        <div>
          <dt>
            <i class="ring-dot later" aria-hidden="true" /> it unlocks
          </dt>
          <dd>{later.size}</dd>
        </div>
      </dl>
      <div class="row">
        <a class="btn" href={topicHref(slug)} data-open data-next>
          {topic.status === "outline" ? "Open the outline" : "Read"}
        </a>
        <ClaimButton slug={slug} />
      </div>
      <div class="row quiet-row">
        <button
          type="button"
          class="plain"
          data-trace
          onClick={() => go({ mode: "path", from: undefined, to: slug, topic: undefined, module: undefined })}
        >
          Trace a path to it
        </button>
        <button
          type="button"
          class="plain"
          onClick={() => go({ mode: "gaps", destinations: [slug], topic: undefined, module: undefined })}
        >
          What is missing for it?
        </button>
      </div>
      {list(graph.requires(slug), "It needs", "needs")}
      {list(graph.recommends(slug), "Helps to know", "needs")}
      {list(graph.unlocks(slug), "It opens", "unlocks")}
    </section>
  );
}
