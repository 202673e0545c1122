import type { JSX } from "preact";

const keys: readonly (readonly [key: string, meaning: string])[] = [
  ["↑ ↓", "move"],
  ["K", "keep"],
  ["R", "remove"],
  ["A", "ask"],
  ["C", "clear"],
  ["N", "note"],
  ["Enter", "back from the note"],
  ["G", "grants"],
  ["U", "next undecided"],
  ["O", "open the account's page"],
  ["?", "this help"],
];

/** Shows the keys of the list. */
export function KeyHelp(props: {
  readonly open: boolean;
  readonly onToggle: (open: boolean) => void;
}): JSX.Element {
  const { open, onToggle } = props;
  return (
    <details class="keys" open={open} onToggle={(event) => onToggle(event.currentTarget.open)}>
      <summary>Keyboard, while the focus is in the list</summary>
      <ul>
        {keys.map(([key, meaning]) => (
          <li key={key}>
            <kbd>{key}</kbd> {meaning}
          </li>
        ))}
      </ul>
    </details>
  );
}
