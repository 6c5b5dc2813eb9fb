// npm run bench: `classical …` is the bench of estimators, everything else that of the engine.
const [first, ...rest] = process.argv.slice(2);
if (first === "classical") {
  process.argv.splice(2, process.argv.length, ...rest);
  await import("./classical.bench.ts");
} else await import("./engine.bench.ts");
