// Makes proto/gen from proto/sotto/v1: the types of proto-loader's own generator, and the descriptor that is loaded at
// run time (so that no client needs the .proto files). Run after each change of a .proto file; the result is committed.
import { execFileSync } from 'node:child_process'
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import protobuf from 'protobufjs'

const folder = 'proto/sotto/v1'
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.proto'))
  .sort()

rmSync('proto/gen', { recursive: true, force: true })
execFileSync(
  'npx',
  [
    'proto-loader-gen-types',
    ...['--longs=Number', '--enums=String', '--defaults', '--oneofs', '--grpcLib=@grpc/grpc-js', '--includeComments'],
    ...['--importFileExtension=.ts', '-I', 'proto', '-O', 'proto/gen'],
    ...files.map((name) => `sotto/v1/${name}`),
  ],
  { stdio: 'inherit' },
)

const root = new protobuf.Root()
const resolve = root.resolvePath
root.resolvePath = (origin, target) =>
  target.startsWith('sotto/') ? `proto/${target}` : resolve.call(root, origin, target)
root.loadSync(
  files.map((name) => `sotto/v1/${name}`),
  { keepCase: false, alternateCommentMode: true },
)
root.resolveAll()
const json = JSON.stringify(root.toJSON({ keepComments: true }), null, 1)
writeFileSync(
  'proto/gen/descriptor.ts',
  `// Made by generate.mjs from proto/sotto/v1.\nexport const descriptor = ${json}\n`,
)
