// Makes a catalog for Kaoto that has DataMaker's component and kamelets beside Camel's own: node catalog.mjs [FOLDER]
// Serve the folder, and name its index.json in Kaoto's setting kaoto.catalog.url.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import YAML from 'yaml';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '..', '..');
const component = readJson(join(root, 'camel-datamaker/src/generated/resources/META-INF/io/github/cameldatamaker/datamaker.json'));
const kamelets = join(root, 'camel-datamaker-kamelets/src/main/resources/kamelets');
const camel = join(here, 'node_modules/@kaoto/camel-catalog/dist/camel-catalog');
const out = resolve(process.argv[2] ?? join(here, 'target/catalog'));

// The runtimes that DataMaker runs on.
const RUNTIMES = { Main: ['4.18.', '4.22.'], 'Spring Boot': ['4.18.', '4.22.'], Quarkus: ['3.33.'] };

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** An option of the component, as Kaoto's forms take it. */
function property(option) {
  const schema = {
    title: option.displayName,
    description: option.description,
    type: ['boolean', 'integer', 'number', 'array'].includes(option.type) ? option.type : 'string',
    $comment: `group:${option.group}`,
  };
  if (option.enum) schema.enum = option.enum;
  if (option.defaultValue !== undefined) schema.default = String(option.defaultValue);
  if (option.secret) schema.format = 'password';
  if (option.type === 'duration') schema.format = 'duration';
  if (option.type === 'object' && !option.enum) schema.format = `bean:${option.javaType}`;
  if (option.deprecated) schema.deprecated = true;
  return schema;
}

function componentWithSchema() {
  const options = Object.entries(component.properties);
  return {
    ...component,
    propertiesSchema: {
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'object',
      properties: Object.fromEntries(options.map(([name, option]) => [name, property(option)])),
      required: options.filter(([, option]) => option.required).map(([name]) => name),
    },
  };
}

function kameletsWithSchema() {
  const files = readdirSync(kamelets).filter(file => file.endsWith('.kamelet.yaml'));
  return Object.fromEntries(files.map(file => {
    const kamelet = YAML.parse(readFileSync(join(kamelets, file), 'utf8'));
    const { title, description, required = [], properties = {} } = kamelet.spec.definition;
    kamelet.propertiesSchema =
      { $schema: 'http://json-schema.org/draft-07/schema#', type: 'object', title, description, required, properties };
    return [kamelet.metadata.name, kamelet];
  }));
}

/** Writes a file of the catalog again, with more in it. Its name has a digest of its content. */
function extend(folder, entry, more) {
  const text = JSON.stringify({ ...readJson(join(folder, entry.file)), ...more });
  rmSync(join(folder, entry.file));
  entry.file = entry.file.replace(/-[0-9a-f]+\.json$/, `-${createHash('md5').update(text).digest('hex').slice(0, 8)}.json`);
  writeFileSync(join(folder, entry.file), text);
}

function make(definition) {
  const file = join(out, definition.fileName);
  cpSync(dirname(join(camel, definition.fileName)), dirname(file), { recursive: true });
  const index = readJson(file);
  extend(dirname(file), index.catalogs.components, { datamaker: componentWithSchema() });
  extend(dirname(file), index.catalogs.kamelets, kameletsWithSchema());
  index.name += ' with DataMaker';
  writeFileSync(file, JSON.stringify(index));
  return { ...definition, name: index.name };
}

/** Reads the whole catalog back, as Kaoto does. */
function check() {
  const library = readJson(join(out, 'index.json'));
  assert.ok(library.definitions.length >= 4, 'a runtime is missing');
  for (const definition of library.definitions) {
    const folder = dirname(join(out, definition.fileName));
    const index = readJson(join(out, definition.fileName));
    for (const entry of [...Object.values(index.catalogs), ...Object.values(index.schemas)]) {
      assert.ok(existsSync(join(folder, entry.file)), `${definition.name} lacks ${entry.file}`);
    }
    const found = readJson(join(folder, index.catalogs.components.file));
    assert.ok(found.timer ?? found.log, `${definition.name} lacks Camel's own components`);
    assert.deepEqual(Object.keys(found.datamaker.propertiesSchema.properties), Object.keys(component.properties));
    const all = readJson(join(folder, index.catalogs.kamelets.file));
    for (const name of Object.keys(kameletsWithSchema())) {
      assert.ok(all[name]?.propertiesSchema, `${definition.name} lacks ${name}`);
    }
    console.log(`${definition.name}: ${Object.keys(component.properties).length} options, ${Object.keys(kameletsWithSchema()).length} kamelets`);
  }
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const library = readJson(join(camel, 'index.json'));
const definitions = library.definitions
  .filter(({ runtime, version }) => !version.includes('redhat') && RUNTIMES[runtime]?.some(each => version.startsWith(each)))
  .map(make);
writeFileSync(join(out, 'index.json'), JSON.stringify({ ...library, name: 'Camel with DataMaker', definitions }));
check();
console.log(join(out, 'index.json'));
