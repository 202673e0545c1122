import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { copyText, saveFile } from "./save-file.ts";

interface CopyOrSaveProps {
  /** The kind of file, for the buttons, such as `CSV`. */
  readonly kind: string;
  readonly name: string;
  readonly type: string;
  /** Computed when the reader asks for it. */
  readonly text: () => string;
}

/** Two buttons that copy a text or save it as a file, and say what happened. */
export function CopyOrSave({ kind, name, type, text }: CopyOrSaveProps): JSX.Element {
  const [said, setSaid] = useState("");
  const copy = () => {
    void copyText(text()).then((done) =>
      setSaid(done ? "Copied." : "This browser does not allow copying. Download it instead."),
    );
  };
  const save = () => {
    saveFile(name, type, text());
    setSaid("");
  };
  return (
    <div class="copy" role="group" aria-label={kind}>
      <button type="button" onClick={copy}>
        Copy {kind}
      </button>
      <button type="button" onClick={save}>
        Download {kind}
      </button>
      <span aria-live="polite" class="muted">
        {said}
      </span>
    </div>
  );
}
