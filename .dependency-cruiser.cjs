// Which folder may import which: the layout is the architecture, and this file keeps it so (docs/architecture.md).
// Each rule names what is allowed; everything else in the checkout is forbidden. Run by .ci/imports.mjs.

const npmPackages = '(^|/)node_modules/'
// What dependency-cruiser calls "core" are the modules of Node itself.
const nodeModules = ['core']

/** A rule that lets the files of `from` import the folders of `to`, npm packages and Node's own modules: no more. */
function only(name, from, to, comment) {
  return {
    name,
    severity: 'error',
    comment,
    from,
    to: { pathNot: [...to, npmPackages], dependencyTypesNot: nodeModules },
  }
}

module.exports = {
  forbidden: [
    {
      name: 'core-is-pure',
      severity: 'error',
      comment: 'core imports core: no npm package, no Node module, no other folder. The rules must run anywhere.',
      from: { path: '^core/' },
      to: { pathNot: '^core/' },
    },
    only('store-knows-core', { path: '^store/' }, ['^store/', '^core/'], 'store implements the ports of core.'),
    only(
      'workers-know-core-store-and-proto',
      { path: '^workers/' },
      ['^workers/', '^core/', '^store/', '^proto/'],
      'workers turn jobs into flows and encode frames (docs/decisions/0002). They never import the gateway: both meet in core.',
    ),
    only(
      'gateway-knows-core-store-and-proto',
      { path: '^gateway/' },
      ['^gateway/', '^core/', '^store/', '^proto/'],
      'gateway turns the wire into flows. It never imports workers: both meet in core.',
    ),
    only('proto-knows-nothing', { path: '^proto/' }, ['^proto/'], 'The wire depends on nothing of ours.'),
    only(
      'clients-know-proto',
      { path: '^clients/([^/]+)/', pathNot: '^clients/cli/' },
      ['^clients/$1/', '^proto/'],
      'A client is published by itself: it knows the wire, and never the server or another client.',
    ),
    only(
      'cli-knows-sdk-and-agent',
      { path: '^clients/cli/' },
      ['^clients/(cli|sdk|agent)/', '^proto/'],
      'The command line is made of the two other clients, and starts the server as processes of its own.',
    ),
    {
      name: 'only-main-names-a-store',
      severity: 'error',
      comment: 'A concrete store is chosen in the main of each role; everything else receives a port.',
      from: { path: '^(gateway|workers)/', pathNot: '(^|/)main\\.ts$' },
      to: { path: '^store/' },
    },
    {
      name: 'traces-in-one-place',
      severity: 'error',
      comment:
        'Who traces nothing loads nothing of OpenTelemetry: the server has one file for it, each client that can one.',
      from: {
        path: '^(core|store|gateway|workers|clients|proto)/',
        pathNot: '^(store/traces|clients/agent/otel|clients/cli/agent-traces)\\.ts$',
      },
      to: { path: '(^|/)node_modules/@opentelemetry/' },
    },
    {
      name: 'no-cycle',
      severity: 'error',
      comment: 'A cycle is two files that are one. Generated message types may contain each other.',
      from: { pathNot: '^proto/gen/' },
      to: { circular: true },
    },
    {
      name: 'declared-packages',
      severity: 'error',
      comment: 'A package is imported where the nearest package.json names it: each client has its own few.',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-development-package-at-run-time',
      severity: 'error',
      comment:
        'What production needs is a dependency. The console is bundled: of its packages nothing is installed to run.',
      from: { pathNot: '^(test|bench|clients/console)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'type-only'] },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'An import that leads nowhere hides from every other rule.',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // Type imports count: a rule that types may break is no rule.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
