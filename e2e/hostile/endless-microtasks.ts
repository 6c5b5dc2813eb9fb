// biome-ignore-all lint: a program that misbehaves on purpose
const again = (): Promise<void> => Promise.resolve().then(again);
void again();
export const softmax = (): number[] => [];
