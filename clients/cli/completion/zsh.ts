import type { OptionWord, Place } from './words.ts'

/** For zsh's own completion system: a function a place, which describes its options and goes on with its commands. */
export function zshScript(places: Place[]): string {
  return `#compdef sotto
# sotto completion for zsh: sotto completion zsh > "\${fpath[1]}/_sotto"
${places.map(functionOf).join('\n')}
_sotto_contexts() {
  local -a names
  names=(\${(f)"$(sotto context list --names 2> /dev/null)"})
  compadd -a names
}

if [ "$funcstack[1]" = "_sotto" ]; then _sotto "$@"; else compdef _sotto sotto; fi
`
}

function functionOf(place: Place): string {
  const { path, commands, options, takesFiles } = place
  const specs = options.flatMap(specsOf).map((spec) => `    ${spec} \\`)
  const arguments_ = takesFiles ? "'*:file:_files'" : "'*:: :'"
  if (commands.length === 0)
    return `${nameOf(path)}() {
  _arguments -s \\
${specs.join('\n')}
    ${arguments_}
}
`
  const described = commands.map(({ name, summary }) => `      ${quoted(`${name}:${escaped(summary)}`)}`)
  const branches = commands.map(({ name }) => `      ${name}) ${nameOf(`${path} ${name}`.trim())} ;;`)
  return `${nameOf(path)}() {
  local state line
  local -a commands
  _arguments -s -C \\
${specs.join('\n')}
    '1: :->command' \\
    '*:: :->rest'
  case "$state" in
    command)
      commands=(
${described.join('\n')}
      )
      _describe command commands ;;
    rest)
      case "$line[1]" in
${branches.join('\n')}
      esac ;;
  esac
}
`
}

const nameOf = (path: string): string => `_sotto${path === '' ? '' : `_${path.replaceAll(' ', '_')}`}`

/** `'(-d --device)'{-d,--device}'[summary]:value:action'` */
function specsOf({ names, summary, value }: OptionWord): string[] {
  return names.map((name) => quoted(`*${name}[${escaped(summary)}]${actionOf(value)}`))
}

function actionOf(value: OptionWord['value']): string {
  switch (value.is) {
    case 'none':
      return ''
    case 'text':
      return ':value: '
    case 'file':
      return ':file:_files'
    case 'contexts':
      return ':context:_sotto_contexts'
    case 'words':
      return `:value:(${value.words.join(' ')})`
  }
}

const escaped = (text: string): string => text.replace(/[[\]:\\]/g, '\\$&')
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`
