import { lintPlan, type PlanReport } from "@blankfile/curriculum";
import { useEffect, useState } from "preact/hooks";
import type { Atlas } from "../atlas/atlas.ts";
import { loadAtlas } from "../atlas/load-atlas.ts";
import { TopicLine } from "../atlas/topic-line.tsx";
import { clipped, count } from "../atlas/words.ts";
import { mostLines, type ReadPlan, readPlan } from "./read-plan.ts";

const example = `Week 1
Vectors
Matrices

Week 2
Backpropagation
The chain rule`;

/** A plan that somebody pastes, and what is wrong with its order. Nothing of it leaves the page. */
export default function PlanCheck() {
  const [atlas, setAtlas] = useState<Atlas>();
  const [problem, setProblem] = useState<string>();
  const [text, setText] = useState("");
  useEffect(() => {
    loadAtlas().then(setAtlas, (error: Error) => setProblem(error.message));
  }, []);
  const plan = atlas && text.trim() !== "" ? readPlan(text, atlas) : undefined;
  return (
    <div class="plan-check">
      {problem && <p class="notice problem">{problem}</p>}
      <label for="plan">
        Your plan: a line a topic; a line that ends with a colon, or stands after an empty one, begins a new
        part.
      </label>
      <textarea
        id="plan"
        class="field"
        rows={12}
        placeholder={example}
        value={text}
        spellcheck={false}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <div class="row">
        <button type="button" class="btn quiet small" onClick={() => setText(example)}>
          Put in an example
        </button>
      </div>
      {atlas && plan && <Findings atlas={atlas} plan={plan} />}
    </div>
  );
}

function Findings({ atlas, plan }: { atlas: Atlas; plan: ReadPlan }) {
  const report = lintPlan(atlas.graph, plan.units);
  const topics = plan.units.reduce((sum, { topics: list }) => sum + list.length, 0);
  return (
    <div role="status">
      <h2>What the linter says</h2>
      <p>
        {count(topics, "topic")} in {count(plan.units.length, "part")}.
      </p>
      {plan.guessed.length > 0 && (
        <details>
          <summary>{count(plan.guessed.length, "line")} read as a topic of a similar name</summary>
          <ul class="plain-list">
            {plan.guessed.map(({ line, slug }) => (
              <li key={line}>
                “{clipped(line)}” as {atlas.graph.topics.get(slug)!.title}
              </li>
            ))}
          </ul>
        </details>
      )}
      {plan.unread.length > 0 && (
        <p class="notice problem">
          No topic of the map is called: {plan.unread.map((line) => `“${clipped(line)}”`).join(", ")}. These
          lines are left out.
        </p>
      )}
      {plan.left > 0 && (
        <p class="notice problem">
          Only the first {mostLines} lines are read; {count(plan.left, "line")} more{" "}
          {plan.left === 1 ? "is" : "are"} left out.
        </p>
      )}
      <Conflicts atlas={atlas} plan={plan} report={report} />
      <Assumptions atlas={atlas} report={report} />
    </div>
  );
}

function Conflicts({ atlas, plan, report }: { atlas: Atlas; plan: ReadPlan; report: PlanReport }) {
  const title = (slug: string) => atlas.graph.topics.get(slug)!.title;
  const part = (id: string) => plan.units.find((unit) => unit.id === id)!.title;
  if (report.conflicts.length === 0) return <p>No topic stands before something that it needs.</p>;
  return (
    <>
      <h3>
        {count(report.conflicts.length, "topic")} before what{" "}
        {report.conflicts.length === 1 ? "it needs" : "they need"}
      </h3>
      <ul class="plain-list">
        {report.conflicts.map(({ topic, unit, needs, needsUnit, through }) => (
          <li key={`${topic}>${needs}`}>
            <b>{title(topic)}</b> ({part(unit)}) needs <b>{title(needs)}</b>, which comes{" "}
            {unit === needsUnit ? "later in the same part" : `in ${part(needsUnit)}`}
            {through.length > 2 && `, through ${through.slice(1, -1).map(title).join(", ")}`}.
          </li>
        ))}
      </ul>
    </>
  );
}

function Assumptions({ atlas, report }: { atlas: Atlas; report: PlanReport }) {
  if (report.assumptions.length === 0) return <p>Everything that its topics need is in it.</p>;
  return (
    <>
      <h3>{count(report.assumptions.length, "topic")} that it takes for known without saying so</h3>
      <ul class="topic-list" data-jk>
        {report.assumptions.map(({ topic, firstFor }) => (
          <li key={topic}>
            <TopicLine
              topic={atlas.graph.topics.get(topic)!}
              below={`first for ${atlas.graph.topics.get(firstFor)!.title}`}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
