#!/usr/bin/env bash
# Lints all workflows, ours and the examples: actionlint finds mistakes, zizmor finds risks. Needs
# Go and Python; writes only to node_modules.
set -euo pipefail
cd "$(dirname "$0")/.."

actionlint=github.com/rhysd/actionlint/cmd/actionlint@v1.7.12
zizmor=zizmor==1.32.0
environment=node_modules/.cache/zizmor

go run "$actionlint" .github/workflows/*.yml examples/*.yml
test -x "$environment/bin/zizmor" || python3 -m venv "$environment"
"$environment/bin/python" -m pip install --quiet --disable-pip-version-check "$zizmor"
"$environment/bin/zizmor" --offline --quiet .github/workflows examples action.yml
