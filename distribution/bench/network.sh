# shellcheck shell=bash
# The gateway and the peer of the lab, where the release tests have them from, too. Sourced after machine.sh.
# shellcheck source-path=SCRIPTDIR source=../src/main/lab/network.sh
. "$(dirname "${BASH_SOURCE[0]}")/../src/main/lab/network.sh"
