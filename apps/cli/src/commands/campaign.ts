import { Command } from "commander";
import type { CampaignFlags } from "./campaign-run.ts";

/** `blankfile campaign <folder>`: from a CSV file to a model without leaks, and a report. Run again, it does what has changed. */
export function campaign(): Command {
  return new Command("campaign")
    .description("from a CSV file to a model without leaks and a report; stages/ is yours to edit")
    .argument(
      "<folder>",
      "holds train.csv, and test.csv and sample_submission.csv where there are some; or the file itself",
    )
    .option("--target <column>", "what is to be predicted")
    .option("--metric <name>", "accuracy, roc_auc, rmse, …")
    .option("--id <column>", "names each row, and is not learnt from")
    .option("--group <column>", "rows of one value stay on one side of every split")
    .option("--time <column>", "rows are tested later than those learnt from")
    .option("--from <stage>", "this stage and all after it, such as 4-pipeline")
    .option("--only <stage>", "this stage alone")
    .option("--force", "all stages, whether anything changed or not")
    .option("--init", "write campaign.json and stages/, and run nothing")
    .action(async (folder: string, flags: CampaignFlags) => {
      // The library of models is large, and no other command needs it.
      const { runCampaign } = await import("./campaign-run.ts");
      process.exitCode = await runCampaign(folder, flags);
    });
}
