import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Campaign } from "../campaign/campaign.ts";
import { plainColumns } from "../models/plain-columns.ts";
import { inferSettings, type Wishes } from "../settings/infer-settings.ts";
import { readSettings, type Settings } from "../settings/settings.ts";
import { checkSubmission } from "../submit/submission.ts";
import { cleanTable } from "../table/clean-table.ts";
import { stageFiles } from "../templates/stage-files.ts";
import { findFiles, readTable } from "./campaign-files.ts";

export interface Started {
  settings: Settings;
  /** Files that were written now; those that were there are left as they are. */
  written: string[];
}

/** Writes what is missing of campaign.json and stages/, from the folder's tables. `file` names the labelled rows, where that is not clear. */
export async function startCampaign(
  folder: string,
  { wishes = {}, file }: { wishes?: Wishes; file?: string | undefined } = {},
): Promise<Started> {
  const written: string[] = [];
  const settingsFile = path.join(folder, "campaign.json");
  const isNew = !existsSync(settingsFile);
  let settings = isNew ? undefined : readSettings(readFileSync(settingsFile, "utf8"));
  const isWished = Object.keys(wishes).length > 0;
  if (settings === undefined || isWished || !hasStages(folder)) {
    const files =
      settings?.files ?? (file === undefined ? findFiles(folder) : { ...named(folder), train: file });
    const read = async (name: string | null) =>
      name === null ? undefined : cleanTable(await readTable(path.join(folder, name))).table;
    const [train, test, sample] = [
      (await read(files.train))!,
      await read(files.test),
      files.sample === null ? undefined : await readTable(path.join(folder, files.sample)),
    ];
    if (settings === undefined || isWished) {
      const inferred = inferSettings({
        train,
        test,
        sample,
        files,
        wishes: { ...kept(settings), ...wishes },
      });
      settings = settings === undefined ? inferred : { ...inferred, ...held(settings) };
    }
    const campaign = new Campaign({ settings, train, test, sample, cleanings: [] });
    // What later stages would stumble over is told before anything runs.
    checkSubmission(campaign);
    plainColumns(campaign.X);
    if (isNew || isWished) writeFileSync(settingsFile, `${JSON.stringify(settings, null, 2)}\n`);
    if (isNew) written.push("campaign.json");
    mkdirSync(path.join(folder, "stages"), { recursive: true });
    for (const [name, text] of Object.entries(stageFiles(campaign))) {
      const stage = path.join(folder, "stages", `${name}.ts`);
      if (existsSync(stage)) continue;
      writeFileSync(stage, text, { flag: "wx" });
      written.push(`stages/${name}.ts`);
    }
  }
  linkPackages(folder);
  return { settings, written };
}

/** Of settings that are there, what a new flag does not touch. */
function held({ seed, folds, repeats, holdout, tune, allow }: Settings) {
  return { seed, folds, repeats, holdout, tune, allow };
}

function kept(settings: Settings | undefined): Wishes {
  if (settings === undefined) return {};
  const { target, id, group, time } = settings;
  return {
    target,
    ...(id === null ? {} : { id }),
    ...(group === null ? {} : { group }),
    ...(time === null ? {} : { time }),
  };
}

function named(folder: string): Settings["files"] {
  try {
    return findFiles(folder);
  } catch {
    return { train: "", test: null, sample: null };
  }
}

function hasStages(folder: string): boolean {
  const stages = path.join(folder, "stages");
  return existsSync(stages) && readdirSync(stages).filter((name) => /^[1-8]-/.test(name)).length >= 8;
}

/** Links our packages into the folder where nothing above it has them, so that imports of the stages resolve here and in any editor. */
function linkPackages(folder: string): void {
  const own = realpathSync(path.join(import.meta.dirname, "..", ".."));
  try {
    const found = createRequire(path.join(realpathSync(folder), "stages", "x.js")).resolve(
      "@blankfile/campaign/package.json",
    );
    if (existsSync(found)) return;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ERR_PACKAGE_PATH_NOT_EXPORTED") return;
  }
  const scope = path.join(folder, "node_modules", "@blankfile");
  mkdirSync(scope, { recursive: true });
  for (const name of readdirSync(path.dirname(own))) {
    const link = path.join(scope, name);
    if (lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink()) unlinkSync(link);
    symlinkSync(path.join(path.dirname(own), name), link, "junction");
  }
}
