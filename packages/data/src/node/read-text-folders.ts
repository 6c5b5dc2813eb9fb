import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { type LabelledTexts, labelledTexts } from "../text/labelled-texts.ts";
import { DataProblem, diskProblem } from "./data-problem.ts";

/** Texts in one folder for each class, as in `train/neg/0_3.txt`: each `.txt` file is a text, its folder's name the class. Sorted by path. */
export async function readTextFolders(folder: string): Promise<LabelledTexts> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const classes = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    const pairs: [string, string][] = [];
    for (const label of classes.sort()) {
      const files = (await readdir(path.join(folder, label))).filter((name) => name.endsWith(".txt"));
      for (const file of files.sort())
        pairs.push([label, await readFile(path.join(folder, label, file), "utf8")]);
    }
    if (pairs.length > 0) return labelledTexts(pairs);
  } catch (cause) {
    throw diskProblem("readTextFolders", folder, cause);
  }
  throw new DataProblem(
    "absent",
    `readTextFolders: ${folder} has no .txt files in folders, one folder for each class is needed`,
  );
}
