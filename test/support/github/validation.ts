/** Requests and replies against GitHub's description: what differs is told as a violation. */

import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";

import { schemas, type Operation, type Parameter, type Schema } from "./description.ts";
import { namedSchemas, schemaRoot, toJsonSchema } from "./json-schema.ts";

const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
addFormats.default(ajv);
ajv.addSchema(namedSchemas(), schemaRoot);

const compiled = new Map<Schema, ValidateFunction>();

/** Returns what is wrong with a request, in plain words; nothing when it is as described. */
export function checkRequest(
  operation: Operation,
  path: Readonly<Record<string, string>>,
  query: URLSearchParams,
  body: unknown,
): string[] {
  const { parameters } = operation;
  const unknown = [...query.keys()].filter(
    (key) => !parameters.some((parameter) => parameter.in === "query" && parameter.name === key),
  );
  const repeated = [...new Set(query.keys())].filter((key) => query.getAll(key).length > 1);
  return [
    ...unknown.map((key) => `${operation.id} has no parameter ${key}`),
    ...repeated.map((key) => `${operation.id} is given ${key} twice`),
    ...parameters.flatMap((parameter) =>
      checkParameter(
        operation,
        parameter,
        parameter.in === "path" ? path[parameter.name] : (query.get(parameter.name) ?? undefined),
      ),
    ),
    ...checkBody(operation, body),
  ];
}

/** Returns what is wrong with a reply. An error that is not described has an error's usual body. */
export function checkReply(operation: Operation, status: number, body: unknown): string[] {
  if (status >= 500) return [];
  const isDescribed = operation.replies.has(status);
  if (!isDescribed && status < 400) return [`${operation.id} does not answer ${status}`];
  const schema = isDescribed ? operation.replies.get(status) : schemas["basic-error"];
  if (schema === undefined) {
    return body === undefined ? [] : [`${operation.id} answers ${status} without a body`];
  }
  return check(schema, body).map((problem) => `the reply ${status} to ${operation.id}: ${problem}`);
}

function checkParameter(
  operation: Operation,
  { name, required, schema }: Parameter,
  value: string | undefined,
): string[] {
  if (value === undefined) return required === true ? [`${operation.id} needs ${name}`] : [];
  return check(schema, toTyped(schema, value)).map(
    (problem) => `${operation.id}, parameter ${name}: ${problem}`,
  );
}

function checkBody({ id, body: schema }: Operation, body: unknown): string[] {
  if (schema === undefined) return body === undefined ? [] : [`${id} takes no body`];
  return check(schema, body).map((problem) => `the body of ${id}: ${problem}`);
}

/** A query has text only; numbers and booleans are what reads like one. */
function toTyped({ type }: Schema, value: string): unknown {
  if (type === "integer" && /^-?\d+$/u.test(value)) return Number(value);
  if (type === "boolean" && /^(?:true|false)$/u.test(value)) return value === "true";
  return value;
}

function check(schema: Schema, value: unknown): string[] {
  const validate = compiled.get(schema) ?? ajv.compile(toJsonSchema(schema));
  compiled.set(schema, validate);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${instancePath || "it"} ${message} ${JSON.stringify(params)}`,
  );
}
