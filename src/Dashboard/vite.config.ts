import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const hub = process.env.BENCHHUB_URL ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: process.env.BENCHHUB_DASHBOARD_OUT ?? '../Api/wwwroot',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: {
      '/api': hub,
      '/openapi': hub,
      '/live': { target: hub, ws: true },
    },
  },
  test: { environment: 'node', include: ['tests/**/*.test.{ts,tsx}'] },
})
