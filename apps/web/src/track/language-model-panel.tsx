import type { ComponentChildren } from "preact";
import { rungWords } from "../atlas/words.ts";
import { topicHref } from "../shell/href.ts";
import { rungOf } from "../store/progress.ts";
import type { Part, PartId } from "./language-model-parts.ts";

/** A topic as the panel names it. */
export interface NamedTopic {
  title: string;
  landmark: boolean;
}

interface Props {
  parts: readonly Part[];
  topics: Record<string, NamedTopic>;
  /** Titles of the track's parts. */
  units: Record<string, string>;
  open: PartId | undefined;
  onOpen: (id: PartId | undefined) => void;
  /** Whether the page's scripts have taken over, so that the reader's evidence may be shown. */
  awake: boolean;
  /** What is in the part at the moment. */
  now: (id: PartId) => ComponentChildren;
}

/** The picture as a list: each part opens to what it does, its shapes, what is in it now, its topics and where it is built. */
export function PartList({ parts, topics, units, open, onOpen, awake, now }: Props) {
  return (
    <div class="lm-parts">
      {parts.map(({ id, title, text, shapes, ...part }) => (
        <details
          key={id}
          id={`lm-${id}`}
          name="lm-part"
          open={open === id}
          onToggle={({ currentTarget }) => {
            if (currentTarget.open) onOpen(id);
            else if (open === id) onOpen(undefined);
          }}
        >
          <summary>{title}</summary>
          <p>{text}</p>
          <p class="lm-shapes">{shapes}</p>
          {now(id)}
          <p class="lm-label">Explained by</p>
          <ul class="lm-topics">
            {part.topics.map((slug) => (
              <li key={slug}>
                <TopicLink slug={slug} topic={topics[slug]!} awake={awake} />
              </li>
            ))}
          </ul>
          <p class="lm-label">Built in</p>
          <ul class="lm-topics">
            {part.units.map((unit) => (
              <li key={unit}>
                <a class="link" href={`#${unit}`}>
                  {units[unit]}
                </a>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </div>
  );
}

/** As `topic/linked-topic.astro` draws it. */
function TopicLink({ slug, topic, awake }: { slug: string; topic: NamedTopic; awake: boolean }) {
  const rung = awake ? rungOf(slug) : "none";
  return (
    <a class="linked-topic" href={topicHref(slug)}>
      <i class={`dot${topic.landmark ? " landmark" : ""}`} data-rung={rung} />
      <span>
        {topic.title}
        {topic.landmark && <span class="sr">, landmark</span>}
        <small class="state">{rung === "none" ? "" : ` ${rungWords[rung]}`}</small>
      </span>
    </a>
  );
}
