import { linePicture, numberText } from "@blankfile/tracking/report";
import type { OpenRun } from "../run-source.ts";
import { Drawn } from "./drawn.tsx";
import { Near } from "./near.tsx";

/** What the process took of the machine, over the time since the run began. */
export function SystemCharts({ run }: { run: OpenRun }) {
  const { system } = run.details;
  return (
    <details>
      <summary>CPU and memory of the process over time</summary>
      <div class="media">
        {Object.entries(system)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, samples]) => (
            <figure class="medium card" key={key}>
              <figcaption>
                {key} <small>last {numberText(samples.at(-1)!.value)}</small>
              </figcaption>
              <Near height={200}>
                {() => (
                  <Drawn
                    draw={(width) =>
                      linePicture(
                        [
                          {
                            x: samples.map(({ at }) => (at - run.row.createdAt) / 1000),
                            y: samples.map(({ value }) => value),
                          },
                        ],
                        {
                          title: key,
                          desc: `${samples.length} samples, the last ${numberText(samples.at(-1)!.value)}`,
                          xName: "seconds since the run began",
                          width,
                          height: 190,
                        },
                      )
                    }
                  />
                )}
              </Near>
            </figure>
          ))}
      </div>
    </details>
  );
}
