import { useEffect, useState } from "preact/hooks";
import { type Experiment, server, serverHere } from "../server/client.ts";
import { href } from "../shell/href.ts";

/**
 * Experiments that the server can start. A prediction is asked for first; the run locks it before its first step. Where there are runs
 * already it takes one line until it is opened.
 */
export function StartExperiment({ isFirst }: { isFirst: boolean }) {
  // What it is at first; then the reader's.
  const [opened] = useState(isFirst);
  const [isOpen, setOpen] = useState(isFirst);

  if (!serverHere()) {
    return (
      <p class="notice">
        Experiments run on Node, and this page comes from a host without it. On your own machine,{" "}
        <code>npm start</code> in the repository opens the same site with a start button here. Labs that you
        save show below.
      </p>
    );
  }
  return (
    <details class="experiments" open={opened} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Start an experiment</summary>
      {isOpen && <Choice />}
    </details>
  );
}

/** Asked for once it is seen: the list of runs does not wait for it. */
function Choice() {
  const [experiments, setExperiments] = useState<Experiment[]>();
  const [chosen, setChosen] = useState("nn/digits-mlp");
  const [problem, setProblem] = useState<string>();

  useEffect(() => {
    server.experiments().then(setExperiments, (error: Error) => setProblem(error.message));
  }, []);

  if (problem !== undefined) return <p class="notice problem">{problem}</p>;
  const experiment = experiments?.find(({ name }) => name === chosen) ?? experiments?.[0];
  if (!experiments || !experiment) return null;
  return (
    <>
      <label class="choice">
        Experiment
        <select
          class="field"
          value={experiment.name}
          onChange={(event) => setChosen(event.currentTarget.value)}
        >
          {experiments.map(({ name, minutes }) => (
            <option key={name} value={name}>
              {name} ({duration(minutes)})
            </option>
          ))}
        </select>
      </label>
      <ExperimentCard key={experiment.name} experiment={experiment} />
    </>
  );
}

function duration(minutes: number): string {
  return minutes < 1.5 ? "about a minute" : `about ${minutes} minutes`;
}

function ExperimentCard({ experiment }: { experiment: Experiment }) {
  const [seeds, setSeeds] = useState(3);
  const [prediction, setPrediction] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  const start = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      const said = prediction.trim();
      const { group } = await server.startRun(experiment.name, seeds, said === "" ? undefined : said);
      location.href = href(`/runs/view/?group=${encodeURIComponent(group)}`);
    } catch (error) {
      setProblem((error as Error).message);
      setBusy(false);
    }
  };

  return (
    <form class="card experiment" onSubmit={start}>
      <h2>{experiment.name}</h2>
      <p class="question">{experiment.question}</p>
      <p class="expectation">
        <b>Expected:</b> {experiment.expectation}
      </p>
      <label>
        Your prediction, locked with its time and hash before the first step
        <textarea
          class="field"
          rows={2}
          maxLength={500}
          value={prediction}
          onInput={(event) => setPrediction(event.currentTarget.value)}
          placeholder="Left empty, the experiment's own prediction is locked."
        />
      </label>
      <div class="row">
        <label class="seeds">
          Seeds
          <input
            class="field"
            type="number"
            min={1}
            max={10}
            value={seeds}
            onInput={(event) => setSeeds(Math.max(1, Math.min(10, event.currentTarget.valueAsNumber || 1)))}
          />
        </label>
        <button class="btn" type="submit" disabled={busy}>
          {busy ? "Starting…" : "Start the experiment"}
        </button>
        <small>
          {duration(experiment.minutes)}; in a terminal: <code>{experiment.command}</code>
        </small>
      </div>
      {experiment.data !== undefined && (
        <p class="hint">
          Reads {experiment.data}: from the folder that BLANKFILE_DATA names, from the cache, or downloaded
          once.
        </p>
      )}
      {seeds < 3 && <p class="hint">Fewer than three seeds: the result will be stamped so.</p>}
      {problem !== undefined && <p class="notice problem">{problem}</p>}
    </form>
  );
}
