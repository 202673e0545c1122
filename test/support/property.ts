/**
 * How many rounds a property runs, and from which seed. `npm test` decides whether a change lands, so
 * its rounds are the same ones every time. `npm run test:explore` looks for what they miss.
 */

/** What `npm test` uses, always. */
const pinnedSeed = 20_261_123;
/** An exploring run without a number of its own tries so many times the usual rounds. */
const exploreFactor = 4;

export interface PropertyRuns {
  readonly seed: number;
  readonly numRuns: number;
}

const given = process.env["EXPLORE_SEED"] || undefined;
const rounds = process.env["EXPLORE_ROUNDS"] || undefined;
const isExploring = given !== undefined;

/**
 * Returns the seed and the number of rounds, for `fc.assert` and for loops that draw by themselves.
 * The environment variables EXPLORE_SEED and EXPLORE_ROUNDS override them, both whole numbers.
 */
export function propertyRuns(defaultRounds: number): PropertyRuns {
  if (isExploring) announce();
  const seed = given === undefined ? pinnedSeed : toWhole("EXPLORE_SEED", given);
  if (rounds !== undefined) return { seed, numRuns: toWhole("EXPLORE_ROUNDS", rounds) };
  return { seed, numRuns: isExploring ? defaultRounds * exploreFactor : defaultRounds };
}

/**
 * Returns a seed for each round of a loop in which every round has a seed of its own: from 1 on, or
 * from EXPLORE_SEED on.
 */
export function propertySeeds(defaultRounds: number): readonly number[] {
  const { seed, numRuns } = propertyRuns(defaultRounds);
  const first = isExploring ? seed : 1;
  return Array.from({ length: numRuns }, (_, index) => first + index);
}

/** Returns the milliseconds that a property may take, which grow with its rounds. */
export function propertyTimeout(defaultMs: number): number {
  return isExploring || rounds !== undefined ? Math.max(defaultMs, 30 * 60_000) : defaultMs;
}

let announced = false;

function announce(): void {
  if (!announced) process.stderr.write(`exploring with EXPLORE_SEED=${given}\n`);
  announced = true;
}

function toWhole(name: string, text: string): number {
  const number = Number(text);
  if (/^-?\d{1,10}$/u.test(text) && Number.isSafeInteger(number)) return number;
  throw new Error(`${name} is ${JSON.stringify(text)}, which is not a whole number`);
}
