// src/policy/task.ts
/** What resolves a finding: a task in the workspace, or a change of the policy itself. */
/** In the order in which reports list them. `other` means a task of another kind. */
const taskActions = [
	"invite",
	"grant",
	"change-role",
	"remove",
	"other"
];

export { taskActions as t };