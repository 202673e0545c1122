/** What the program says while it works. Results never go through here. */

/** How far a long piece of work has come; `total` is undefined until it is known. */
export interface Progress {
  readonly task: string;
  readonly done: number;
  readonly total?: number | undefined;
}

export interface Logger {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
  progress(progress: Progress): void;
}

/** A logger that says nothing, for tests and `--quiet`. */
export const silentLogger: Logger = {
  info() {},
  warn() {},
  error() {},
  progress() {},
};
