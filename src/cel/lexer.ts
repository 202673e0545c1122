/** Splits the text of an expression into tokens. */

import { ExpressionSyntaxError } from "./ast.ts";

export interface Token {
  readonly kind: "name" | "text" | "int" | "double" | "symbol" | "end";
  /** The name or symbol; for a literal, its value. */
  readonly value: string | number;
  readonly at: number;
}

const space = /(?:\s|\/\/[^\n]*)+/vy;
const name = /[A-Za-z_][A-Za-z0-9_]*/vy;
const number = /0[xX][0-9A-Fa-f]+|(?:\d+\.\d+|\.\d+)(?:[eE][\-+]?\d+)?|\d+(?:[eE][\-+]?\d+)|\d+/vy;
const symbol = /&&|\|\||[=!<>]=|[!<>+\-*\/%?:.,\(\)\[\]\{\}]/vy;
const opening = /[rR]?(?:"""|'''|"|')/vy;

const misspelled: Readonly<Record<string, string>> = {
  "=": 'write "==" to compare',
  "&": 'write "&&" for "and"',
  "|": 'write "||" for "or"',
};

/** Returns the tokens, the last of kind `end`. Throws `ExpressionSyntaxError`. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const gap = match(space, text, at);
    if (gap !== undefined) {
      at += gap.length;
      continue;
    }
    const token = readToken(text, at);
    tokens.push(token);
    at = token.end;
  }
  return [...tokens, { kind: "end", value: "", at: text.length }];
}

type Found = Token & { readonly end: number };

function readToken(text: string, at: number): Found {
  const quote = match(opening, text, at);
  if (quote !== undefined) return readText(text, at, quote);
  const word = match(name, text, at);
  if (word !== undefined) {
    const next = text[at + word.length];
    if (/^[bB][rR]?$|^[rR][bB]$/v.test(word) && (next === '"' || next === "'")) {
      throw new ExpressionSyntaxError(at, "bytes are not supported: write text without the b");
    }
    return { kind: "name", value: word, at, end: at + word.length };
  }
  const digits = match(number, text, at);
  if (digits !== undefined) return readNumber(text, at, digits);
  const sign = match(symbol, text, at);
  if (sign !== undefined) return { kind: "symbol", value: sign, at, end: at + sign.length };
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const hint = misspelled[character];
  throw new ExpressionSyntaxError(
    at,
    `${JSON.stringify(character)} is not understood here${hint === undefined ? "" : `: ${hint}`}`,
  );
}

function readNumber(text: string, at: number, digits: string): Found {
  const end = at + digits.length;
  const next = text[end] ?? "";
  if (/[uU]/v.test(next))
    throw new ExpressionSyntaxError(end, "unsigned numbers are not supported");
  if (/[A-Za-z_0-9]/v.test(next)) throw new ExpressionSyntaxError(end, "a number ends in a letter");
  const value = Number(digits);
  if (/^0[xX]|^\d+$/v.test(digits)) {
    if (!Number.isSafeInteger(value))
      throw new ExpressionSyntaxError(at, "the number is too large");
    return { kind: "int", value, at, end };
  }
  if (!Number.isFinite(value)) throw new ExpressionSyntaxError(at, "the number is too large");
  return { kind: "double", value, at, end };
}

function readText(text: string, at: number, opener: string): Found {
  const raw = /^[rR]/v.test(opener);
  const quote = raw ? opener.slice(1) : opener;
  const parts: string[] = [];
  let position = at + opener.length;
  while (!text.startsWith(quote, position)) {
    const character = text[position];
    if (character === undefined || (quote.length === 1 && /[\n\r]/v.test(character))) {
      throw new ExpressionSyntaxError(at, "the text has no closing quote");
    }
    if (character === "\\" && !raw) {
      const escape = readEscape(text, position);
      parts.push(escape.value);
      position += escape.length;
    } else {
      parts.push(character);
      position += 1;
    }
  }
  return { kind: "text", value: parts.join(""), at, end: position + quote.length };
}

const escapes: Readonly<Record<string, string>> = {
  a: "\u0007",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
  "?": "?",
  '"': '"',
  "'": "'",
  "`": "`",
};
const codes = /\\(?:[xX]([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))|\\([0-3][0-7]{2})/vy;

function readEscape(text: string, at: number): { value: string; length: number } {
  const simple = escapes[text[at + 1] ?? ""];
  if (simple !== undefined) return { value: simple, length: 2 };
  codes.lastIndex = at;
  const [whole, ...groups] = codes.exec(text) ?? [];
  const hexadecimal = groups[0] ?? groups[1] ?? groups[2];
  const code =
    hexadecimal === undefined
      ? Number.parseInt(groups[3] ?? "", 8)
      : Number.parseInt(hexadecimal, 16);
  const isCharacter = code <= 0x10_ff_ff && !(code >= 0xd8_00 && code <= 0xdf_ff);
  if (whole === undefined || !isCharacter) {
    const hint = "write \\\\ for a backslash, or r before the quote";
    throw new ExpressionSyntaxError(at, `the backslash does not start a known escape: ${hint}`);
  }
  return { value: String.fromCodePoint(code), length: whole.length };
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
