/** Finds the account that a written name means. */

import type { Member, Roster, ServiceAccount } from "../roster/model.ts";
import { isUnknown, type Fact, type Unknown } from "../roster/fact.ts";
import type { WrittenName } from "./position.ts";
import { fold } from "../roster/fold.ts";
import { fitsOneOf } from "./wildcard.ts";

export interface Directory {
  /** Members whose username, permanent id or e-mail address the name is. The case of A to Z never matters. */
  members(name: WrittenName): readonly Member[];
  /** Returns the one member meant; undefined where there is none, or more than one. */
  member(name: WrittenName): Member | undefined;
  service(name: WrittenName): ServiceAccount | undefined;
  /** Whether a name that matches nobody may belong to somebody whose address is not seen. */
  mayBeHidden(name: WrittenName): Fact<false>;
  /** Tells of members whether they are one of these; unknown where a hidden address may be the reason. */
  listed(names: readonly WrittenName[]): (member: Member) => Fact<boolean>;
  /** Tells of members whether their username or address fits one of the patterns; unknown as above. */
  allowed(patterns: readonly WrittenName[]): (member: Member) => Fact<boolean>;
}

/** A roster never changes, and what is made of it asks for the same directory. */
const known = new WeakMap<Roster, Directory>();

/** Returns the directory of a roster's accounts. */
export function directoryOf(roster: Roster): Directory {
  const directory = known.get(roster) ?? createDirectory(roster);
  known.set(roster, directory);
  return directory;
}

function createDirectory(roster: Roster): Directory {
  // Nearly every name is one member's, for whom no list is made.
  const members = new Map<string, Member | Member[]>();
  const file = (key: string, member: Member) => {
    const filed = members.get(key);
    if (filed === undefined) members.set(key, member);
    else if (!Array.isArray(filed)) {
      if (filed !== member) members.set(key, [filed, member]);
    } else if (!filed.includes(member)) filed.push(member);
  };
  let hidden: Unknown | undefined;
  for (const member of roster.members) {
    file(fold(member.username), member);
    file(fold(member.id), member);
    if (isUnknown(member.email)) hidden ??= member.email;
    else file(fold(member.email), member);
  }
  const services = new Map(roster.services.map((service) => [fold(service.slug), service]));
  const find = (name: WrittenName): readonly Member[] => {
    const filed = members.get(fold(name.text)) ?? [];
    return Array.isArray(filed) ? filed : [filed];
  };
  // A name that means two people stands for neither: guessing would agree to somebody's access.
  const findOne = (name: WrittenName) => {
    const found = find(name);
    return found.length === 1 ? found[0] : undefined;
  };
  const mayBeHidden = (name: WrittenName): Fact<false> =>
    hidden !== undefined && name.text.includes("@") && find(name).length === 0 ? hidden : false;
  return {
    members: find,
    member: findOne,
    service: (name) => services.get(fold(name.text)),
    mayBeHidden,
    allowed: (patterns) => {
      const texts = patterns.map(({ text }) => text);
      const fitsUsername = fitsOneOf(texts);
      const addresses = texts.filter((text) => text.includes("@"));
      const fitsAddress = fitsOneOf(addresses);
      return ({ username, email }) => {
        if (fitsUsername(username)) return true;
        if (isUnknown(email)) return addresses.length > 0 ? email : false;
        return fitsAddress(email);
      };
    },
    listed: (names) => {
      const found = new Set(names.map(findOne));
      const someHidden = names.some((name) => isUnknown(mayBeHidden(name)));
      return (member) => {
        if (found.has(member)) return true;
        return someHidden && isUnknown(member.email) ? member.email : false;
      };
    },
  };
}
