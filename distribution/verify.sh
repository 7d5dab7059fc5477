#!/bin/bash
# Installs what the tests need and runs all of them. On a bare Debian 12: sudo distribution/verify.sh
# GATEWATCH_KILLS=200 kills the image so often instead of 10 times (forty minutes where others build, fewer alone).
# GATEWATCH_MAY_STEP_CLOCK=1 adds the test that steps this machine's clock, for everybody on it, by an hour for some seconds.
# GATEWATCH_PACKAGES=1 then also runs the image that has its own Java, and installs the Debian package on a bare Debian,
# which is downloaded the first time.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=src/main/lab/machine.sh
. "$(dirname "$0")/src/main/lab/machine.sh"

install_tools tcpdump:tcpdump ping:iputils-ping ps:procps smilint:smitools snmpd:snmpd snmptrapd:snmptrapd \
    python3:python3 /usr/lib/python3/dist-packages/jsonschema:python3-jsonschema setpriv:util-linux \
    prometheus-snmp-exporter:prometheus-snmp-exporter
maven verify "-Dgatewatch.kills=${GATEWATCH_KILLS:-10}"
for script in test-reproducible ${GATEWATCH_PACKAGES:+test-jre-image test-packages}; do
    say "$script"
    step "$root/distribution/$script.sh"
done
