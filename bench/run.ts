// npm run bench: `classical …` is the bench of estimators, `tracking …` that of runs, everything else that of the engine.
const [first, ...rest] = process.argv.slice(2);
if (first === "classical" || first === "tracking") process.argv.splice(2, process.argv.length, ...rest);
if (first === "classical") await import("./classical.bench.ts");
else if (first === "tracking") await import("./tracking.bench.ts");
else await import("./engine.bench.ts");
