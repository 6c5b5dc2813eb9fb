import type { SweepRow } from "../../server/client.ts";

/** Where a sweep stands: whether something runs, waits, or is left to decide. */
export function SweepState({ report: { counts }, isDone }: Pick<SweepRow, "report" | "isDone">) {
  const { running, waiting } = counts;
  const [state, word] = isDone
    ? ["finished", "finished"]
    : running > 0
      ? ["running", "running"]
      : ["created", waiting > 0 ? "stands still" : "open"];
  return <span class={`state ${state}`}>{word}</span>;
}

/** "24 runs finished, 1 failed, 2 running". */
export function countsText({ finished, failed, running, waiting }: SweepRow["report"]["counts"]): string {
  const parts = [
    `${finished} ${finished === 1 ? "run" : "runs"} finished`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(running > 0 ? [`${running} running`] : []),
    ...(waiting > 0 ? [`${waiting} waiting`] : []),
  ];
  return parts.join(", ");
}
