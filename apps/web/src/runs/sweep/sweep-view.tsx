import type { SweepRecord } from "@blankfile/sweeps";
import { numberOf } from "@blankfile/tracking";
import { useMemo, useState } from "preact/hooks";
import { type OpenSweep, server } from "../../server/client.ts";
import { href } from "../../shell/href.ts";
import { timeText } from "../format.ts";
import { BestCard } from "./best-card.tsx";
import { BestSoFarPlot } from "./pictures/best-so-far-plot.tsx";
import { type Brushes, inBrushes } from "./pictures/brushes.ts";
import { ParallelCoordinates } from "./pictures/parallel-coordinates.tsx";
import { RungsPlot } from "./pictures/rungs-plot.tsx";
import { Slices } from "./pictures/slices.tsx";
import { metricAxis, parameterAxis } from "./pictures/sweep-axis.ts";
import { shownTrials } from "./shown-trials.ts";
import { readSweepAddress, writeSweepAddress } from "./sweep-address.ts";
import { countsText, SweepState } from "./sweep-state.tsx";
import { TrialsTable } from "./trials-table.tsx";
import { usePointing } from "./use-pointing.ts";
import { useSweep } from "./use-sweep.ts";

/** One sweep: what it asked, what it found, and every configuration that it tried, live. */
export function SweepView({ id }: { id: string }) {
  const { answer, problem } = useSweep(
    () => server.sweep(id),
    (sweep) => sweep === id,
  );
  return (
    <>
      <p class="eyebrow">
        <a class="link" href={href("/runs/")}>
          Runs
        </a>{" "}
        /{" "}
        <a class="link" href={href("/runs/sweep/")}>
          sweeps
        </a>{" "}
        / {id.slice(0, 120)}
      </p>
      {problem !== undefined && <p class="notice problem">{problem}</p>}
      {answer === undefined ? (
        <>
          <h1>Sweep</h1>
          {problem === undefined && <p class="notice">Reading the sweep…</p>}
        </>
      ) : (
        <Found sweep={answer} />
      )}
    </>
  );
}

