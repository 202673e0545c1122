/** Expression text to its tree, by the grammar of CEL's language definition. */

import { maxExpressionLength, maxNesting } from "./limits.ts";
import {
  products,
  relations,
  sums,
  SyntaxProblem,
  type BinaryOperator,
  type Expression,
  type ExpressionNode,
  type ExpressionProblem,
} from "./syntax.ts";
import { tokenize, type Token } from "./token.ts";

export type ParsedExpression =
  | { readonly expression: Expression }
  | { readonly problem: ExpressionProblem };

/** Returns the tree, or the first thing that is no CEL. Throws nothing for what the text says. */
export function parseExpression(text: string): ParsedExpression {
  if (text.length > maxExpressionLength) {
    const message = `the expression is longer than ${maxExpressionLength} characters`;
    return { problem: { at: 0, message } };
  }
  try {
    const tokens = tokenize(text);
    return { expression: createParser(tokens).parseAll() };
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    return { problem: { at: error.at, message: error.message } };
  }
}

const literals: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };
const reserved = new Set(
  "as break const continue else for function if import let loop package namespace return var void while".split(
    " ",
  ),
);
const levels: readonly (readonly BinaryOperator[])[] = [relations, sums, products];

function createParser(tokens: readonly Token[]): { parseAll(): Expression } {
  let position = 0;
  let depth = 0;
  const end: Token = { kind: "end", value: "", at: tokens.at(-1)?.at ?? 0 };
  const peek = () => tokens[position] ?? end;
  const is = (value: string) => {
    const token = peek();
    // `in` is the one operator that is spelled as a name.
    return (token.kind === "symbol" || token.kind === "name") && token.value === value;
  };
  const accept = (value: string) => {
    if (!is(value)) return false;
    position += 1;
    return true;
  };
  const expect = (value: string) => {
    if (!accept(value)) throw unexpected(peek(), `"${value}"`);
  };

  function parseAll(): Expression {
    const expression = parseChoice();
    if (peek().kind !== "end") throw unexpected(peek(), "an operator or the end");
    return expression;
  }

  /** Everything that nests comes through here, so that no text can exhaust the stack. */
  function parseChoice(): Expression {
    depth += 1;
    if (depth > maxNesting) throw tooDeep(peek().at);
    const condition = parseLogic("||", () => parseLogic("&&", () => parseBinary(0)));
    const { at } = peek();
    let expression = condition;
    if (accept("?")) {
      const yes = parseLogic("||", () => parseLogic("&&", () => parseBinary(0)));
      expect(":");
      const no = parseChoice();
      expression = node(at, { kind: "choice", condition, yes, no }, [condition, yes, no]);
    }
    depth -= 1;
    return expression;
  }

  function parseLogic(operator: "&&" | "||", next: () => Expression): Expression {
    const first = next();
    const { at } = peek();
    const operands = [first];
    while (accept(operator)) operands.push(next());
    return operands.length === 1
      ? first
      : node(at, { kind: "logic", operator, operands }, operands);
  }

  function parseBinary(level: number): Expression {
    const operators = levels[level];
    if (operators === undefined) return parseUnary();
    let left = parseBinary(level + 1);
    for (;;) {
      const { at } = peek();
      const operator = operators.find((candidate) => is(candidate));
      if (operator === undefined) return left;
      position += 1;
      const right = parseBinary(level + 1);
      left = node(at, { kind: "binary", operator, left, right }, [left, right]);
    }
  }

  function parseUnary(): Expression {
    const signs: Token[] = [];
    for (const sign of ["!", "-"] as const) {
      if (!is(sign)) continue;
      for (let token = peek(); accept(sign); token = peek()) signs.push(token);
      break;
    }
    let expression = parseMember();
    for (const { at, value } of signs.toReversed()) {
      const operator = value === "!" ? "!" : "-";
      expression = node(at, { kind: "unary", operator, operand: expression }, [expression]);
    }
    return expression;
  }

  function parseMember(): Expression {
    let of = parsePrimary();
    for (;;) {
      const { at } = peek();
      if (accept(".")) {
        const token = peek();
        if (token.kind !== "name") throw unexpected(token, "a field's name");
        position += 1;
        const name = String(token.value);
        if (accept("(")) {
          const args = parseList(")");
          of = node(token.at, { kind: "call", name, target: of, args }, [of, ...args]);
        } else of = node(token.at, { kind: "field", of, name }, [of]);
      } else if (accept("[")) {
        const index = parseChoice();
        expect("]");
        of = node(at, { kind: "index", of, index }, [of, index]);
      } else return of;
    }
  }

  function parsePrimary(): Expression {
    const token = peek();
    const { at, kind, value } = token;
    position += 1;
    if (kind === "text" || kind === "int" || kind === "double")
      return node(at, { kind, value }, []);
    if (kind === "name") return parseName(token, String(value));
    if (kind === "symbol" && value === "(") {
      const inner = parseChoice();
      expect(")");
      return inner;
    }
    if (kind === "symbol" && value === "[") {
      const items = parseList("]");
      return node(at, { kind: "list", items }, items);
    }
    if (kind === "symbol" && value === "{") return parseMap(at);
    throw unexpected(token, "a value");
  }

  function parseName(token: Token, name: string): Expression {
    const { at } = token;
    const literal = Object.hasOwn(literals, name) ? literals[name] : undefined;
    if (literal === null) return node(at, { kind: "null", value: null }, []);
    if (literal !== undefined) return node(at, { kind: "bool", value: literal }, []);
    if (name === "in") throw unexpected(token, "a value");
    if (reserved.has(name)) throw new SyntaxProblem(at, `"${name}" is a reserved word of CEL`);
    if (!accept("(")) return node(at, { kind: "name", name }, []);
    const args = parseList(")");
    return node(at, { kind: "call", name, target: null, args }, args);
  }

  function parseList(close: "]" | ")"): Expression[] {
    const items: Expression[] = [];
    while (!is(close)) {
      items.push(parseChoice());
      if (!accept(",")) break;
      // CEL allows a comma after the last element of a list, but not after a call's last argument.
      if (close === ")" && is(close)) throw unexpected(peek(), "a value");
    }
    expect(close);
    return items;
  }

  function parseMap(at: number): Expression {
    const entries: [Expression, Expression][] = [];
    while (!is("}")) {
      const key = parseChoice();
      expect(":");
      entries.push([key, parseChoice()]);
      if (!accept(",")) break;
    }
    expect("}");
    return node(at, { kind: "map", entries }, entries.flat());
  }

  return { parseAll };
}

function node(at: number, content: ExpressionNode, parts: readonly Expression[]): Expression {
  const height = 1 + parts.reduce((highest, part) => Math.max(highest, part.height), 0);
  if (height > maxNesting) throw tooDeep(at);
  return { ...content, at, height };
}

function tooDeep(at: number): SyntaxProblem {
  return new SyntaxProblem(at, `the expression is nested more than ${maxNesting} deep`);
}

function unexpected({ kind, value, at }: Token, wanted: string): SyntaxProblem {
  const found = kind === "end" ? "the expression ends" : `found ${JSON.stringify(value)}`;
  return new SyntaxProblem(at, `${found} where ${wanted} should be`);
}
