import type { Module } from "../atlas/atlas.ts";
import { TopicLine } from "../atlas/topic-line.tsx";
import { count } from "../atlas/words.ts";
import type { MapState } from "./map-state.ts";

/** A module's card: its topics, in an order in which nothing comes before what it needs. */
export function ModulePanel({ state, module }: { state: MapState; module: Module }) {
  const { atlas, known } = state;
  const layer = atlas.layers.find(({ id }) => id === module.layer)!;
  const knownHere = module.topics.filter(({ slug }) => known.value.has(slug)).length;
  const landmarks = module.topics.filter(({ tier }) => tier === 1).length;
  return (
    <section aria-labelledby="panel-title">
      <p class="eyebrow">
        Layer {layer.id} · {layer.name}
      </p>
      <h2 class="panel-title" id="panel-title" tabIndex={-1}>
        {module.title}
      </h2>
      <p class="panel-facts">
        {count(module.topics.length, "topic")}, {count(landmarks, "landmark")}, {knownHere} known
      </p>
      <ul class="topic-list" data-jk>
        {[...module.topics]
          .sort((a, b) => atlas.graph.depth(a.slug) - atlas.graph.depth(b.slug) || a.place - b.place)
          .map((topic) => (
            <li key={topic.slug}>
              <TopicLine topic={topic} onPick={(slug) => state.go({ topic: slug })} />
            </li>
          ))}
      </ul>
    </section>
  );
}
