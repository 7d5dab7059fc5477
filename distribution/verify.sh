#!/bin/bash
# Installs what the tests need and runs all of them. On a bare Debian 12: sudo distribution/verify.sh
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=src/main/lab/machine.sh
. "$(dirname "$0")/src/main/lab/machine.sh"

install_tools tcpdump:tcpdump ping:iputils-ping ps:procps smilint:smitools python3:python3
maven verify
