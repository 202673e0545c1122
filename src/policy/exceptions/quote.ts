/** Writes text as a YAML scalar that reads back unchanged, whatever the text contains. */

/** Characters that an editor does not show, or that YAML reads as the end of a line. */
const invisible = /[\p{C}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\u{A0}\u{2800}]/gv;

/** Returns the text in double quotes, on one line, with every invisible character escaped. */
export function quoteYaml(text: string): string {
  return JSON.stringify(text).replaceAll(invisible, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const hex = (digits: number) => code.toString(16).toUpperCase().padStart(digits, "0");
    return code > 0xff_ff ? `\\U${hex(8)}` : `\\u${hex(4)}`;
  });
}
