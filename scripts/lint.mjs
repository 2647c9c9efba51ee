/** All static checks, two at a time; the output of each comes when it has ended. Exit code 1 if one has findings. */
import {spawn} from 'node:child_process';
import {delimiter, join} from 'node:path';
import {root} from './run.mjs';

const checks = [
  {
    name: 'Declarations',
    command: 'tsc',
    args: ['-p', 'tsconfig.build.json', '--emitDeclarationOnly', '--noCheck', '--outDir', '.cache/types'],
  },
  {name: 'ESLint', command: 'eslint', args: ['.']},
  {name: 'TypeScript', command: 'tsc', args: ['--noEmit', '-p', 'tsconfig.json']},
  {name: 'TypeScript, sandbox', command: 'tsc', args: ['--noEmit', '-p', 'sandbox/tsconfig.json']},
  {
    name: 'TypeScript, inspector',
    command: 'tsc',
    args: ['--noEmit', '-p', 'sandbox/src/inspector/client/tsconfig.json'],
  },
  {
    name: 'TypeScript, portal page',
    command: 'tsc',
    args: ['--noEmit', '-p', 'sandbox/src/portal/client/tsconfig.json'],
  },
  {
    name: 'TypeScript, pickers',
    command: 'tsc',
    args: ['--noEmit', '-p', 'sandbox/src/providers/pickers/client/tsconfig.json'],
  },
  {name: 'Templates', command: 'node', args: ['scripts/lint-templates.mjs']},
  {name: 'Prettier', command: 'prettier', args: ['--check', '--log-level', 'warn', '.']},
  ...[
    {name: 'Vue', command: 'vue-tsc', args: ['--noEmit', '-p', 'demo/vue/tsconfig.json']},
    {
      name: 'Svelte',
      command: 'svelte-check',
      args: ['--workspace', 'demo/svelte', '--tsconfig', './tsconfig.json', '--fail-on-warnings'],
    },
    {name: 'React', command: 'tsc', args: ['--noEmit', '-p', 'demo/react/tsconfig.json']},
    {name: 'Angular', command: 'ngc', args: ['--noEmit', '-p', 'demo/angular/tsconfig.json']},
    // The demos are compiled as apps are that have installed the package: against its declarations.
  ].map((check) => ({...check, needs: 'Declarations'})),
];

const queue = [...checks];
const running = new Map();
let failed = 0;
await Promise.all([work(), work()]);
process.exitCode = failed ? 1 : 0;

async function work() {
  for (let check = queue.shift(); check; check = queue.shift()) {
    const start = performance.now();
    await running.get(check.needs);
    const result = capture(check);
    running.set(check.name, result);
    const {code, output} = await result;
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    if (code !== 0) {
      failed++;
      console.log(output);
    }
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
