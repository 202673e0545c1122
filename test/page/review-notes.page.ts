/** Notes of a review that are typed with an input method, as for Japanese or Chinese. */

import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { fernwick } from "../../src/sandbox/workspace.ts";
import { memberId, openPage, policy, writePage } from "./open-page.ts";

const address = await writePage(fernwick(), { policy });

/** Presses a key as an input method takes it; Safari says so only by the key code. */
async function pressComposing(page: Page, key: string, isComposing: boolean): Promise<boolean> {
  return await page.evaluate<boolean>(`document.activeElement.dispatchEvent(
    new KeyboardEvent("keydown", {
      key: ${JSON.stringify(key)},
      keyCode: 229,
      isComposing: ${isComposing},
      bubbles: true,
      cancelable: true,
    }),
  )`);
}

const keys = ["Enter", "Escape", "ArrowDown", "ArrowUp", "k", "r", "a", "c", "n", "u", "/"];

test.each([true, false])(
  "while a note is composed, no key ticks, moves or submits (isComposing: %s)",
  async (isComposing) => {
    const { page, troubles } = await openPage(`${address}#/review`);
    const note = page.locator(".review > li > .item").nth(1).getByRole("textbox");
    const focused = note.and(page.locator(":focus"));
    const client = await page.context().newCDPSession(page);

    await note.focus();
    const text = "にほん";
    await client.send("Input.imeSetComposition", { text, selectionStart: 3, selectionEnd: 3 });
    for (const key of keys) {
      // The input method has the key: the page does not cancel it either.
      expect([key, await pressComposing(page, key, isComposing)]).toEqual([key, true]);
      expect([key, await focused.count()]).toEqual([key, 1]);
    }
    expect(await page.locator('[data-answer][aria-pressed="true"]').count()).toBe(0);
    await client.send("Input.insertText", { text: "日本" });
    expect(await note.inputValue()).toBe("日本");
    await page.keyboard.press("Enter");
    expect(await focused.count()).toBe(0);
    await page.reload();
    expect(await note.inputValue()).toBe("日本");
    expect(await page.locator(".progress strong").textContent()).toBe("0 of 47");
    expect(troubles).toEqual([]);
  },
);

test.each([true, false])(
  "Escape that ends a composition leaves neither the search nor the page (isComposing: %s)",
  async (isComposing) => {
    const { page, troubles } = await openPage(`${address}#/people`);
    const search = page.getByLabel("Search accounts");
    await search.fill("amara");
    await search.focus();
    await pressComposing(page, "Escape", isComposing);
    expect(await search.inputValue()).toBe("amara");

    await page.goto(`${address}#/account/member/${memberId("amara-okoye")}`);
    await page
      .getByRole("textbox", { name: /^Note on/u })
      .first()
      .focus();
    await pressComposing(page, "Escape", isComposing);
    expect(page.url()).toContain("#/account/member/");
    expect(troubles).toEqual([]);
  },
);
