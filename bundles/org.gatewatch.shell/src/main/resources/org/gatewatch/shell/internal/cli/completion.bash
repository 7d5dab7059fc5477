
# Names of monitors, probes and connections come from the running instance; while none runs there are none.

# The names that begin like $2; of the instance that the command line asks, or of the usual one.
function _gatewatch_names() {
  local data="" i
  for ((i = 1; i < COMP_CWORD - 1; i++)); do
    [[ ${COMP_WORDS[i]} == --data ]] && data=${COMP_WORDS[i + 1]}
  done
  ${data:+env "GATEWATCH_DATA=$data"} "${COMP_WORDS[0]}" __names "$1" "$2" 2>/dev/null
}

# Whose names the word at the cursor can be, after the commands and names that were given before it.
function _gatewatch_whose() {
  local given="" i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${COMP_WORDS[i]} in
      -h | --help | --json | --samples) ;;
      -*) ((i++)) ;; # and its value
      *) given+=" ${COMP_WORDS[i]%%/*}" ;;
    esac
  done
  if [[ ${COMP_WORDS[COMP_CWORD - 1]} == --probe && $given == " thresholds"* ]]; then
    echo probes
    return
  fi
  case $given in
    " history" | " probe show" | " probe update" | " probe delete") echo probes ;;
    " monitor show" | " monitor update" | " monitor delete" | " probe list" | " probe create") echo monitors ;;
    " connection show" | " connection update" | " connection delete" | " connection monitor") echo connections ;;
    *" vpnConnectionId" | *" vpnConnectionId =") echo connections ;; # readline takes KEY=VALUE for three words
  esac
}

function _gatewatch() {
  local word=${COMP_WORDS[COMP_CWORD]} whose name
  whose=$(_gatewatch_whose)
  if [[ -z $whose || $word == -* ]]; then
    _complete_gatewatch
    return
  fi
  [[ $word != "=" ]] || word=""
  COMPREPLY=()
  compopt +o default 2>/dev/null # else files would be offered where there are no names
  while IFS= read -r name; do
    COMPREPLY+=("$(printf %q "$name")")
  done < <(_gatewatch_names "$whose" "$word")
}
complete -F _gatewatch -o default gatewatch
