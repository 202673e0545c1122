/** Text as a YAML scalar that reads back the same, whatever is in it. */

/** What an editor would not show, or YAML would take for the end of a line. */
const invisible = /[\p{C}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\u{A0}\u{2800}]/gv;

/** Returns the text in double quotes, on one line, with everything invisible escaped. */
export function quoteYaml(text: string): string {
  return JSON.stringify(text).replaceAll(invisible, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const hex = (digits: number) => code.toString(16).toUpperCase().padStart(digits, "0");
    return code > 0xff_ff ? `\\U${hex(8)}` : `\\u${hex(4)}`;
  });
}
