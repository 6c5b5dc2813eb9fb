import type { ComponentChildren } from "preact";
import { topicHref } from "../shell/href.ts";
import { rungOf } from "../store/progress.ts";
import type { AtlasTopic } from "./atlas.ts";
import { rungWords } from "./words.ts";

interface Props {
  topic: AtlasTopic;
  /** Where there is one, a plain click calls it instead of opening the page. */
  onPick?: ((slug: string) => void) | undefined;
  /** Stands in place of the dot. */
  lead?: ComponentChildren;
  /** Below the title. */
  below?: ComponentChildren;
  /** At the end of the line; the state in words unless told. */
  end?: ComponentChildren;
  /** The key for the next action presses it. */
  next?: boolean;
}

/** A topic in a list: dot, title as a link, state in words. */
export function TopicLine({ topic, onPick, lead, below, end, next = false }: Props) {
  const rung = rungOf(topic.slug);
  return (
    <a
      class="topic-line"
      href={topicHref(topic.slug)}
      data-slug={topic.slug}
      data-next={next ? "" : undefined}
      onClick={(event) => {
        if (!onPick || event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        onPick(topic.slug);
      }}
    >
      {lead ?? <i class={`dot${topic.tier === 1 ? " landmark" : ""}`} data-rung={rung} />}
      <span class="topic-title">
        {topic.title}
        {topic.tier === 1 && <span class="sr">, landmark</span>}
        {below && <small>{below}</small>}
      </span>
      <small class="topic-end">{end ?? (rung === "none" ? "" : rungWords[rung])}</small>
    </a>
  );
}
