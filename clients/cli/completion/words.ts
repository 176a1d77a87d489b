import type { Command, Option } from 'commander'

/** What can be typed after some words. */
export type Place = {
  /** The words of commands before it: '' for `sotto` itself, 'keys tenant'. */
  path: string
  commands: { name: string; summary: string }[]
  options: OptionWord[]
  /** Its arguments are paths of files. */
  takesFiles: boolean
}

export type OptionWord = {
  /** `-d` and `--device`, or one of them. */
  names: string[]
  summary: string
  value: Value
}

/** What follows an option. `contexts`: the names that `sotto context` keeps; `text`: nobody knows. */
export type Value =
  | { is: 'none' }
  | { is: 'text' }
  | { is: 'file' }
  | { is: 'contexts' }
  | { is: 'words'; words: string[] }

/** Every place of the command line, the outermost first. */
export function placesOf(program: Command): Place[] {
  const globals = program.options.map(wordOf)
  const walk = (command: Command, path: string): Place[] => {
    const options = [...command.options.map(wordOf), ...(path === '' ? [] : globals)]
    const own: Place = {
      path,
      commands: command.commands.map((sub) => ({ name: sub.name(), summary: sub.description() })),
      options: [...options, { names: ['-h', '--help'], summary: 'what this takes', value: { is: 'none' } }],
      takesFiles: command.registeredArguments.some((argument) => /file|path/.test(argument.name())),
    }
    return [own, ...command.commands.flatMap((sub) => walk(sub, `${path} ${sub.name()}`.trim()))]
  }
  return walk(program, '')
}

function wordOf(option: Option): OptionWord {
  const names = [option.short, option.long].filter((name) => name !== undefined)
  return { names, summary: option.description, value: valueKind(option) }
}

function valueKind({ flags, long, required, optional, argChoices, description }: Option): Value {
  if (!required && !optional) return { is: 'none' }
  if (argChoices) return { is: 'words', words: argChoices }
  if (long === '--context') return { is: 'contexts' }
  if (/<[^>]*(path|file|\.yaml)[^>]*>/.test(flags)) return { is: 'file' }
  // "only these (again for more): queued, sent, …" names all that there are.
  const [, list = ''] = /: ((?:[a-z_]+, )+[a-z_]+)$/.exec(description) ?? []
  return list === '' ? { is: 'text' } : { is: 'words', words: list.split(', ') }
}
