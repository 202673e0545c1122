import { t as parseSettings } from "./settings.js";

// src/commands/settings.ts
/** The flags of a command as settings. */
/** Returns the settings of a command's flags; the key comes from the environment alone. */
function toSettings(flags, { env }) {
	const raw = Object.fromEntries(Object.entries(flags).map(([name, value]) => [name, value === void 0 ? value : String(value)]));
	return parseSettings({
		...raw,
		"api-key": env["CLOUDSMITH_API_KEY"]
	});
}

export { toSettings as t };