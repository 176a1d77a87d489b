import { Dialog } from '../design/dialog.tsx'
import { PAGES } from './navigation.ts'

const ANYWHERE: [string, string][] = [
  ['/', 'Search: messages, commands, devices'],
  ['?', 'This list'],
  ['t', 'Light, dark, or as the system'],
]
const IN_LISTS: [string, string][] = [
  ['j', 'Next row'],
  ['k', 'Row before'],
  ['Enter', 'Open it'],
  ['f', 'Add a filter'],
]

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keyboard" onClose={onClose}>
      <div className="dialog-body shortcuts">
        <Group title="Anywhere" rows={ANYWHERE} />
        <Group title="Go to" rows={PAGES.map(({ key, title }) => [`g ${key}`, title])} />
        <Group title="In lists" rows={IN_LISTS} />
      </div>
    </Dialog>
  )
}

function Group({ title, rows }: { title: string; rows: [string, string][] }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {rows.map(([keys, what]) => (
          <div key={keys}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
