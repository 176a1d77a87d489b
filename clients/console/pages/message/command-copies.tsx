import { ChevronDown, ClipboardCopy } from 'lucide-react'
import type { Message__Output } from '../../../../proto/gen/sotto/v1/Message.ts'
import { say } from '../../app/toasts.tsx'
import { copy } from '../../design/copy.tsx'
import { Popover } from '../../design/popover.tsx'
import { asCli, asCurl, asTypeScript } from './command-text.ts'

const FORMS = [
  { name: 'curl', write: asCurl },
  { name: 'CLI', write: asCli },
  { name: 'TypeScript', write: asTypeScript },
] as const

/** The same command again, in the words of whoever wants to make it from a program. */
export function CommandCopies({ message }: { message: Message__Output }) {
  return (
    <Popover
      label="Copy as a command"
      text={
        <>
          Copy as <ChevronDown size={14} />
        </>
      }
      icon={<ClipboardCopy size={14} />}
      align="end"
    >
      {(close) =>
        FORMS.map(({ name, write }) => (
          <button
            key={name}
            type="button"
            className="menu-item"
            onClick={() => {
              close()
              void copy(write(message, location.origin)).then(() => say(`Copied as ${name}.`))
            }}
          >
            {name}
          </button>
        ))
      }
    </Popover>
  )
}
