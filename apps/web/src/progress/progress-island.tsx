import { reasonText, rungs, slugsOf } from "@blankfile/curriculum";
import { useEffect, useState } from "preact/hooks";
import type { Atlas, AtlasTopic } from "../atlas/atlas.ts";
import { loadAtlas } from "../atlas/load-atlas.ts";
import { TopicLine } from "../atlas/topic-line.tsx";
import { count, rungWords } from "../atlas/words.ts";
import { migrationsProblem } from "../store/migrations.ts";
import { events, evidence, loaded, today } from "../store/progress.ts";
import { Backup } from "./backup.tsx";
import { Calendar } from "./calendar.tsx";

/** The reader's evidence, layer by layer, and where it is kept. */
export default function ProgressIsland() {
  const [atlas, setAtlas] = useState<Atlas>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    loadAtlas().then(setAtlas, (error: Error) => setProblem(error.message));
  }, []);
  return (
    <>
      {problem && <p class="notice problem">{problem}</p>}
      {migrationsProblem.value && <p class="notice problem">{migrationsProblem.value}</p>}
      {atlas && <Layers atlas={atlas} />}
      {atlas && <Calendar atlas={atlas} />}
      <Backup />
      {atlas && <Topics atlas={atlas} />}
    </>
  );
}

function rungAt(topic: AtlasTopic) {
  return evidence.value.get(topic.slug)?.rung ?? "none";
}

function Layers({ atlas }: { atlas: Atlas }) {
  const steps = rungs.filter((rung) => rung !== "none").reverse();
  return (
    <div class="scroll">
      <table class="ladder">
        <caption class="sr">Topics by layer and highest evidence</caption>
        <thead>
          <tr>
            <th scope="col">Layer</th>
            <th scope="col" class="bar-head">
              <span class="sr">Picture</span>
            </th>
            {steps.map((rung) => (
              <th scope="col" key={rung}>
                {rungWords[rung]}
              </th>
            ))}
            <th scope="col">of</th>
          </tr>
        </thead>
        <tbody>
          {[...atlas.layers].reverse().map((layer) => {
            const topics = layer.modules.flatMap((module) => module.topics);
            const per = new Map(
              steps.map((rung) => [rung, topics.filter((topic) => rungAt(topic) === rung).length]),
            );
            const proved = topics.filter((topic) => !["none", "claimed"].includes(rungAt(topic))).length;
            // One of a hundred and fifty is seen all the same.
            const share = (number: number) =>
              number === 0 ? "0" : `max(4px, ${(100 * number) / topics.length}%)`;
            return (
              <tr key={layer.id}>
                <th scope="row">
                  {layer.id} {layer.name}
                </th>
                <td class="bar-cell">
                  <span class="bar" aria-hidden="true">
                    <i style={{ width: share(proved) }} />
                    <i class="hatched" style={{ width: share(per.get("claimed")!) }} />
                  </span>
                </td>
                {steps.map((rung) => (
                  <td key={rung} class={per.get(rung) ? "some" : "none"} data-word={rungWords[rung]}>
                    {per.get(rung) || "–"}
                  </td>
                ))}
                <td class="of">{topics.length}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** What gave a topic its rung, and when: " · 3 Nov 2026: your code passed all 8 checks of stable-softmax". */
function whyText(slug: string): string {
  const found = evidence.value.get(slug);
  const reason = found?.because.findLast(({ rung }) => rung === found.rung);
  if (reason === undefined) return "";
  const day = new Date(reason.at).toLocaleDateString(undefined, { dateStyle: "medium" });
  return ` · ${day}: ${reasonText(reason, ({ id }) => id)}`;
}

function Topics({ atlas }: { atlas: Atlas }) {
  const known = atlas.topics.filter((topic) => rungAt(topic) !== "none");
  const last = (slug: string) => Math.max(...(evidence.value.get(slug)?.because.map(({ at }) => at) ?? [0]));
  const strangers = [...evidence.value.keys()].filter((slug) => !atlas.graph.topics.has(slug));
  const gone = today.value.aside;
  return (
    <section>
      <h2>Topics with evidence</h2>
      {known.length === 0 && loaded.value && (
        <p>
          None yet. Claim a topic that you know on its page or on the map, or pass an exercise.{" "}
          {events.value.length > 0 && `(${count(events.value.length, "event")} are kept.)`}
        </p>
      )}
      <ul class="topic-list" data-jk>
        {known
          .sort((a, b) => last(b.slug) - last(a.slug))
          .map((topic) => (
            <li key={topic.slug}>
              <TopicLine
                topic={topic}
                below={`Layer ${topic.layer} · ${atlas.modules.get(topic.module)!.title}${whyText(topic.slug)}`}
              />
            </li>
          ))}
      </ul>
      {gone.length > 0 && (
        <p class="notice">
          {count(gone.length, "event")} of topics that were removed from the map:{" "}
          {[...new Set(gone.flatMap(slugsOf))].join(", ")}. They are kept and exported, and count for no
          topic.
        </p>
      )}
      {loaded.value && strangers.length > 0 && (
        <p class="notice">
          {count(strangers.length, "topic")} of your progress {strangers.length === 1 ? "is" : "are"} not on
          this map: {strangers.join(", ")}. The events are kept.
        </p>
      )}
    </section>
  );
}
