// A supervisor of stub roles, to be killed by a test. Says on standard output when all roles are ready.
import { ROLES } from '../../../clients/cli/start/roles.ts'
import { startSupervisor } from '../../../clients/cli/start/supervisor.ts'

const [stub = '', file = ''] = process.argv.slice(2)
const tsx = import.meta.resolve('tsx')
const supervisor = startSupervisor({
  programs: ROLES.map((role) => ({ role, execArgv: ['--import', tsx, `--title=${role}`], script: stub })),
  args: [file],
  env: process.env,
  log: () => undefined,
  note: () => undefined,
})
process.on('SIGTERM', () => void supervisor.stop())
await supervisor.running
process.stdout.write('running\n')
await supervisor.ended
