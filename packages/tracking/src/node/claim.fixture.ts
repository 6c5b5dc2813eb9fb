/** One of the processes of claim.test.ts: claims attempts 1 to 50 of a run and prints those it won. */
import { claimAttempt } from "./claim.ts";

const [folder, startAt] = process.argv.slice(2) as [string, string];
while (Date.now() < Number(startAt));
for (let attempt = 1; attempt <= 50; attempt++) {
  try {
    claimAttempt(folder, attempt, 0, Date.now());
    console.log(attempt);
  } catch (error) {
    if ((error as { code?: string }).code !== "claimed") throw error;
  }
}
