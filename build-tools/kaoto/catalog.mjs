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

/** A default in the type of its option: forms take the text "false" for true. */
function defaultOf({ type, defaultValue }) {
  return ['boolean', 'integer', 'number'].includes(type) ? JSON.parse(defaultValue) : String(defaultValue);
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
  if (option.defaultValue !== undefined) schema.default = defaultOf(option);
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

function digest(text) {
  return createHash('md5').update(text).digest('hex').slice(0, 8);
}

/** Writes a file of the catalog again, with more in it. Its name has a digest of its content. */
function extend(folder, entry, more) {
  const text = JSON.stringify({ ...readJson(join(folder, entry.file)), ...more });
  rmSync(join(folder, entry.file));
  entry.file = entry.file.replace(/-[0-9a-f]+\.json$/, `-${digest(text)}.json`);
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
  for (const [runtime, lines] of Object.entries(RUNTIMES)) {
    for (const line of lines) {
      const there = library.definitions.some(each => each.runtime === runtime && each.version.startsWith(line));
      assert.ok(there, `${runtime} ${line} is missing`);
    }
  }
  const templates = join(out, library.starterTemplates);
  for (const { file } of Object.values(readJson(templates).catalogs)) {
    assert.ok(existsSync(join(dirname(templates), file)), `the starter template ${file} is missing`);
  }
  const names = Object.keys(kameletsWithSchema());
  assert.ok(names.length > 0, `no kamelets in ${kamelets}`);
  for (const definition of library.definitions) {
    const folder = dirname(join(out, definition.fileName));
    const index = readJson(join(out, definition.fileName));
    for (const entry of [...Object.values(index.catalogs), ...Object.values(index.schemas)]) {
      assert.ok(existsSync(join(folder, entry.file)), `${definition.name} lacks ${entry.file}`);
    }
    for (const { file } of [index.catalogs.components, index.catalogs.kamelets]) {
      const expected = digest(readFileSync(join(folder, file)));
      assert.ok(file.endsWith(`-${expected}.json`), `${definition.name}: ${file} has another digest`);
    }
    const found = readJson(join(folder, index.catalogs.components.file));
    assert.ok(found.timer ?? found.log, `${definition.name} lacks Camel's own components`);
    assert.ok(found.datamaker, `${definition.name} lacks the component`);
    const options = found.datamaker.propertiesSchema.properties;
    assert.deepEqual(Object.keys(options), Object.keys(component.properties));
    for (const [name, option] of Object.entries(options)) {
      if (option.default !== undefined) {
        const type = option.type === 'integer' ? 'number' : option.type;
        assert.equal(typeof option.default, type, `the default of ${name} is no ${option.type}`);
      }
    }
    const all = readJson(join(folder, index.catalogs.kamelets.file));
    for (const name of names) {
      assert.ok(all[name]?.propertiesSchema, `${definition.name} lacks ${name}`);
    }
    console.log(`${definition.name}: ${Object.keys(options).length} options, ${names.length} kamelets`);
  }
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const library = readJson(join(camel, 'index.json'));
const definitions = library.definitions
  .filter(({ runtime, version }) => !version.includes('redhat') && RUNTIMES[runtime]?.some(each => version.startsWith(each)))
  .map(make);
cpSync(dirname(join(camel, library.starterTemplates)), dirname(join(out, library.starterTemplates)), { recursive: true });
writeFileSync(join(out, 'index.json'), JSON.stringify({ ...library, name: 'Camel with DataMaker', definitions }));
check();
console.log(join(out, 'index.json'));
