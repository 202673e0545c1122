import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { dayMs } from "../../../../clock.ts";
import { CopyOrSave } from "../copy-or-save.tsx";
import type { Page } from "../model.ts";
import { fileName } from "../save-file.ts";
import { renderPolicyChange } from "./policy-change.ts";
import { maxFileBytes, renderReview } from "./review-file.ts";
import { maxReviewer } from "./review.ts";
import { renderTaskList } from "./task-list.ts";
import type { ReviewUse } from "./use-review.ts";

interface HandoverProps {
  readonly page: Page;
  readonly use: ReviewUse;
}

/** As many days as `accept` uses. */
const exceptionDays = 30;

/** The reviewer's name, the files that a review becomes, and the import of one. */
export function Handover({ page, use }: HandoverProps): JSX.Element {
  const { review } = use;
  const today = page.openedAt.toISOString().slice(0, 10);
  const [expires, setExpires] = useState(() =>
    new Date(page.openedAt.getTime() + exceptionDays * dayMs).toISOString().slice(0, 10),
  );
  // As the policy's parser reads a day, which has four digits for the year.
  const isValid = /^\d{4}-\d\d-\d\d$/u.test(expires) && expires >= today;
  const name = (end: string) => fileName(page.report.organization.slug, end);
  return (
    <section class="handover" aria-labelledby="handover">
      <h2 id="handover">Save and hand over</h2>
      <p class="fields">
        <label>
          Reviewer{" "}
          <input
            type="text"
            maxLength={maxReviewer}
            autocomplete="off"
            value={review.reviewer}
            onInput={(event) => use.name(event.currentTarget.value)}
          />
        </label>{" "}
        <span class="muted">(self-declared: nothing checks it)</span>
        <label>
          Exceptions end on{" "}
          <input
            type="date"
            min={today}
            max="9999-12-31"
            required
            aria-invalid={!isValid}
            value={expires}
            onInput={(event) => setExpires(event.currentTarget.value)}
          />
        </label>{" "}
        {isValid ? null : <span class="gap">Choose a day from {today} on.</span>}
      </p>
      <div class="files">
        <CopyOrSave
          kind="JSON"
          name={name("review.json")}
          type="application/json"
          text={() => renderReview(review, page)}
        />
        <CopyOrSave
          kind="policy change"
          name={name("review.yml")}
          type="application/yaml"
          text={() => renderPolicyChange(review, page, { today, expires })}
          disabled={!isValid}
        />
        <CopyOrSave
          kind="task list"
          name={name("review.md")}
          type="text/markdown"
          text={() => renderTaskList(review, page)}
        />
      </div>
      <Import use={use} />
    </section>
  );
}

function Import({ use }: Pick<HandoverProps, "use">): JSX.Element {
  const [said, setSaid] = useState("");
  const read = async (input: HTMLInputElement) => {
    const file = input.files?.[0];
    if (file === undefined) return;
    // The same file can be chosen again.
    const text = file.size > maxFileBytes ? undefined : await file.text().catch(() => undefined);
    input.value = "";
    setSaid(
      text === undefined ? "Cannot import this file: it is too large." : use.importText(text),
    );
  };
  const clear = () => {
    if (!confirm("Delete every decision and note about this workspace from this browser?")) return;
    use.clear();
    setSaid("Deleted.");
  };
  return (
    <div class="fields">
      <label>
        Import a review (JSON){" "}
        <input
          type="file"
          accept=".json,application/json"
          onChange={(event) => void read(event.currentTarget)}
        />
      </label>{" "}
      <button
        type="button"
        disabled={use.review.decisions.size === 0 && use.refused === undefined}
        onClick={clear}
      >
        Delete the review
      </button>
      <p aria-live="polite" class="said">
        {said}
      </p>
    </div>
  );
}
