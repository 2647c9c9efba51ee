import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import test from 'node:test';
import {exportPKCS8, generateKeyPair, jwtVerify} from 'jose';
import {pathOf} from './package.js';

// Each sample signs a token where its language and its library are installed.

const PROJECT = '5f4c9a1e-7d3b-4e62-9a08-3c1b6d2f7e90';
const {privateKey, publicKey} = await generateKeyPair('RS256', {extractable: true});
const env = {
  ...process.env,
  PARAGON_PROJECT_ID: PROJECT,
  PARAGON_SIGNING_KEY: await exportPKCS8(privateKey),
};

interface Sample {
  readonly file: string;
  readonly command: string;
  /** Ends with 0 if language and library are there. */
  readonly probe: readonly string[];
  /** Prints the token of the user "alice". */
  readonly run: (file: string) => readonly string[];
}

const SAMPLES: readonly Sample[] = [
  {
    file: 'sign-token.mjs',
    command: process.execPath,
    probe: ['--version'],
    run: (file) => [
      '--input-type=module',
      '-e',
      `import {signUserToken} from ${JSON.stringify(`file://${file}`)}; console.log(await signUserToken('alice'))`,
    ],
  },
  {
    file: 'sign_token.py',
    command: 'python3',
    probe: ['-c', 'import jwt, cryptography'],
    run: (file) => ['-c', `exec(open(${JSON.stringify(file)}).read()); print(sign_user_token("alice"))`],
  },
  {
    file: 'sign_token.rb',
    command: 'ruby',
    probe: ['-r', 'jwt', '-e', ''],
    run: (file) => ['-r', file, '-e', 'puts sign_user_token("alice")'],
  },
  {
    file: 'sign_token.php',
    command: 'php',
    probe: ['-r', 'require "vendor/autoload.php";'],
    run: (file) => [
      '-r',
      `require "vendor/autoload.php"; require ${JSON.stringify(file)}; echo sign_user_token("alice");`,
    ],
  },
];

const isThere = ({command, probe}: Sample) => spawnSync(command, probe, {stdio: 'ignore'}).status === 0;

for (const sample of SAMPLES) {
  test(`${sample.file} signs a token that its key verifies`, {skip: !isThere(sample)}, async () => {
    const {stdout, stderr} = spawnSync(sample.command, sample.run(pathOf(`docs/samples/${sample.file}`)), {
      env,
      encoding: 'utf8',
    });
    assert.match(stdout, /^[\w-]+\.[\w-]+\.[\w-]+\s*$/, stderr);
    const {payload, protectedHeader} = await jwtVerify(stdout.trim(), publicKey, {
      audience: `useparagon.com/${PROJECT}`,
      subject: 'alice',
    });
    assert.equal(protectedHeader.alg, 'RS256');
    assert.equal((payload.exp ?? 0) - (payload.iat ?? 0), 3600);
  });
}

test('the guide shows these samples', () => {
  const guide = readFileSync(pathOf('docs/guides/user-tokens.md'), 'utf8');
  for (const {file} of SAMPLES) assert.ok(guide.includes(`../samples/${file}`), file);
});
