import type { OptionWord, Place } from './words.ts'

/** For fish: a line for each word, with the condition under which it is offered. */
export function fishScript(places: Place[]): string {
  return `# sotto completion for fish: sotto completion fish > ~/.config/fish/completions/sotto.fish
set -g __sotto_places ${places.flatMap(({ path }) => (path === '' ? [] : [quoted(path)])).join(' ')}

# Whether the words before the cursor lead to this command.
function __sotto_at
    set -l words (commandline -opc)
    set -l place ''
    for word in $words[2..-1]
        set -l known (string trim -- "$place $word")
        contains -- $known $__sotto_places; and set place $known
    end
    test "$place" = "$argv[1]"
end

function __sotto_contexts
    sotto context list --names 2>/dev/null
end

complete -c sotto -f
${places.flatMap(linesOf).join('\n')}
`
}

function linesOf({ path, commands, options, takesFiles }: Place): string[] {
  const at = `complete -c sotto -n ${quoted(`__sotto_at ${quoted(path)}`)}`
  return [
    ...commands.map(({ name, summary }) => `${at} -a ${quoted(name)} -d ${quoted(summary)}`),
    ...options.map((option) => `${at} ${flagsOf(option)} -d ${quoted(option.summary)}${valueWord(option)}`),
    ...(takesFiles ? [`${at} -F`] : []),
  ]
}

const flagsOf = ({ names }: OptionWord): string =>
  names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`)).join(' ')

function valueWord({ value }: OptionWord): string {
  switch (value.is) {
    case 'none':
      return ''
    case 'text':
      return ' -x'
    case 'file':
      return ' -r -F'
    case 'contexts':
      return " -x -a '(__sotto_contexts)'"
    case 'words':
      return ` -x -a ${quoted(value.words.join(' '))}`
  }
}

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
