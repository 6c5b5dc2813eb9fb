import type { AtlasTopic } from "../atlas/atlas.ts";
import { TopicLine } from "../atlas/topic-line.tsx";
import { count, rungWords } from "../atlas/words.ts";
import { rungOf } from "../store/progress.ts";
import type { MapState } from "./map-state.ts";

interface Props {
  state: MapState;
  onTopic: (slug: string) => void;
}

/** The same map as headings and lists: what is marked in the drawing is said in words here. */
export function ListView({ state, onTopic }: Props) {
  const { atlas, picture } = state;
  const { marks, focus, counts } = picture.value;
  const stops = new Map(picture.value.route?.stops.map(({ slug }, k) => [slug, k + 1]));

  const words = (topic: AtlasTopic): string => {
    const mark = marks.get(topic.slug);
    const stop = stops.get(topic.slug);
    if (stop !== undefined) return `stop ${stop}`;
    if (mark === "needs") return "needed";
    if (mark === "behind") return "needed before";
    if (mark === "opens") return "opens";
    if (mark === "later") return "opens later";
    if (mark === "ready") return "ready now";
    if (mark !== undefined && mark !== "stop") return mark;
    const rung = rungOf(topic.slug);
    return rung === "none" ? "" : rungWords[rung];
  };

  return (
    <div class="list-view" data-jk>
      {[...atlas.layers].reverse().map((layer) => (
        <section key={layer.id} aria-labelledby={`layer-${layer.id}`}>
          <h2 id={`layer-${layer.id}`}>
            <span>{layer.id}</span> {layer.name}
          </h2>
          {layer.modules.map((module) => {
            const lit = module.topics.some(({ slug }) => marks.has(slug) && marks.get(slug) !== "later");
            const missing = counts.get(module.id);
            return (
              <details key={module.id} open={(focus && lit) || state.address.value.module === module.id}>
                <summary>
                  {module.title}{" "}
                  <small>
                    {missing
                      ? `${count(missing, "topic")} missing of ${module.topics.length}`
                      : count(module.topics.length, "topic")}
                  </small>
                </summary>
                <ul>
                  {module.topics.map((topic) => (
                    <li key={topic.slug} class={focus && !marks.has(topic.slug) ? "faded" : ""}>
                      <TopicLine topic={topic} onPick={onTopic} end={words(topic)} />
                    </li>
                  ))}
                </ul>
              </details>
            );
          })}
        </section>
      ))}
    </div>
  );
}
