/** All static checks, two at a time; the output of each comes when it has ended. Exit code 1 if one has findings. */
import {spawn} from 'node:child_process';
import {existsSync, readdirSync} from 'node:fs';
import {delimiter, join} from 'node:path';
import {root} from './run.mjs';

const checks = [
  {name: 'ESLint', command: 'eslint', args: ['.']},
  {name: 'TypeScript', command: 'tsc', args: ['--noEmit', '-p', 'tsconfig.json']},
  {name: 'TypeScript, sandbox', command: 'tsc', args: ['--noEmit', '-p', 'sandbox/tsconfig.json']},
  {
    name: 'lit-analyzer',
    command: 'lit-analyzer',
    // An element's template may hold elements that its .define.ts imports, which the analyzer does not follow.
    args: ['--strict', '--rules.no-missing-import', 'off', ...templateFiles()],
    needless: templateFiles().length === 0,
  },
  {name: 'Prettier', command: 'prettier', args: ['--check', '--log-level', 'warn', '.']},
];

const queue = checks.filter(({needless}) => !needless);
let failed = 0;
await Promise.all([work(), work()]);
process.exitCode = failed ? 1 : 0;

async function work() {
  for (let check = queue.shift(); check; check = queue.shift()) {
    const start = performance.now();
    const {code, output} = await capture(check);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    if (code !== 0) failed++;
    if (code !== 0) console.log(output);
    console.log(`${check.name}: ${code === 0 ? 'no findings' : 'findings above'} (${seconds} s)`);
  }
}

function capture({command, args}) {
  const PATH = join(root, 'node_modules/.bin') + delimiter + process.env.PATH;
  return new Promise((resolve) => {
    const child = spawn(command, args, {cwd: root, env: {...process.env, PATH}});
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    child.once('error', (error) => resolve({code: 1, output: error.message}));
    child.once('close', (code) => resolve({code: code ?? 1, output}));
  });
}

/** Files with templates of the library. Tests stay out, as they write wrong markup on purpose. */
function templateFiles() {
  const folder = join(root, 'src/elements');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, {recursive: true})
    .filter((file) => file.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(file))
    .map((file) => `src/elements/${file.replaceAll('\\', '/')}`);
}
