import { useEffect, useState } from "preact/hooks";
import { loadAtlas } from "../atlas/load-atlas.ts";
import { topicHref } from "../shell/href.ts";
import type { UseEvidence } from "./evidence-of-use.ts";

const reasons: Record<Exclude<UseEvidence["verdict"], "used">, string> = {
  "used before": "recorded before as used in this lab",
  "not called": "not recorded: the lab never called yours",
  differs: "not recorded: yours gives other numbers than the library's",
  "not compared": "not recorded: it could not be compared with the library's",
};

/** What a run to the end recorded, and why; or why it recorded nothing. */
export function UsedLine({ evidence }: { evidence: readonly UseEvidence[] }) {
  const [titles, name] = useState<ReadonlyMap<string, { title: string }>>(new Map());
  useEffect(() => {
    loadAtlas().then(
      ({ graph }) => name(graph.topics),
      () => {},
    );
  }, []);
  return (
    <ul class="swap-used">
      {evidence.map(({ export: part, fresh, verdict }) => (
        <li key={part}>
          <code>{part}</code>{" "}
          {verdict !== "used" ? (
            reasons[verdict]
          ) : (
            <>
              recorded as used for{" "}
              {fresh.map((topic, i) => (
                <span key={topic}>
                  {i > 0 && ", "}
                  <a class="link" href={topicHref(topic)}>
                    {titles.get(topic)?.title ?? topic}
                  </a>
                </span>
              ))}
              : the lab ran to its end, called yours, and yours gives the library's numbers
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
