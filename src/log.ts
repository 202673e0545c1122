/** Logs messages and progress, always to one stream. Results are never logged. */

/** The progress of a long task; `total` is undefined until it is known. */
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
  /** Removes the progress bar, so that a result can be written. */
  readonly end: () => void;
}

/** A logger without output, for tests. */
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
  /** Milliseconds of a monotonic clock. */
  readonly elapsedMs: () => number;
  /** Escapes text for the stream, because messages may quote names of a workspace. */
  readonly escape: (text: string) => string;
  /** Omits information and progress. */
  readonly quiet: boolean;
}

/** A progress bar that is drawn more often flickers. */
const barEveryMs = 100;
/** A log file keeps every line, so it gets fewer. */
const lineEveryMs = 5_000;
const barWidth = 24;

/** Returns a logger with a progress bar on a terminal, and occasional lines elsewhere. */
export function createLogger(stream: LogStream): Logger {
  let barShown = false;
  let lastMs = stream.elapsedMs();
  const startedMs = new Map<string, number>();
  const end = () => {
    if (barShown) stream.write("\r\u001B[K");
    barShown = false;
  };
  const print = (message: string) => {
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
      if (!stream.quiet) print(message);
    },
    warn: (message) => print(`warning: ${message}`),
    error: (message) => print(`error: ${message}`),
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
