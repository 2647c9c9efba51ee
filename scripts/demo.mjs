import {createServer as createProbe} from 'node:net';
import {join} from 'node:path';
import {build, createServer} from 'vite';
import {createBackend, createFrameworkPages, pageHeaders, startDemoServer} from './demo-server.mjs';
import {root} from './run.mjs';
import {startSandbox} from './sandbox-process.mjs';

/**
 * Starts the sandbox and the demo.
 *
 * @param {{port: number, outsidePort: number, demoPort: number, data?: string, dev?: boolean}} options Without `data`
 *   everything is kept in memory; with `dev` Vite serves the sources and reloads.
 * @returns {Promise<{demoUrl: string, sandboxUrl: string, outsideUrl: string, ended: Promise<string>,
 *   stop(): Promise<void>}>}
 */
export async function startDemo({port, outsidePort, demoPort, data, dev = false}) {
  await requireFreePorts({'--port': port, '--outside-port': outsidePort, '--demo-port': demoPort});
  const sandboxUrl = `http://localhost:${port}`;
  // Vite puts them where a page says %VITE_SANDBOX_URL% or import.meta.env.VITE_SANDBOX_URL.
  process.env.VITE_SANDBOX_URL = sandboxUrl;
  process.env.VITE_OUTSIDE_URL = `http://localhost:${outsidePort}`;

  const [sandbox, folder] = await settleBoth(
    startSandbox({port, outsidePort, data}),
    dev ? undefined : buildDemo(demoPort),
    (started) => started.stop(),
  );
  const {outsideUrl} = sandbox;
  const demo = dev
    ? await startDevServer({port: demoPort, sandboxUrl, outsideUrl})
    : await startDemoServer({folder, port: demoPort, sandboxUrl, outsideUrl});
  return {
    demoUrl: demo.url,
    sandboxUrl,
    outsideUrl,
    ended: sandbox.ended,
    stop: async () => {
      await Promise.all([demo.stop(), sandbox.stop()]);
    },
  };
}

/** Finds ports that nobody listens on. */
export async function freePorts(count) {
  const probes = await Promise.all(Array.from({length: count}, () => listen(0)));
  const ports = probes.map((probe) => probe.address().port);
  await Promise.all(probes.map((probe) => new Promise((resolve) => probe.close(resolve))));
  return ports;
}

/** Awaits both; when the second fails, what the first has started is stopped again. */
async function settleBoth(first, second, stop) {
  const [one, two] = await Promise.allSettled([first, second]);
  if (one.status === 'rejected') throw one.reason;
  if (two.status === 'fulfilled') return [one.value, two.value];
  await stop(one.value);
  throw two.reason;
}

/** A folder per port, so that a build for one running demo does not change another. */
async function buildDemo(port) {
  const outDir = join(root, `.cache/demo-${port}`);
  await build({
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'warn',
    build: {outDir, emptyOutDir: true},
  });
  return outDir;
}

async function startDevServer({port, sandboxUrl, outsideUrl}) {
  const answer = createBackend(sandboxUrl);
  const answerPage = createFrameworkPages({sandboxUrl, outsideUrl});
  const server = await createServer({
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'warn',
    server: {port, strictPort: true, headers: pageHeaders(sandboxUrl, {dev: true, pickerUrl: outsideUrl})},
    plugins: [
      {
        name: 'demo-backend',
        configureServer: ({middlewares}) => {
          middlewares.use(async (request, response, next) => {
            if (!(await answer(request, response)) && !(await answerPage(request, response))) next();
          });
        },
      },
    ],
  });
  await server.listen();
  return {url: `http://localhost:${port}`, stop: () => server.close()};
}

async function requireFreePorts(ports) {
  for (const [option, port] of Object.entries(ports)) {
    try {
      const probe = await listen(port);
      await new Promise((resolve) => probe.close(resolve));
    } catch (error) {
      if (error.code !== 'EADDRINUSE') throw error;
      throw new Error(
        `Port ${port} is taken, perhaps by another "npm start". End that, or choose another port: ` +
          `npm start -- ${option} ${port + 10}`,
        {cause: error},
      );
    }
  }
}

function listen(port) {
  return new Promise((resolve, reject) => {
    const probe = createProbe();
    probe.once('error', reject);
    probe.listen(port, () => resolve(probe));
  });
}
