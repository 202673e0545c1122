/** The page's entry point: reads its data once and renders it. */

import { render } from "preact";

import type { PageData } from "../page-data.ts";
import { App } from "./app.tsx";
import { toPage } from "./model.ts";

const holder = document.querySelector("#page");
const text = document.querySelector("#data")?.textContent;
if (holder === null || text === undefined) throw new Error("bug: the page has no data");
const page = toPage(JSON.parse(text) as PageData, new Date());
render(<App page={page} clock={() => new Date()} />, holder);
