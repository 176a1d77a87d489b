import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where a development server finds a gateway: `sotto start` on its default port. */
const GATEWAY = process.env.SOTTO_SERVER ?? 'http://127.0.0.1:7070'
const OF_THE_GATEWAY = ['/sotto.v1.', '/session', '/queues', '/openapi.json']

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    // The gateway serves it from there.
    outDir: '../../dist/console',
    emptyOutDir: true,
    // The first with light-dark(): from spring 2024.
    target: ['chrome123', 'firefox120', 'safari17.5'],
    // The gateway's content security policy takes nothing but files of its own: no data: addresses.
    assetsInlineLimit: 0,
    // Vite's own preload helper writes no inline script; browsers that lack modulepreload are older than `target`.
    modulePreload: { polyfill: false },
  },
  server: { proxy: Object.fromEntries(OF_THE_GATEWAY.map((path) => [path, { target: GATEWAY, changeOrigin: true }])) },
})
