// biome-ignore-all lint: a program that misbehaves on purpose
let turns = 0;
while (turns >= 0) turns++;
export const softmax = (): number => turns;
