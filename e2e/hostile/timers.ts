// biome-ignore-all lint: a program that misbehaves on purpose
// Timers that never stop, and that change what is exported between two checks.
let turn = 0;
export let softmax = (): number[] => [turn];
const again = (): void => {
  turn++;
  softmax = () => [turn];
  setTimeout(again, 0);
};
for (let i = 0; i < 50; i++) again();
setInterval(() => console.log("x".repeat(5_000)), 0);
