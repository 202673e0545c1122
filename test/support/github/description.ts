/** The operations of GitHub that we use, as GitHub itself describes them. */

import { readFileSync } from "node:fs";

export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly required?: boolean;
  readonly schema: Schema;
}

interface Content {
  readonly content?: { readonly "application/json"?: { readonly schema: Schema } };
}

export interface Operation {
  /** GitHub's own, for instance `issues/create`. */
  readonly id: string;
  readonly method: string;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | undefined;
  /** By status; undefined where a reply has no JSON. */
  readonly replies: ReadonlyMap<number, Schema | undefined>;
  /** Names of the groups are the path's parameters. */
  readonly pattern: RegExp;
}

type Referring<T> = T | { readonly $ref: string };

interface Described {
  readonly operationId: string;
  readonly parameters?: readonly Referring<Parameter>[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Referring<Content>>>;
}

interface Description {
  readonly version: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const file = new URL("openapi.json", import.meta.url);
const description = JSON.parse(readFileSync(file, "utf8")) as Description;

export const { schemas } = description.components;

export const operations: readonly Operation[] = Object.entries(description.paths).flatMap(
  ([template, methods]) =>
    Object.entries(methods).map(([method, described]) => toOperation(template, method, described)),
);

/** Returns what a reference of the description stands for; throws when it has no such thing. */
export function resolve<T>(value: Referring<T>): T {
  if (typeof value !== "object" || value === null || !("$ref" in value)) return value;
  const found = value.$ref
    .split("/")
    .slice(1)
    .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], description);
  if (found === undefined) throw new Error(`${value.$ref} is not in the description`);
  return found as T;
}

function toOperation(template: string, method: string, described: Described): Operation {
  return {
    id: described.operationId,
    method: method.toUpperCase(),
    parameters: (described.parameters ?? []).map((parameter) => resolve(parameter)),
    body: toSchema(described.requestBody),
    replies: new Map(
      Object.entries(described.responses).map(([status, reply]) => [
        Number(status),
        toSchema(resolve(reply)),
      ]),
    ),
    pattern: toPattern(template),
  };
}

function toSchema(content: Content | undefined): Schema | undefined {
  return content?.content?.["application/json"]?.schema;
}

/** Only a file's path has slashes of its own. */
function toPattern(template: string): RegExp {
  const pattern = template.replaceAll(/\{(\w+)\}/gu, (_, name: string) =>
    name === "path" ? `(?<${name}>.+)` : `(?<${name}>[^/]+)`,
  );
  return new RegExp(`^${pattern}$`, "u");
}
