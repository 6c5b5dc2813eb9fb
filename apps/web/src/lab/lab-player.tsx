import "./lab.css";
import "./lab-controls.css";
import { useEffect, useRef, useState } from "preact/hooks";
import { SwapPanel } from "../swap/swap-panel.tsx";
import { Control, isWide } from "./controls.tsx";
import { LabActions } from "./lab-actions.tsx";
import { toQuery } from "./lab-address.ts";
import { LabTable } from "./lab-table.tsx";
import { LabViews } from "./lab-views.tsx";
import { Measured } from "./measured.tsx";
import { PredictionBox } from "./prediction-box.tsx";
import { Spoken } from "./spoken.tsx";
import { useLab } from "./use-lab.ts";

interface Props {
  slug: string;
  /** The lab's own page: its state stands in the address. */
  ownPage: boolean;
  /** It can run on solutions of the learner's. */
  swaps: boolean;
}

/** What the reader said before the first run, and what that run bore out. */
interface Said {
  text: string;
  at: number;
  outcome?: string;
  /** The run that answered had other parameters than those that the lab opens with. */
  changed?: boolean;
}

/** A lab: pictures, controls, what to predict and what to notice. */
export default function LabPlayer({ slug, ownPage, swaps }: Props) {
  const [query] = useState(() => (ownPage ? location.search : ""));
  const lab = useLab(slug, query);
  const [said, say] = useState<Said | undefined>(undefined);
  const facts = lab.facts.value;
  const frame = lab.frame.value;
  const { values, seed } = lab.state.value;
  const playing = lab.playing.value;
  const problem = lab.problem.value;
  const opening = lab.opening.value;
  const card = useRef<HTMLElement>(null);

  // The first run that gets far enough answers the question; later ones, with other values, do not change the answer.
  const outcome = said?.outcome ?? frame?.outcome;
  if (facts !== undefined && said !== undefined && said.outcome === undefined && outcome !== undefined)
    say({ ...said, outcome, changed: toQuery(facts.parameters, { values, seed: 1, step: 0 }) !== "" });

  // The address follows the lab, but not sixty times a second.
  const step = problem === undefined ? (frame?.step ?? 0) : 0;
  const address = facts && toQuery(facts.parameters, { values, seed, step });
  useEffect(() => {
    if (!ownPage || address === undefined || playing) return;
    history.replaceState(history.state, "", address === "" ? location.pathname : `?${address}`);
  }, [ownPage, address, playing]);

  if (facts === undefined) return <Waiting broken={lab.broken.value} />;
  const { prediction } = facts;
  const unasked = prediction !== undefined && said === undefined && lab.state.value.step === 0;
  const parameters = Object.entries(facts.parameters);
  const many = parameters.length > 3 || parameters.some(([, parameter]) => isWide(parameter));
  return (
    <div class="lab-outer">
      <section class="lab-card card" ref={card} aria-label={`Lab: ${facts.title}`}>
        <header>
          <div>
            {!ownPage && <h3>{facts.title}</h3>}
            <p>{facts.lead}</p>
          </div>
          <p class="lab-status" data-state={problem ? "problem" : playing ? "playing" : "still"}>
            {`Step ${step}`}
            {frame?.finished ? ", finished" : ""}
          </p>
        </header>
        {frame && <LabViews views={frame.views} stale={problem !== undefined} />}
        {problem !== undefined && (
          <p class="lab-problem" role="alert">
            {problem}
          </p>
        )}
        {lab.broken.value !== undefined && (
          <div class="lab-problem" role="alert">
            {lab.broken.value}{" "}
            <button class="btn quiet small" type="button" onClick={lab.restart}>
              Start it again
            </button>
          </div>
        )}
        {prediction && (
          <PredictionBox
            prediction={prediction}
            said={unasked ? undefined : (said?.text ?? "")}
            outcome={outcome}
            changed={said?.changed ?? false}
            say={(text) => say({ text, at: Date.now() })}
          />
        )}
        <p class="lab-summary">{frame?.summary}</p>
        <Spoken text={frame?.summary ?? ""} now={!playing} />
        <div class="lab-controls" data-many={many}>
          <div class="lab-parameters">
            {parameters.map(([key, parameter]) => (
              <Control
                key={key}
                parameter={parameter}
                value={values[key]!}
                change={(value) => lab.set({ ...values, [key]: value })}
              />
            ))}
            {(frame?.random || seed !== 1) && <Seed seed={seed} change={lab.seed} />}
          </div>
          <div class="lab-buttons">
            <button
              class="btn"
              type="button"
              disabled={unasked || opening || problem !== undefined}
              onClick={playing ? lab.pause : lab.play}
            >
              {playing ? "Pause" : frame?.finished ? "Run again" : step > 0 ? "Go on" : "Run"}
            </button>
            <button
              class="btn quiet"
              type="button"
              disabled={unasked || opening || problem !== undefined || frame?.finished === true}
              onClick={lab.step}
            >
              Step
            </button>
            <button class="btn quiet" type="button" disabled={step === 0} onClick={lab.reset}>
              Reset
            </button>
          </div>
        </div>
        {unasked && <p class="lab-hold">Answer the question above, or choose to run without predicting.</p>}
        {facts.measure !== undefined && (
          <Measured label={facts.measure} measured={lab.measured.value} measure={lab.measure} />
        )}
        {frame && <LabTable table={frame.table} />}
        {swaps && <SwapPanel slug={slug} lab={lab} />}
        <LabActions slug={slug} lab={lab} facts={facts} said={said} />
      </section>
      {lab.notes.value.map((note) => (
        <p key={note} class="notice problem">
          {note}; the default stands in its place.
        </p>
      ))}
      <ul class="lab-notice" aria-label="What to try">
        {facts.notice.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </div>
  );
}

function Waiting({ broken }: { broken: string | undefined }) {
  return (
    <section class="lab-card card waiting" aria-busy={broken === undefined}>
      {broken === undefined ? <p>The lab is loading…</p> : <p role="alert">{broken}</p>}
    </section>
  );
}

function Seed({ seed, change }: { seed: number; change: (seed: number) => void }) {
  return (
    <div class="lab-control lab-seed">
      <label>
        Seed
        <input
          class="field"
          type="number"
          min={0}
          max={2 ** 32 - 1}
          step={1}
          value={seed}
          onChange={({ currentTarget }) => {
            const wanted = currentTarget.valueAsNumber;
            if (Number.isInteger(wanted) && wanted >= 0 && wanted < 2 ** 32) change(wanted);
            else currentTarget.value = String(seed);
          }}
        />
      </label>
    </div>
  );
}
