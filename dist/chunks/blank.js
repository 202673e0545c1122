import { t as AuditError } from "./errors.js";

// src/commands/blank.ts
/** `--c1z ""` means no artifact. */
const mayBeBlank = /* @__PURE__ */ new Set(["c1z"]);
/**
* Throws `AuditError` `BAD_SETTINGS` for a blank flag or argument. It does not mean the default:
* `accept --subject "$NAME"` would then accept the findings of everybody.
*/
function requireNoBlanks(command) {
	for (const option of command.options) {
		const name = option.attributeName();
		if (!mayBeBlank.has(name) && isBlank(command.getOptionValue(name))) throw new AuditError("BAD_SETTINGS", `cannot use --${option.name()}: its value is blank. Give a value, or leave the flag out.`);
	}
	if (!command.args.some(isBlank)) return;
	throw new AuditError("BAD_SETTINGS", `cannot use an argument of ${command.name()}: it is blank. Give a value, or leave the argument out.`);
}
function isBlank(value) {
	return typeof value === "string" && value.trim() === "";
}

export { requireNoBlanks as n, isBlank as t };