import "./program.css";
import { DebugProgram } from "./debug-program.tsx";
import { PredictProgram } from "./predict-program.tsx";
import type { CardProgram } from "./shown-card.ts";

interface Props {
  program: CardProgram;
  /** Predicted and run, or repaired: the answer can be shown. */
  onDone: () => void;
}

/** What a card's program asks of the reader. */
export function ProgramWork({ program, onDone }: Props) {
  return program.repair === undefined ? (
    <PredictProgram program={program} onRun={onDone} />
  ) : (
    <DebugProgram program={program} onRepaired={onDone} />
  );
}

/** The part of the answer that was computed: what it printed, or the program without the fault. */
export function ProgramAnswer({ program, printed }: { program: CardProgram; printed: boolean }) {
  if (program.repair !== undefined)
    return (
      <div class="program">
        <p class="program-label">Without the fault</p>
        <div dangerouslySetInnerHTML={{ __html: program.repair.html }} />
      </div>
    );
  if (!printed) return null;
  return (
    <div class="program">
      <p class="program-label">It prints</p>
      <pre class="program-printed">{program.printed}</pre>
    </div>
  );
}
