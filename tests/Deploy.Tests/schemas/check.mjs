// node check.mjs manifests < YAML      each object against its Kubernetes schema, unknown fields included
// node check.mjs values SCHEMA FILE …  the merged values against the chart's schema
// Prints one finding a line and ends with 1 if there is any.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import Ajv from "ajv";
import yaml from "js-yaml";

const resolve = createRequire(import.meta.url).resolve;
const folder = (name) => path.dirname(resolve(`${name}/package.json`));
const packages = ["kubernetes-models", "@kubernetes-models/prometheus-operator", "@kubernetes-models/apimachinery"].map(folder);
const findings = process.argv[2] === "values" ? checkValues(process.argv[3], process.argv.slice(4)) : await checkManifests(readFileSync(0, "utf8"));
findings.forEach((finding) => console.log(finding));
process.exitCode = findings.length > 0 ? 1 : 0;

function checkValues(schema, files) {
  const merged = files.map((file) => yaml.load(readFileSync(file, "utf8")) ?? {}).reduce(merge, {});
  const validate = new Ajv({ allErrors: true, strict: false }).compile(JSON.parse(readFileSync(schema, "utf8")));
  validate(merged);
  return (validate.errors ?? []).map((e) => `${e.instancePath || "/"} ${e.message} ${JSON.stringify(e.params)}`);
}

function merge(into, given) {
  const isTable = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
  return isTable(into) && isTable(given)
    ? Object.keys({ ...into, ...given }).reduce((all, key) => ({ ...all, [key]: key in given ? merge(into[key], given[key]) : into[key] }), {})
    : given;
}

async function checkManifests(text) {
  const found = [];
  const seen = new Set();
  for (const object of yaml.loadAll(text).filter((one) => one != null)) {
    const name = `${object.kind}/${object.metadata?.name}`;
    if (seen.has(name)) found.push(`${name}: is there twice`);
    seen.add(name);
    const [group, version] = object.apiVersion.includes("/") ? object.apiVersion.split("/") : ["", object.apiVersion];
    const model = packages.map((root) => path.join(root, group, version, `${object.kind}.js`)).find(existsSync);
    if (!model) {
      found.push(`${name}: ${object.apiVersion} knows no such kind`);
      continue;
    }

    const root = packages.find((one) => model.startsWith(one + path.sep));
    const schema = /_schemas\/(\w+)/.exec(readFileSync(model, "utf8"))[1];
    const { validate } = await import(path.join(root, "_schemas", `${schema}.js`));
    if (!validate(object)) found.push(...validate.errors.map((e) => `${name}${e.instancePath}: ${e.message ?? `${e.keyword} ${JSON.stringify(e.params)}`}`));
    found.push(...unknown(object, model.replace(/\.js$/, ".d.ts"), name));
  }
  return found;
}

// The validators let any field pass; the declarations beside them list those that there are, one a line of four spaces.
function unknown(value, declaration, at) {
  if (value === null || typeof value !== "object" || !existsSync(declaration)) return [];
  const text = readFileSync(declaration, "utf8");
  const fields = new Map([...text.matchAll(/^ {4}"([^"]+)"\??: (.*)$/gm)].map((field) => [field[1], field[2]]));
  if (fields.size === 0 || /^ {4}\[key: string\]/m.test(text)) return [];
  return Object.entries(value).flatMap(([key, below]) => {
    const type = fields.get(key);
    if (type === undefined) return [`${at}: has no field ${key}`];
    const next = declarationOf(/\bI\w+/.exec(type)?.[0], text, path.dirname(declaration));
    return [below].flat().flatMap((one, i) => (next ? unknown(one, next, `${at}/${key}${Array.isArray(below) ? `/${i}` : ""}`) : []));
  });
}

function declarationOf(type, text, here) {
  const source = type && new RegExp(`import \\{[^}]*\\b${type}\\b[^}]*\\} from "([^"]+)"`).exec(text)?.[1];
  if (!source) return undefined;
  const [, name, inside] = /^((?:@[^/]+\/)?[^/]+)\/(.*)$/.exec(source);
  const file = source.startsWith(".") ? path.resolve(here, source) : path.join(folder(name), inside);
  return `${file.replace(/\.js$/, "")}.d.ts`;
}
