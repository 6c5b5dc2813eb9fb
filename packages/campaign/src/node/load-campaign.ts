import { existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { openStudy } from "@blankfile/classical/node";
import { Campaign, type CampaignData } from "../campaign/campaign.ts";
import type { Opening } from "../report/open-holdout.ts";
import { readSettings, type Settings } from "../settings/settings.ts";
import { cleanTable } from "../table/clean-table.ts";
import { stageNames } from "../templates/stage-files.ts";
import { readTable } from "./campaign-files.ts";
import { hashOf, readHoldout, stageVersion } from "./stage-hashes.ts";

/** The campaign of a folder, with what its stages have given so far. */
export async function loadCampaign(
  folder: string,
  onProgress?: CampaignData["onProgress"],
  settings: Settings = readSettings(readFileSync(path.join(folder, "campaign.json"), "utf8")),
): Promise<Campaign> {
  const read = async (name: string | null) =>
    name === null
      ? undefined
      : cleanTable(
          await readTable(path.join(folder, name), (done, total) =>
            onProgress?.(done, total, `reading ${name}`),
          ),
        );
  const { train, test, sample } = settings.files;
  const [its, tested, wanted] = [
    await read(train),
    await read(test),
    sample === null ? undefined : await readTable(path.join(folder, sample)),
  ];
  return new Campaign({
    settings,
    train: its!.table,
    test: tested?.table,
    sample: wanted,
    cleanings: its!.cleanings,
    results: resultsOf(folder),
    onProgress,
    openStudy: (key, options) => {
      mkdirSync(path.join(folder, "out", "studies"), { recursive: true });
      const name = hashOf(key + JSON.stringify(options) + stageVersion(folder, "5-tune")).slice(0, 12);
      return openStudy(path.join(folder, "out", "studies", `${name}.jsonl`), options);
    },
  });
}

function resultsOf(folder: string): Record<string, unknown> {
  const results: Record<string, unknown> = {
    version: stageVersion(folder, "5-tune"),
    openings: readHoldout(folder) as Opening[],
  };
  for (const stage of stageNames) {
    const file = path.join(folder, "out", `${stage}.json`);
    if (!existsSync(file)) continue;
    const { result, version } = JSON.parse(readFileSync(file, "utf8")) as {
      result: unknown;
      version: string;
    };
    // What was made of other inputs counts no more.
    if (version === stageVersion(folder, stage)) results[stage] = result;
  }
  return results;
}
