/** Ends a property early: thousands of mutants survive it, and most others fall in its first runs. */

import fc from "fast-check";

fc.configureGlobal({ interruptAfterTimeLimit: 500 });
