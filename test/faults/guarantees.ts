import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { CHECKERS } from './checkers/index.ts'
import { MUTANTS } from './mutants/index.ts'
import { type Report, scientific, sum } from './report.ts'

const FIGURES = '## The last long run'
const PAGE = new URL('../../docs/guarantees.md', import.meta.url)

/** docs/guarantees.md: what is promised, how it is tried to be broken, and what came of that the last time. */
export function writeGuarantees(report: Report): void {
  writeFileSync(PAGE, `${promises()}\n${figures(report)}`)
}

/** The page as it should be now: the figures are still those of the last long run. */
export function currentPage(): string {
  const page = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : ''
  const at = page.indexOf(FIGURES)
  return `${promises()}\n${at === -1 ? '' : page.slice(at)}`
}

/** What does not change from run to run. */
function promises(): string {
  return `# Guarantees

Each promise in a sentence, and what tries to break it. This page is written by the fault harness:
\`npm run faults -- --hours 1 --document\`. How it works is told in test/faults, where each fault, each checker and each mutant is a file.

| promise | rules | checked by |
| ------- | ----- | ---------- |
${CHECKERS.map(({ name, promise, rules }) => `| ${promise} | ${rules.join(', ')} | ${name} |`).join('\n')}

A run starts two gateways, two workers, the store, simulated devices over both wires, real agents, applications and
subscribers (plain, named, a group of three, a slow one), each as a process of its own that writes down what it does. Faults come and go by a
seed. Then all is healed and drained, and the checkers read what everybody wrote down, and nothing else. What they
once found is in test/faults/bad-seeds, and the tests play it again.

A checker that finds nothing must be able to find something: each of these ${MUTANTS.length} mutants breaks a promise on purpose and has to be
caught (\`npm run faults -- --mutants\`).

| mutant | what is wrong | caught by |
| ------ | ------------- | --------- |
${MUTANTS.map(({ name, what, caughtBy }) => `| ${name} | ${what} | ${caughtBy} |`).join('\n')}
`
}

function figures(report: Report): string {
  const bound =
    report.bound95 === undefined
      ? `${report.violations} violations`
      : `none; so, by the rule of three, with 95 % confidence fewer than one in ${Math.floor(1 / report.bound95).toLocaleString('en')} messages (${scientific(report.bound95)})`
  return `${FIGURES}

| what | figure |
| ---- | ------ |
| when | ${report.at.slice(0, 10)} |
| machine | ${report.machine} |
| seeds | ${report.seeds[0]}${report.seeds.length > 1 ? ` and ${report.seeds.length - 1} that follow` : ''} |
| durability of the store | ${report.durabilities.join(', ')} |
| time under faults | ${Math.round(report.seconds / 60)} min |
| messages | ${report.messages.toLocaleString('en')} |
| events | ${report.events.toLocaleString('en')} |
| faults | ${sum(report.faults)}: ${Object.entries(report.faults)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')} |
| not tried on this machine | ${report.notTried.map(({ name, why }) => `${name} (${why})`).join('; ') || 'none'} |
| violations | ${bound} |
`
}
