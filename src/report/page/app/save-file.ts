/** Hands text to the reader: as a file, or on the clipboard. Neither needs a network. */

/** Saves text as a file with the browser's download. */
export function saveFile(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** Copies text, and returns whether it worked. A browser may not allow it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** The older way, for a page that is not allowed to use the clipboard directly. */
function copyBySelection(text: string): boolean {
  const field = document.createElement("textarea");
  field.value = text;
  const before = document.activeElement;
  document.body.append(field);
  field.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    field.remove();
    if (before instanceof HTMLElement) before.focus();
  }
}

/** Returns a name for a file: only letters and digits of ASCII, dots, dashes and underscores. */
export function fileName(...parts: readonly string[]): string {
  return parts.map((part) => part.replaceAll(/[^\w.-]+/gu, "-").slice(0, 80)).join("-");
}
