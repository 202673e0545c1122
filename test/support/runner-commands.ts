/**
 * Finds workflow commands in a log the way GitHub's runner does: it reads both streams of a step line by
 * line, and tries the form `::name key=value::data` at a line's start and `##[name key=value]data`
 * anywhere in it (GitHub Docs, "Workflow commands for GitHub Actions", and actions/runner, ActionCommand).
 */

export interface RunnerCommand {
  readonly name: string;
  readonly data: string;
  readonly form: "::" | "##[";
}

/** What a runner knows, in lower case: it compares names without regard to case. */
const registered: ReadonlySet<string> = new Set([
  "add-mask",
  "add-matcher",
  "add-path",
  "debug",
  "echo",
  "endgroup",
  "error",
  "group",
  "internal-set-repo-path",
  "notice",
  "remove-matcher",
  "save-state",
  "set-env",
  "set-output",
  "stop-commands",
  "warning",
]);

/** Returns the commands that a runner would carry out. */
export function findCommands(log: string): RunnerCommand[] {
  // As .NET reads lines: a lone carriage return ends one as well.
  return log.split(/\r\n|\r|\n/u).flatMap((line) => parseLine(line) ?? []);
}

function parseLine(line: string): RunnerCommand | undefined {
  return parseColons(line) ?? parseBrackets(line);
}

function parseColons(line: string): RunnerCommand | undefined {
  const text = line.trimStart();
  if (!text.startsWith("::")) return undefined;
  const end = text.indexOf("::", 2);
  if (end === -1) return undefined;
  return toCommand(text.slice(2, end), text.slice(end + 2), "::");
}

function parseBrackets(line: string): RunnerCommand | undefined {
  const start = line.indexOf("##[");
  if (start === -1) return undefined;
  const end = line.indexOf("]", start);
  if (end === -1) return undefined;
  return toCommand(line.slice(start + 3, end), line.slice(end + 1), "##[");
}

function toCommand(
  head: string,
  data: string,
  form: RunnerCommand["form"],
): RunnerCommand | undefined {
  const [name = ""] = head.split(" ", 1);
  return registered.has(name.toLowerCase()) ? { name: name.toLowerCase(), data, form } : undefined;
}

/**
 * Returns what a runner reads from the file of GITHUB_OUTPUT: `name=value`, or `name<<mark`, lines and the
 * mark. Throws for a file that it would refuse.
 */
export function readOutputs(text: string): ReadonlyMap<string, string> {
  const outputs = new Map<string, string>();
  const lines = text.split(/\r\n|\r|\n/u);
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    if (line === "") continue;
    const [equals, heredoc] = [line.indexOf("="), line.indexOf("<<")];
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      outputs.set(line.slice(0, equals), line.slice(equals + 1));
    } else if (heredoc > 0) {
      const end = lines.indexOf(line.slice(heredoc + 2), at + 1);
      if (end === -1) throw new Error(`the mark of ${line} does not come again`);
      outputs.set(line.slice(0, heredoc), lines.slice(at + 1, end).join("\n"));
      at = end;
    } else {
      throw new Error(`invalid format '${line}'`);
    }
  }
  return outputs;
}
