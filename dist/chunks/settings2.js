import { n as parseSettings } from "./settings.js";

// src/commands/settings.ts
/** Converts the flags of a command to settings. */
/** Returns the settings from a command's flags. The API key comes only from the environment. */
function toSettings(flags, { env }) {
	const raw = Object.fromEntries(Object.entries(flags).map(([name, value]) => [name, value === void 0 ? value : String(value)]));
	return parseSettings({
		...raw,
		"api-key": env["CLOUDSMITH_API_KEY"]
	});
}

export { toSettings as t };