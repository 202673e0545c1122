/** Signs in to nothing: it passes on which role the next steps have. */

import { exportVariable, getInput } from "@actions/core";

import { requireIdToken } from "./place.ts";

requireIdToken();
exportVariable("STAND_IN_ROLE", getInput("role-to-assume", { required: true }));
exportVariable("AWS_REGION", getInput("aws-region", { required: true }));
