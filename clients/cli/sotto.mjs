#!/usr/bin/env node
// In a checkout the command runs from its TypeScript sources, so that nothing has to be built before it can be tried.
import { register } from 'tsx/esm/api'

register()
await import('./main.ts')
