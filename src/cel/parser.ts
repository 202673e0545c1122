/**
 * Parses the text of an expression into its syntax tree, by the grammar of CEL's language
 * definition.
 */

import { maxExpressionLength, maxNesting } from "./limits.ts";
import {
  products,
  relations,
  sums,
  ExpressionSyntaxError,
  type BinaryOperator,
  type Expression,
  type ExpressionNode,
  type ExpressionProblem,
} from "./ast.ts";
import { tokenize, type Token } from "./lexer.ts";

export type ParsedExpression =
  | { readonly expression: Expression }
  | { readonly problem: ExpressionProblem };

/** Returns the tree, or the first syntax error. Throws nothing because of the text. */
export function parseExpression(text: string): ParsedExpression {
  if (text.length > maxExpressionLength) {
    const message = `the expression is longer than ${maxExpressionLength} characters`;
    return { problem: { at: 0, message } };
  }
  try {
    const tokens = tokenize(text);
    return { expression: new Parser(tokens).parseAll() };
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError)) throw error;
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

class Parser {
  readonly #tokens: readonly Token[];
  #position = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  parseAll(): Expression {
    const expression = this.#parseChoice();
    if (this.#peek().kind !== "end") throw unexpected(this.#peek(), "an operator or the end");
    return expression;
  }

  /** Every nested expression passes through here, so that no text can exhaust the stack. */
  #parseChoice(): Expression {
    this.#depth += 1;
    if (this.#depth > maxNesting) throw tooDeep(this.#peek().at);
    const condition = this.#parseLogic("||", () =>
      this.#parseLogic("&&", () => this.#parseBinary(0)),
    );
    const { at } = this.#peek();
    let expression = condition;
    if (this.#accept("?")) {
      const yes = this.#parseLogic("||", () => this.#parseLogic("&&", () => this.#parseBinary(0)));
      this.#expect(":");
      const no = this.#parseChoice();
      expression = node(at, { kind: "choice", condition, yes, no }, [condition, yes, no]);
    }
    this.#depth -= 1;
    return expression;
  }

  #parseLogic(operator: "&&" | "||", next: () => Expression): Expression {
    const first = next();
    const { at } = this.#peek();
    const operands = [first];
    while (this.#accept(operator)) operands.push(next());
    return operands.length === 1
      ? first
      : node(at, { kind: "logic", operator, operands }, operands);
  }

  #parseBinary(level: number): Expression {
    const operators = levels[level];
    if (operators === undefined) return this.#parseUnary();
    let left = this.#parseBinary(level + 1);
    for (;;) {
      const { at } = this.#peek();
      const operator = operators.find((candidate) => this.#is(candidate));
      if (operator === undefined) return left;
      this.#position += 1;
      const right = this.#parseBinary(level + 1);
      left = node(at, { kind: "binary", operator, left, right }, [left, right]);
    }
  }

  #parseUnary(): Expression {
    const signs: Token[] = [];
    for (const sign of ["!", "-"] as const) {
      if (!this.#is(sign)) continue;
      for (let token = this.#peek(); this.#accept(sign); token = this.#peek()) signs.push(token);
      break;
    }
    let expression = this.#parseMember();
    for (const { at, value } of signs.toReversed()) {
      const operator = value === "!" ? "!" : "-";
      expression = node(at, { kind: "unary", operator, operand: expression }, [expression]);
    }
    return expression;
  }

  #parseMember(): Expression {
    let of = this.#parsePrimary();
    for (;;) {
      const { at } = this.#peek();
      if (this.#accept(".")) {
        const token = this.#peek();
        if (token.kind !== "name") throw unexpected(token, "a field's name");
        this.#position += 1;
        const name = String(token.value);
        if (this.#accept("(")) {
          const args = this.#parseList(")");
          of = node(token.at, { kind: "call", name, target: of, args }, [of, ...args]);
        } else of = node(token.at, { kind: "field", of, name }, [of]);
      } else if (this.#accept("[")) {
        const index = this.#parseChoice();
        this.#expect("]");
        of = node(at, { kind: "index", of, index }, [of, index]);
      } else return of;
    }
  }

  #parsePrimary(): Expression {
    const token = this.#peek();
    const { at, kind, value } = token;
    this.#position += 1;
    if (kind === "text" || kind === "int" || kind === "double")
      return node(at, { kind, value }, []);
    if (kind === "name") return this.#parseName(token, String(value));
    if (kind === "symbol" && value === "(") {
      const inner = this.#parseChoice();
      this.#expect(")");
      return inner;
    }
    if (kind === "symbol" && value === "[") {
      const items = this.#parseList("]");
      return node(at, { kind: "list", items }, items);
    }
    if (kind === "symbol" && value === "{") return this.#parseMap(at);
    throw unexpected(token, "a value");
  }

  #parseName(token: Token, name: string): Expression {
    const { at } = token;
    const literal = Object.hasOwn(literals, name) ? literals[name] : undefined;
    if (literal === null) return node(at, { kind: "null", value: null }, []);
    if (literal !== undefined) return node(at, { kind: "bool", value: literal }, []);
    if (name === "in") throw unexpected(token, "a value");
    if (reserved.has(name))
      throw new ExpressionSyntaxError(at, `"${name}" is a reserved word of CEL`);
    if (!this.#accept("(")) return node(at, { kind: "name", name }, []);
    const args = this.#parseList(")");
    return node(at, { kind: "call", name, target: null, args }, args);
  }

  #parseList(close: "]" | ")"): Expression[] {
    const items: Expression[] = [];
    while (!this.#is(close)) {
      items.push(this.#parseChoice());
      if (!this.#accept(",")) break;
      // CEL allows a comma after the last element of a list, but not after a call's last argument.
      if (close === ")" && this.#is(close)) throw unexpected(this.#peek(), "a value");
    }
    this.#expect(close);
    return items;
  }

  #parseMap(at: number): Expression {
    const entries: [Expression, Expression][] = [];
    while (!this.#is("}")) {
      const key = this.#parseChoice();
      this.#expect(":");
      entries.push([key, this.#parseChoice()]);
      if (!this.#accept(",")) break;
    }
    this.#expect("}");
    return node(at, { kind: "map", entries }, entries.flat());
  }

  #peek(): Token {
    return (
      this.#tokens[this.#position] ?? { kind: "end", value: "", at: this.#tokens.at(-1)?.at ?? 0 }
    );
  }

  #is(value: string): boolean {
    const token = this.#peek();
    // `in` is the only operator that is spelled as a name.
    return (token.kind === "symbol" || token.kind === "name") && token.value === value;
  }

  #accept(value: string): boolean {
    if (!this.#is(value)) return false;
    this.#position += 1;
    return true;
  }

  #expect(value: string): void {
    if (!this.#accept(value)) throw unexpected(this.#peek(), `"${value}"`);
  }
}

function node(at: number, content: ExpressionNode, parts: readonly Expression[]): Expression {
  const height = 1 + parts.reduce((highest, part) => Math.max(highest, part.height), 0);
  if (height > maxNesting) throw tooDeep(at);
  return { ...content, at, height };
}

function tooDeep(at: number): ExpressionSyntaxError {
  return new ExpressionSyntaxError(at, `the expression is nested more than ${maxNesting} deep`);
}

function unexpected({ kind, value, at }: Token, wanted: string): ExpressionSyntaxError {
  const found = kind === "end" ? "the expression ends" : `found ${JSON.stringify(value)}`;
  return new ExpressionSyntaxError(at, `${found}, expected ${wanted}`);
}
