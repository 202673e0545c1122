/** Chance with a seed: the same seed gives the same numbers on every machine. */

export interface Random {
  /** Returns a whole number from 0 up to, but without, the limit. */
  below(limit: number): number;
  pick<T>(values: readonly [T, ...T[]]): T;
  bytes(count: number): Buffer;
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  // Mulberry32: 32 bits of state, which is plenty for one mutation.
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    pick: (values) => values[below(values.length)] ?? values[0],
    bytes: (count) => Buffer.from(Array.from({ length: count }, () => below(256))),
  };
}
