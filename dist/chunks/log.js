// src/log.ts
/** A logger without output, for tests. */
const silentLogger = {
	info() {},
	warn() {},
	error() {},
	progress() {},
	end() {}
};
/** A progress bar that is drawn more often flickers. */
const barEveryMs = 100;
/** A log file keeps every line, so it gets fewer. */
const lineEveryMs = 5e3;
const barWidth = 24;
/** Returns a logger with a progress bar on a terminal, and occasional lines elsewhere. */
function createLogger(stream) {
	let barShown = false;
	let lastMs = stream.elapsedMs();
	const startedMs = /* @__PURE__ */ new Map();
	const end = () => {
		if (barShown) stream.write("\r\x1B[K");
		barShown = false;
	};
	const print = (message) => {
		end();
		stream.write(`${message.split("\n").map((line) => stream.escape(line)).join("\n")}\n`);
	};
	const progress = ({ task, done, total }) => {
		const nowMs = stream.elapsedMs();
		const startMs = startedMs.get(task) ?? nowMs;
		startedMs.set(task, startMs);
		const onTerminal = stream.columns !== void 0;
		if (stream.quiet || nowMs - lastMs < (onTerminal ? barEveryMs : lineEveryMs)) return;
		lastMs = nowMs;
		const left = total === void 0 ? "" : timeLeft(nowMs - startMs, done, total);
		const count = total === void 0 ? `${done}` : `${done}/${total}`;
		if (stream.columns === void 0) {
			stream.write(`reading ${task}: ${count}${left}\n`);
			return;
		}
		const line = `reading ${task}${total === void 0 ? "" : ` ${drawBar(done, total)}`} ${count}${left}`;
		stream.write(`\r\u001B[K${line.slice(0, Math.max(0, stream.columns - 1))}`);
		barShown = true;
	};
	return {
		info: (message) => {
			if (!stream.quiet) print(message);
		},
		warn: (message) => print(`warning: ${message}`),
		error: (message) => print(`error: ${message}`),
		progress,
		end
	};
}
function drawBar(done, total) {
	const filled = total === 0 ? barWidth : Math.min(barWidth, Math.round(done / total * barWidth));
	return `[${"#".repeat(filled)}${"-".repeat(barWidth - filled)}]`;
}
function timeLeft(elapsedMs, done, total) {
	if (done === 0 || elapsedMs < 1e3 || done >= total) return "";
	return `, about ${Math.ceil(elapsedMs / done * (total - done) / 1e3)} s left`;
}

export { silentLogger as n, createLogger as t };