/**
 * The syntax tree of an expression. Offsets are in UTF-16 code units from the expression's start.
 */

export const relations = ["==", "!=", "<=", ">=", "<", ">", "in"] as const;
export const sums = ["+", "-"] as const;
export const products = ["*", "/", "%"] as const;
export type BinaryOperator =
  | (typeof relations)[number]
  | (typeof sums)[number]
  | (typeof products)[number];

export interface LiteralExpression {
  readonly kind: "text" | "bool" | "null" | "int" | "double";
  readonly value: string | boolean | number | null;
}

export interface NameExpression {
  readonly kind: "name";
  readonly name: string;
}

export interface FieldExpression {
  readonly kind: "field";
  readonly of: Expression;
  readonly name: string;
}

export interface CallExpression {
  readonly kind: "call";
  readonly name: string;
  /** The expression before the dot; null for a plain function. */
  readonly target: Expression | null;
  readonly args: readonly Expression[];
}

export interface BinaryExpression {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

/** `a && b && c` is one node, so that a long list of cases is not a deep tree. */
export interface LogicExpression {
  readonly kind: "logic";
  readonly operator: "&&" | "||";
  readonly operands: readonly Expression[];
}

export interface ChoiceExpression {
  readonly kind: "choice";
  readonly condition: Expression;
  readonly yes: Expression;
  readonly no: Expression;
}

export type ExpressionNode =
  | LiteralExpression
  | NameExpression
  | FieldExpression
  | CallExpression
  | BinaryExpression
  | LogicExpression
  | ChoiceExpression
  | { readonly kind: "index"; readonly of: Expression; readonly index: Expression }
  | { readonly kind: "unary"; readonly operator: "!" | "-"; readonly operand: Expression }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "map"; readonly entries: readonly (readonly [Expression, Expression])[] };

export type Expression = ExpressionNode & {
  /**
   * The offset that messages about the node point at: its operator or name, else its first
   * character.
   */
  readonly at: number;
  /** The number of levels of nodes, this node included. */
  readonly height: number;
};

/**
 * A mistake in an expression, and its position. The message starts in lower case and has no final
 * period.
 */
export interface ExpressionProblem {
  readonly at: number;
  readonly message: string;
}

/** Stops parsing at the first text that is not CEL. Never leaves this folder. */
export class ExpressionSyntaxError extends Error implements ExpressionProblem {
  readonly at: number;

  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}
