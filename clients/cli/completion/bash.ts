import type { OptionWord, Place } from './words.ts'

/** For bash 4 and newer: a table of words by place, and one function that finds the place of the cursor. */
export function bashScript(places: Place[]): string {
  return `# sotto completion for bash: source <(sotto completion bash)
_sotto_words() {
  case "$1" in
${places.map((place) => `    ${quoted(place.path)}) echo ${quoted(wordsOf(place))} ;;`).join('\n')}
  esac
}

# What follows an option: words, @files, @contexts or @text; nothing when it takes no value.
_sotto_value() {
  case "$1 $2" in
${places.flatMap(valueCases).join('\n')}
  esac
}

_sotto() {
  local current="\${COMP_WORDS[COMP_CWORD]}" place="" word value known i=1
  COMPREPLY=()
  while [ "$i" -lt "$COMP_CWORD" ]; do
    word="\${COMP_WORDS[i]}"
    if [ "\${word#-}" != "$word" ]; then
      [ -n "$(_sotto_value "$place" "$word")" ] && i=$((i + 1))
    else
      known="\${place:+$place }$word"
      [ -n "$(_sotto_words "$known")" ] && place="$known"
    fi
    i=$((i + 1))
  done
  # Past the cursor: it stands on the value of an option.
  if [ "$i" -gt "$COMP_CWORD" ]; then
    value="$(_sotto_value "$place" "\${COMP_WORDS[COMP_CWORD - 1]}")"
    case "$value" in
      @text) ;;
      @files) compopt -o filenames 2> /dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
      @contexts) mapfile -t COMPREPLY < <(compgen -W "$(sotto context list --names 2> /dev/null)" -- "$current") ;;
      *) mapfile -t COMPREPLY < <(compgen -W "$value" -- "$current") ;;
    esac
    return
  fi
  mapfile -t COMPREPLY < <(compgen -W "$(_sotto_words "$place")" -- "$current")
}

complete -F _sotto sotto
`
}

const wordsOf = ({ commands, options }: Place): string =>
  [...commands.map(({ name }) => name), ...options.flatMap(({ names }) => names)].join(' ')

function valueCases({ path, options }: Place): string[] {
  return options.flatMap((option) => {
    const value = valueWord(option)
    if (value === '') return []
    return [`    ${option.names.map((name) => quoted(`${path} ${name}`)).join('|')}) echo ${quoted(value)} ;;`]
  })
}

function valueWord({ value }: OptionWord): string {
  switch (value.is) {
    case 'none':
      return ''
    case 'text':
      return '@text'
    case 'file':
      return '@files'
    case 'contexts':
      return '@contexts'
    case 'words':
      return value.words.join(' ')
  }
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`
