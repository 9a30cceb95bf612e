#!/usr/bin/env bash
# Runs build.cake: ./build.sh --target=Test. Needs the .NET SDK and nothing else; arguments go through.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if ! command -v dotnet >/dev/null; then
    echo "build.sh: 'dotnet' is not on the PATH; install the .NET SDK 10 first" >&2
    exit 3
fi

# Accounts that only build may have no home to write to.
if [[ ! -w "${HOME:-}" ]]; then
    HOME="$(mktemp -d)"
    export HOME
fi

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet tool restore --verbosity quiet
# Compiling build.cake takes 15 s; from the cache, 3 s.
exec dotnet cake build.cake --settings_enablescriptcache=true --verbosity=normal "$@"
