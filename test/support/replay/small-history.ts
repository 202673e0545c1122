/** Histories that are small enough to be read. */

import type { HistoryFile } from "./history.ts";

const ada = { id: "ada", username: "ada-lind", role: "owner" } as const;
const bo = { id: "bo", username: "bo-ito", role: "manager" } as const;
const cy = { id: "cy", username: "cy-novak" } as const;
const dee = { id: "dee", username: "dee-kim" } as const;

/** Somebody is hired, somebody is promoted, people are renamed, and a team is created and renamed. */
export const small: HistoryFile = {
  version: 1,
  workspace: "fernwick",
  commits: [
    {
      id: "start",
      date: "2026-11-02T09:00:00Z",
      people: [ada, bo, cy],
      teams: { platform: { managers: ["bo"], members: ["cy"] } },
    },
    {
      id: "hire",
      date: "2026-11-03T09:00:00Z",
      people: [ada, bo, cy, dee],
      teams: {
        platform: { managers: ["bo"], members: ["cy", "dee"] },
        release: { id: "rel", managers: ["cy"], members: ["dee", "bo"] },
      },
    },
    {
      id: "promote",
      date: "2026-11-04T09:00:00Z",
      people: [ada, bo, { ...cy, role: "manager" }, dee],
      teams: {
        platform: { managers: ["cy"], members: ["bo"] },
        release: { id: "rel", managers: ["cy"], members: ["dee", "bo"] },
      },
    },
    {
      id: "nothing",
      date: "2026-11-05T09:00:00Z",
      people: [ada, bo, { ...cy, role: "manager" }, dee],
      teams: {
        platform: { managers: ["cy"], members: ["bo"] },
        release: { id: "rel", managers: ["cy"], members: ["dee", "bo"] },
      },
    },
    {
      id: "rename",
      date: "2026-11-06T09:00:00Z",
      people: [ada, bo, { ...cy, role: "manager" }, { ...dee, username: "dee-berg" }],
      teams: {
        platform: { managers: ["cy"], members: ["bo"] },
        shipping: { id: "rel", managers: ["cy"], members: ["dee", "bo"] },
      },
    },
    {
      id: "leave",
      date: "2026-11-09T09:00:00Z",
      people: [ada, bo, { ...dee, username: "dee-berg" }],
      teams: { platform: { managers: ["bo"] } },
    },
  ],
};

const crowd = Array.from({ length: 20 }, (_, index) => ({ username: `person-${index}` }));

/** Three of four people leave in one commit. */
export const offboarding: HistoryFile = {
  version: 1,
  workspace: "fernwick",
  commits: [
    {
      id: "before",
      date: "2026-11-02T09:00:00Z",
      people: [ada, ...crowd],
      teams: { platform: { managers: ["ada"], members: crowd.map(({ username }) => username) } },
    },
    {
      id: "after",
      date: "2026-11-03T09:00:00Z",
      people: [ada, ...crowd.slice(0, 5)],
      teams: { platform: { managers: ["ada"], members: ["person-0", "person-1"] } },
    },
  ],
};
