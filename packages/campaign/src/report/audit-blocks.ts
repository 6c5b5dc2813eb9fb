import type { PipelineAudit } from "../audit/audit-pipeline.ts";
import type { Campaign } from "../campaign/campaign.ts";
import { type Block, figure, heading, table, text } from "./blocks.ts";
import { estimateText } from "./estimate-text.ts";

const places = { table: "the table", features: "features", pipeline: "the pipeline" };

export function auditBlocks({ metric }: Campaign, audit: PipelineAudit): Block[] {
  const { findings, open, passed } = audit;
  return [
    heading("Leaks, and the pipeline"),
    text(
      findings.length === 0
        ? "The audit found nothing that lets a model know more in validation than it will know of new rows: not in the columns, not between the folds, not in the pipeline's steps, which it ran again on changed rows."
        : `The audit looked at the columns, the folds and each step of the pipeline. It ${passed ? "passes" : "does not pass"}: ${open} of ${findings.length} findings ${open === 1 ? "is an open leak" : "are open leaks"}.`,
    ),
    ...(findings.length > 0
      ? [
          table(
            ["finding", "in", "evidence", "what is done"],
            findings.map(({ rule, severity, columns, evidence, remedy, where, step, done }) => [
              `${severity}: **${rule}**`,
              [
                columns
                  .slice(0, 6)
                  .map((name) => `\`${name}\``)
                  .join(", "),
                step ? `step \`${step}\`` : places[where],
              ]
                .filter(Boolean)
                .join("; "),
              evidence,
              done || (severity === "leak" ? `**open**: ${remedy}` : `to be judged: ${remedy}`),
            ]),
          ),
        ]
      : []),
    text(
      `Of ${audit.columnsIn} columns, made features among them, the pipeline makes ${audit.columnsOut} numbers; gaps are filled and words encoded by what the training rows of each fold hold.`,
      `With a plain model it has ${metric.label} ${estimateText(audit.score)}.`,
    ),
    figure(
      "4-pipeline",
      "learning",
      "How the plain model does with fewer rows. Where the lines stay apart more rows help; where they meet a richer model may.",
    ),
  ];
}
