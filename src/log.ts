/** What the program says while it works, always to one stream. Results never go through here. */

/** How far a long piece of work has come; `total` is undefined until it is known. */
export interface Progress {
  readonly task: string;
  readonly done: number;
  readonly total?: number | undefined;
}

export interface Logger {
  readonly info: (message: string) => void;
  readonly warn: (message: string) => void;
  readonly error: (message: string) => void;
  readonly progress: (progress: Progress) => void;
  /** Takes a progress bar off the screen, so that a result can be written. */
  readonly end: () => void;
}

/** A logger that says nothing, for tests. */
export const silentLogger: Logger = {
  info() {},
  warn() {},
  error() {},
  progress() {},
  end() {},
};

export interface LogStream {
  readonly write: (text: string) => void;
  /** Width of the terminal, in columns; undefined for a file or a pipe. */
  readonly columns: number | undefined;
  /** Milliseconds of a clock that only ever goes forward. */
  readonly elapsedMs: () => number;
  /** Makes text safe for the stream: messages may quote a workspace. */
  readonly escape: (text: string) => string;
  /** Leaves information and progress out. */
  readonly quiet: boolean;
}

/** A bar that is drawn more often than this only flickers. */
const barEveryMs = 100;
/** A log keeps every line, so it gets few. */
const lineEveryMs = 5_000;
const barWidth = 24;

/** Returns a logger with a bar on a terminal, and now and then a line elsewhere. */
export function createLogger(stream: LogStream): Logger {
  let barShown = false;
  let lastMs = stream.elapsedMs();
  const startedMs = new Map<string, number>();
  const end = () => {
    if (barShown) stream.write("\r\u001B[K");
    barShown = false;
  };
  const say = (message: string) => {
    end();
    stream.write(
      `${message
        .split("\n")
        .map((line) => stream.escape(line))
        .join("\n")}\n`,
    );
  };
  const progress = ({ task, done, total }: Progress) => {
    const nowMs = stream.elapsedMs();
    const startMs = startedMs.get(task) ?? nowMs;
    startedMs.set(task, startMs);
    const onTerminal = stream.columns !== undefined;
    if (stream.quiet || nowMs - lastMs < (onTerminal ? barEveryMs : lineEveryMs)) return;
    lastMs = nowMs;
    const left = total === undefined ? "" : timeLeft(nowMs - startMs, done, total);
    const count = total === undefined ? `${done}` : `${done}/${total}`;
    if (stream.columns === undefined) {
      stream.write(`reading ${task}: ${count}${left}\n`);
      return;
    }
    const bar = total === undefined ? "" : ` ${drawBar(done, total)}`;
    const line = `reading ${task}${bar} ${count}${left}`;
    stream.write(`\r\u001B[K${line.slice(0, Math.max(0, stream.columns - 1))}`);
    barShown = true;
  };
  return {
    info: (message) => {
      if (!stream.quiet) say(message);
    },
    warn: (message) => say(`warning: ${message}`),
    error: (message) => say(`error: ${message}`),
    progress,
    end,
  };
}

function drawBar(done: number, total: number): string {
  const filled = total === 0 ? barWidth : Math.min(barWidth, Math.round((done / total) * barWidth));
  return `[${"#".repeat(filled)}${"-".repeat(barWidth - filled)}]`;
}

function timeLeft(elapsedMs: number, done: number, total: number): string {
  if (done === 0 || elapsedMs < 1_000 || done >= total) return "";
  return `, about ${Math.ceil(((elapsedMs / done) * (total - done)) / 1_000)} s left`;
}
