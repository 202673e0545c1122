/** Replies that do not come, come late, or come with an error. */

import { disrupt, editHeaders, refuse, type Fault } from "../../../src/sandbox/faults.ts";
import {
  gaps,
  lists,
  members,
  organization,
  passing,
  refusals,
  services,
  unjoined,
  whole,
  type Case,
  type Gaps,
} from "../../support/fault-case.ts";

/** What stops everything also stops the count at the end. */
const notCountedAgain: Gaps["lists"] = Object.fromEntries(
  Object.keys(lists).map((name) => [name, /could not be counted again/u]),
);

/** Tells that so many requests are left of an hour that has just begun. */
function leaves(remaining: string): Fault["strike"] {
  return editHeaders({
    "X-RateLimit-Remaining": remaining,
    "X-RateLimit-Reset": String(Math.floor(Date.now() / 1_000) + 3_600),
    "X-RateLimit-Interval": "0.001",
  });
}

const replyCases: readonly Case[] = Object.entries(lists).flatMap(([name, template]) => [
  ...passing.flatMap(([what, strike, told]): Case[] => [
    { name: `${what}, once, on ${name}`, faults: [{ template, times: 1, strike }], ends: whole },
    {
      name: `${what}, for good, on ${name}`,
      faults: [{ template, strike }],
      ends: gaps({ ...(name === "teams" && unjoined), [name]: told }),
    },
  ]),
  ...refusals.map(([what, strike, told]): Case => ({
    name: `${what} on ${name}`,
    faults: [{ template, strike }],
    ends: gaps({ ...(name === "teams" && unjoined), [name]: told }),
  })),
]);

const waitingCases: readonly Case[] = [
  {
    name: "a 429 that asks for a second",
    faults: [{ template: members, times: 1, strike: refuse(429, { "Retry-After": "1" }) }],
    ends: whole,
  },
  {
    name: "a 429 that asks for 3304 seconds, at the last count",
    faults: [
      {
        template: members,
        query: "sort=user_name&page_size=1",
        strike: refuse(429, { "Retry-After": "3304" }),
      },
    ],
    ends: { ...gaps({ members: /could not be counted again/u }), amongOthers: true },
  },
  {
    name: "a 429 that asks for 3304 seconds, everywhere",
    faults: [{ strike: refuse(429, { "Retry-After": "3304" }) }],
    ends: { end: "failure", message: /throttles this credential.*It asks to wait 330\d s/u },
  },
  {
    name: "a rate limit that is used up until after the deadline",
    faults: [{ strike: leaves("0") }],
    ends: { end: "failure", message: /throttles this credential.*It asks to wait 3\d\d\d s/u },
  },
  {
    name: "a rate limit that does not allow all pages before the deadline",
    sandbox: { maxPageSize: 1 },
    faults: [{ strike: leaves("5") }],
    ends: {
      ...gaps({
        members: /it takes about \d+ more requests, and Cloudsmith allows \d+ in the next \d+ s/u,
      }),
      amongOthers: true,
    },
  },
  {
    name: "no reply before the deadline",
    faults: [{ template: services, strike: disrupt("hang") }],
    deadlineMs: 1_500,
    ends: gaps({ ...notCountedAgain, services: /the deadline has passed/u }),
  },
  {
    name: "a redirect of the workspace itself",
    faults: [
      { template: organization, strike: refuse(302, { Location: "https://evil.example/" }) },
    ],
    ends: { end: "failure", message: /cannot read workspace "fernwick".*302/u },
  },
];

export const networkCases = [...replyCases, ...waitingCases];
