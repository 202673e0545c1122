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
  /** Whether there is nothing valid to write. */
  readonly disabled?: boolean;
}

/** Two buttons that copy a text or save it as a file, and say what happened. */
export function CopyOrSave(props: CopyOrSaveProps): JSX.Element {
  const { kind, name, type, text, disabled = false } = props;
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
      <button type="button" disabled={disabled} onClick={copy}>
        Copy {kind}
      </button>
      <button type="button" disabled={disabled} onClick={save}>
        Download {kind}
      </button>
      <span aria-live="polite" class="muted">
        {said}
      </span>
    </div>
  );
}
