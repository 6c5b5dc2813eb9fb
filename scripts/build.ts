// npm run build [-- --force]: the static site in apps/web/dist, which any host can serve.
import { buildSite } from "./site.ts";

try {
  const built = await buildSite({ force: process.argv.includes("--force") });
  console.log(built ? "The site is in apps/web/dist." : "The site in apps/web/dist is up to date.");
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
