// Runs the vendor's own client against a sandbox in platform style, and holds each answer to the vendor's OpenAPI document.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { DataMaker } from '@automators/datamaker';
import { Ajv2020 } from 'ajv/dist/2020.js';

const [baseURL, apiKey] = process.argv.slice(2);
const document = JSON.parse(readFileSync(new URL('./node_modules/@automators/datamaker/spec/openapi.json', import.meta.url)));
assert.equal(document.info.version, '0.9.17');

const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
ajv.addSchema({ $id: 'openapi', components: document.components });

function validate(method, path, status, body) {
  const answer = document.paths[path][method].responses[status];
  assert.ok(answer, `the document knows no ${status} of ${method} ${path}`);
  const schema = JSON.parse(JSON.stringify(answer.content['application/json'].schema).replaceAll('"#/', '"openapi#/'));
  const check = ajv.compile(schema);
  assert.ok(check(body), `${status} of ${method} ${path}: ${ajv.errorsText(check.errors)} in ${JSON.stringify(body)}`);
  console.log(`${method} ${path} ${status}`);
}

// What the client got, with the answer as it came.
let last;
const recording = async (url, init) => {
  const response = await fetch(url, init);
  last = { status: response.status, body: await response.clone().json().catch(() => undefined) };
  return response;
};
const client = (options = {}) => new DataMaker({ baseURL, apiKey, fetch: recording, ...options });

async function ok(method, path, call) {
  const result = await call();
  validate(method, path, last.status, last.body);
  return result;
}

async function refused(method, path, status, call) {
  await assert.rejects(call, error => error.status === status && typeof error.body.error === 'string');
  validate(method, path, status, last.body);
}

const datamaker = client();
const before = await ok('get', '/templates', () => datamaker.templates.list());
assert.ok(before.some(template => template.id === 'tmpl_customer'));
const fields = [{ name: 'first', type: 'first_name', active: true, options: {} }];
const created = await ok('post', '/templates',
  () => datamaker.templates.create({ name: 'Mine', projectId: 'p1', teamId: 't1', fields }));
assert.equal(created.projectId, 'p1');
assert.equal((await ok('get', '/templates/{id}', () => datamaker.templates.get(created.id))).name, 'Mine');
assert.deepEqual((await client({ projectId: 'p1', teamId: 't1' }).templates.list()).map(each => each.id), [created.id]);
assert.ok(!(await client({ projectId: 'p2' }).templates.list()).some(each => each.id === created.id));
await ok('delete', '/templates/{id}', () => datamaker.templates.delete(created.id));
await refused('get', '/templates/{id}', 404, () => datamaker.templates.get(created.id));
await refused('get', '/templates', 401, () => client({ apiKey: 'wrong' }).templates.list());

const set = await ok('post', '/sets', () => datamaker.sets.create({ name: 'orders', data: [{ id: 1 }, { id: 2 }] }));
assert.equal(set.rowCount, 2);
assert.deepEqual((await ok('get', '/sets', () => datamaker.sets.list())).map(each => each.name), ['orders']);
assert.deepEqual(await client({ projectId: 'p2' }).sets.list(), []);
await ok('delete', '/sets/{id}', () => datamaker.sets.delete(set.id));
assert.deepEqual(await datamaker.sets.list(), []);
console.log('done');
