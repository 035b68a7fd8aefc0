// Builds the pages into the Api's wwwroot: installs what package-lock.json names, generates the client's types from the
// OpenAPI document, checks all types, bundles and compresses. Builds at the same time wait for one another, and what has
// not changed is not built again.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const here = dirname(fileURLToPath(import.meta.url))
const description = resolve(here, '../../tests/Api.Tests/openapi.verified.json')
const output = resolve(here, process.env.BENCHHUB_DASHBOARD_OUT ?? '../Api/wwwroot')
const made = `${output}.new`
const modules = join(here, 'node_modules')
const lock = join(here, '.build-lock')

const files = folder => readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile())
  .map(entry => join(entry.parentPath, entry.name))
  .sort()

const hash = paths => paths.reduce(
  (sum, path) => sum.update(relative(here, path)).update('\0').update(readFileSync(path)).update('\0'),
  createHash('sha256')).digest('hex')

const isStamped = (folder, stamp) => existsSync(join(folder, '.stamp')) && readFileSync(join(folder, '.stamp'), 'utf8') === stamp
const stamp = (folder, text) => writeFileSync(join(folder, '.stamp'), text)

// npm's own bin folder: no shell in between, the same on every system.
const run = (script, ...args) => execFileSync(process.execPath, [join(modules, script), ...args], { cwd: here, stdio: 'inherit' })

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

async function takeLock() {
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      return
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }

    const owner = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0
    if (owner > 0 && !isAlive(owner)) rmSync(lock, { force: true })
    else await new Promise(go => setTimeout(go, 200))
  }
}

function install() {
  const wanted = hash([join(here, 'package-lock.json')])
  if (isStamped(modules, wanted)) return
  console.log('Dashboard: npm ci')
  try {
    execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: here, stdio: 'inherit', shell: process.platform === 'win32' })
  } catch {
    // Told apart from a fault in the sources: without the packages the hub is built without its pages.
    rmSync(lock, { force: true })
    process.exit(3)
  }

  stamp(modules, wanted)
}

function compress() {
  for (const path of files(made).filter(path => /\.(js|css|html|svg|json)$/.test(path))) {
    const bytes = readFileSync(path)
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }))
    writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 10, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }))
  }
}

function build() {
  const sources = ['src', 'public'].flatMap(folder => files(join(here, folder))).filter(path => !path.endsWith('schema.d.ts'))
  const settings = ['index.html', 'package-lock.json', 'tsconfig.json', 'vite.config.ts', 'build.mjs'].map(name => join(here, name))
  const wanted = hash([...sources, ...settings, description])
  if (isStamped(output, wanted)) return

  install()
  run('openapi-typescript/bin/cli.js', description, '--output', join(here, 'src/api/schema.d.ts'), '--silent')
  run('typescript/bin/tsc', '--noEmit')
  run('vite/bin/vite.js', 'build', '--logLevel', 'warn', '--outDir', made)
  compress()
  stamp(made, wanted)

  // In one move, for whoever copies the files meanwhile.
  rmSync(output, { recursive: true, force: true })
  renameSync(made, output)
}

await takeLock()
try {
  build()
} finally {
  rmSync(lock, { force: true })
}
