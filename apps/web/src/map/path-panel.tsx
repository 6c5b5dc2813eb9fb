import type { Trace } from "@blankfile/curriculum";
import { TopicLine } from "../atlas/topic-line.tsx";
import { rungWords } from "../atlas/words.ts";
import { TopicBox } from "../search/topic-box.tsx";
import { topicHref } from "../shell/href.ts";
import { rungOf } from "../store/progress.ts";
import { CopyLink } from "./copy-link.tsx";
import type { MapState } from "./map-state.ts";

/** Trace a path: two topics and the stops between them. */
export function PathPanel({ state }: { state: MapState }) {
  const { atlas, address, go, route } = state;
  const { from, to } = address.value;
  return (
    <section aria-labelledby="panel-title">
      <h2 class="panel-title small" id="panel-title" tabIndex={-1}>
        Trace a path
      </h2>
      <TopicBox
        atlas={atlas}
        label="From"
        value={from}
        placeholder="vectors"
        onPick={(slug) => go({ from: slug })}
      />
      <TopicBox
        atlas={atlas}
        label="To"
        value={to}
        placeholder="backpropagation"
        onPick={(slug) => go({ to: slug })}
      />
      {from && to && <Answer state={state} from={from} to={to} trace={route.value} />}
      {!(from && to) && (
        <p class="panel-hint">
          Two topics give the shortest way up from one to the other, prerequisite by prerequisite.
        </p>
      )}
    </section>
  );
}

function Answer({
  state,
  from,
  to,
  trace,
}: {
  state: MapState;
  from: string;
  to: string;
  trace: Trace | undefined;
}) {
  const { graph } = state.atlas;
  const title = (slug: string) => graph.topics.get(slug)!.title;
  if (from === to) return <p class="notice">That is one topic; the way has no steps.</p>;
  if (trace === undefined)
    return (
      <p class="notice">
        Neither builds on the other: no chain of prerequisites joins {title(from)} and {title(to)}.
      </p>
    );
  const start = trace.stops.find(({ slug }) => !state.known.value.has(slug));
  const step = start === undefined ? 0 : trace.stops.indexOf(start) + 1;
  return (
    <>
      {trace.turned && (
        <p class="notice">
          {title(from)} builds on {title(to)}, not the other way round; this is the way up to it.
        </p>
      )}
      <ol class="stops" data-jk>
        {trace.stops.map(({ slug, by }, k) => {
          const topic = graph.topics.get(slug)!;
          const rung = rungOf(slug);
          return (
            <li key={slug} class={by === "recommends" ? "soft" : ""}>
              <TopicLine
                topic={topic}
                lead={<span class={`number${rung === "none" ? "" : " known"}`}>{k + 1}</span>}
                below={
                  <>
                    {state.atlas.modules.get(topic.module)!.title}
                    {by === "recommends" && ", helped by the one before"}
                  </>
                }
                end={rungWords[rung]}
              />
            </li>
          );
        })}
      </ol>
      <div class="row">
        {start && (
          <a class="btn" href={topicHref(start.slug)} data-next>
            Start at step {step}
          </a>
        )}
        <CopyLink />
      </div>
    </>
  );
}
