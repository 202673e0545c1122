/** Finds the program's own messages in its sources. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { parseAst } from "rolldown/parseAst";

import { root } from "./process.ts";

/** A node of the syntax tree, as far as this file looks at it. */
interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** What stands for a text that is filled in when the program runs. */
export const filledIn = "…";

/**
 * Returns the lines of the sources' texts that begin with "cannot", as a user sees them, each once, sorted.
 * Where the caller names the task, as in `cannot ${task}: …`, there is one text for each task.
 */
export function findMessages(): readonly string[] {
  const trees = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/u.test(file))
    .map((file) => {
      const lang = file.endsWith("x") ? "tsx" : "ts";
      return parseAst(readFileSync(join(root, "src", file), "utf8"), { lang }) as unknown as Node;
    });
  const nodes = trees.flatMap((tree) => [...walk(tree)]);
  const messages = nodes
    .flatMap((node) => textOf(node)?.split("\n") ?? [])
    .map((line) => line.replace(/^error: /u, ""))
    .filter((text) => text.startsWith("cannot "));
  const tasks = findTasks(nodes);
  const whole = messages.filter((message) => !message.startsWith(`cannot ${filledIn}`));
  const ofTasks = tasks.map((task) => `cannot ${task}: ${filledIn}`);
  return [...new Set([...whole, ...ofTasks])].toSorted();
}

/** Returns the tasks that callers name: each text that becomes the value of something named `task`. */
function findTasks(nodes: readonly Node[]): readonly string[] {
  const positions = new Map<string, number>();
  for (const { node, name } of nodes.flatMap(functionOf)) {
    const at = (node["params"] as readonly Node[]).findIndex((given) => given["name"] === "task");
    if (at !== -1) positions.set(name, at);
  }
  const values = nodes.flatMap((node): unknown[] => {
    if (node.type === "Property" && nameOf(node["key"]) === "task") return [node["value"]];
    if (node.type === "VariableDeclarator" && nameOf(node["id"]) === "task") {
      return [(node["init"] as Node | null)?.["body"]];
    }
    if (node.type !== "CallExpression") return [];
    const at = positions.get(calledName(node["callee"] as Node));
    return at === undefined ? [] : [(node["arguments"] as readonly Node[])[at]];
  });
  return values
    .flatMap(outcomes)
    .flatMap((value) => textOf(value) ?? [])
    .filter((text) => text.includes(" "));
}

/** Returns a function and its name. */
function functionOf(node: Node): readonly { readonly node: Node; readonly name: string }[] {
  if (node.type === "FunctionDeclaration") return [{ node, name: nameOf(node["id"]) }];
  if (node.type === "MethodDefinition") {
    return [{ node: node["value"] as Node, name: nameOf(node["key"]) }];
  }
  return [];
}

function calledName(callee: Node): string {
  return callee.type === "MemberExpression" ? nameOf(callee["property"]) : nameOf(callee);
}

function nameOf(node: unknown): string {
  const { type, name = "" } = (node ?? {}) as Partial<Node>;
  return type === "PrivateIdentifier" ? `#${String(name)}` : String(name);
}

/** Returns what an expression may evaluate to: both branches of a condition, else itself. */
function outcomes(value: unknown): readonly Node[] {
  if (!isNode(value)) return [];
  return value.type === "ConditionalExpression"
    ? [...outcomes(value["consequent"]), ...outcomes(value["alternate"])]
    : [value];
}

/** Returns the text of a literal; undefined for any other node. */
function textOf(node: Node): string | undefined {
  if (node.type === "Literal") {
    return typeof node["value"] === "string" ? node["value"] : undefined;
  }
  if (node.type !== "TemplateLiteral") return undefined;
  const quasis = node["quasis"] as readonly { readonly value: { readonly cooked: string } }[];
  const values = (node["expressions"] as readonly Node[]).map((one) => inputOf(one) ?? filledIn);
  return quasis.map(({ value }, index) => value.cooked + (values[index] ?? "")).join("");
}

/** Returns the input that `settingName("input")` names in the Action. */
function inputOf(node: Node): string | undefined {
  if (node.type !== "CallExpression" || nameOf(node["callee"]) !== "settingName") return undefined;
  const [input, ...others] = node["arguments"] as readonly Node[];
  return input === undefined || others.length > 0 ? undefined : textOf(input);
}

function* walk(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node).flat()) if (isNode(value)) yield* walk(value);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as Node).type === "string";
}