function Found({ sweep }: { sweep: OpenSweep }) {
  const { record, report, isDone, rungs, confirmed } = sweep;
  const { plan } = record;
  const [{ brushes, sort }, setAddress] = useState(() => readSweepAddress(location.search));
  const change = (more: { brushes?: Brushes; sort?: string | undefined }) =>
    setAddress((known) => {
      const { sort, ...rest } = { ...known, ...more };
      const next = { ...rest, ...(sort !== undefined && { sort }) };
      history.replaceState(history.state, "", writeSweepAddress(next));
      return next;
    });
  const { root, point, ...pointing } = usePointing();
  const trials = useMemo(() => shownTrials(sweep), [sweep]);
  const parameters = useMemo(
    () => Object.entries(plan.search).map(([name, domain]) => parameterAxis(name, domain)),
    [sweep],
  );
  const metric = useMemo(() => {
    const judged = trials.find(({ number }) => number === confirmed)?.runs ?? [];
    const values = judged.flatMap(({ value }) => (value === undefined ? [] : [numberOf(value)]));
    return metricAxis(plan.metric, [...trials.flatMap(({ value }) => value ?? []), ...values]);
  }, [trials]);
  const axes = [...parameters, metric];
  const parts = axes.flatMap(({ name, inside }) => {
    const part = brushes.get(name);
    return part ? `${name}: ${inside(part)}` : [];
  });
  const inside = inBrushes(trials, axes, brushes, plan.metric);
  const chosen = new Set(inside.map(({ number }) => number));
  const best = plan.goal === "minimize" ? "value" : "-value";
  return (
    <>
      <h1>{plan.name}</h1>
      {plan.question !== undefined && <p class="lead">{plan.question}</p>}
      <p class="row facts">
        <SweepState report={report} isDone={isDone} />
        <span>{plan.experiment}</span>
        {plan.seeds.length < 3 && (
          <span
            class="stamp few"
            title="Which of two configurations is better may be chance with so few seeds."
          >
            {plan.seeds.length === 1 ? "one seed" : "2 seeds"} a configuration
          </span>
        )}
        <span>{plan.method}</span>
        <span>
          {report.counts.configurations} configurations, {countsText(report.counts)}
        </span>
        <span>{timeText(record.createdAt, Date.now())}</span>
        <a class="link" href={href(compareAddress(record))}>
          compare its configurations
        </a>
      </p>
      {!isDone && (
        <p class="notice">
          {report.counts.running > 0 ? "If it was interrupted, it goes on with: " : "It goes on with: "}
          <code>npx blankfile sweep --resume {record.id}</code>
        </p>
      )}
      <BestCard sweep={sweep} />
      <PlanText sweep={sweep} />
      {trials.length > 0 && (
        <div ref={root} {...pointing}>
          <section>
            <h2>Parameters and {plan.metric} together</h2>
            <p class="how">
              A line a configuration, the stronger the better
              {rungs.length > 1 && "; those that got further count as better"}. Draw along an axis to choose a
              part of it, or focus it and press ↑ and ↓, with Shift for its lower end; Esc takes it back.
            </p>
            <ParallelCoordinates
              {...{
                trials,
                chosen,
                axes,
                brushes,
                metric: plan.metric,
                onBrush: (brushes: Brushes) => change({ brushes }),
                onPoint: point,
              }}
            />
            {parts.length > 0 && <p class="how">Chosen: {parts.join("; ")}.</p>}
            {brushes.size > 0 && (
              <p class="row" role="status">
                {inside.length} of {trials.length} configurations are chosen.{" "}
                <button type="button" class="btn quiet small" onClick={() => change({ brushes: new Map() })}>
                  Choose all
                </button>
              </p>
            )}
          </section>
          <section>
            <h2>Each parameter by itself</h2>
            <p class="how">
              Dots: means over the seeds that chose
              {rungs.length > 1 && ", hollow where the run was not whole"}. Crosses: held-out runs of the best
              one.
            </p>
            <Slices {...{ trials, chosen, axes: parameters, metric, confirmed }} />
          </section>
          <section>
            <h2>How it went</h2>
            <div class="curves">
              <BestSoFarPlot {...{ sweep, trials, metric }} />
              <RungsPlot {...{ trials, chosen, rungs, metric: plan.metric }} />
            </div>
            {report.heldOut !== undefined && trials.filter(({ isWhole }) => isWhole).length > 1 && (
              <p class="how">
                The dashed line is what the best one came to with its held-out seeds, the band its 95 %
                interval.
              </p>
            )}
          </section>
          <section>
            <h2>Configurations</h2>
            <TrialsTable
              {...{
                sweep,
                trials: inside,
                sort: sort ?? best,
                usual: best,
                onSort: (sort: string | undefined) => change({ sort }),
              }}
            />
          </section>
        </div>
      )}
    </>
  );
}

function PlanText({ sweep: { record, rungs } }: { sweep: OpenSweep }) {
  const { plan, text } = record;
  const { runs, minutes } = plan.budget;
  return (
    <details class="plan">
      <summary>
        {plan.seeds.length} {plan.seeds.length === 1 ? "seed" : "seeds"} a configuration,{" "}
        {plan.heldOut.length} held out
        {runs < 10_000 && `, at most ${runs} runs`}
        {minutes !== undefined && `, ${minutes} min`}
        {rungs.length > 1 &&
          `, compared at ${rungs.map((share) => `${Number((100 * share).toPrecision(2))} %`).join(", ")} of the steps`}
        : the file
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <pre tabIndex={0}>{text}</pre>
    </details>
  );
}

/** By the seeds that all configurations have; held-out ones judge the best alone. */
function compareAddress({ id, plan }: SweepRecord): string {
  const query = new URLSearchParams({ sweep: id, where: `seed=${plan.seeds.join(",")}` });
  return `/runs/compare/?${query}`;
}
