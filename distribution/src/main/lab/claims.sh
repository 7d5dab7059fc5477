# shellcheck shell=bash disable=SC2034,SC2154
# Tests in shell: claims that hold or not, each a line. Sourced after machine.sh; ends with `[ "$failed" = 0 ]`.
failed=0
claim() { # TEXT CMD...: the command succeeds
    local text=$1
    shift
    if "$@" > "$work/claim" 2>&1; then
        say "ok      $text"
    else
        say "FAILED  $text: $*"
        tail -n 40 "$work/claim" | sed 's/^/        /' >&3
        failed=1
    fi
}
within() { # SECONDS CMD...: the command succeeds by then
    local until=$((SECONDS + $1))
    shift
    until "$@"; do
        [ "$SECONDS" -lt "$until" ] || return 1
        sleep 0.2
    done
}
